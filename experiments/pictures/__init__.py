"""Pictures of a study, for those who would rather look than read."""

from experiments.pictures.draw import draw_study

__all__ = ["draw_study"]
