"""Every picture that fits a study, drawn into its folder."""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from experiments.pictures.case import draw_case
from experiments.pictures.curves import draw_adoption
from experiments.pictures.differences import draw_differences
from experiments.pictures.fates import draw_fates
from experiments.pictures.maps import draw_map, draw_maps
from experiments.pictures.page import plain_style, save
from experiments.pictures.profile import draw_profile
from experiments.pictures.reader import StudyData, read_study

FOLDER = "pictures"
PICTURES: dict[str, Callable[[StudyData], Figure | None]] = {
    "case": draw_case,
    "map": draw_map,
    "maps": draw_maps,
    "adoption": draw_adoption,
    "fates": draw_fates,
    "differences": draw_differences,
    "profile": draw_profile,
}


def draw_study(folder: Path) -> list[Path]:
    """Draw every picture that fits the study in ``folder``, as PNG and SVG, and return the files in ``folder/pictures``.

    The same data give the same SVG, byte for byte. Where every run failed nothing is drawn. Raises
    :class:`~sim.errors.ScenarioError` where there is no finished study.
    """
    study = read_study(folder)
    written: list[Path] = []
    if not study.points:
        return written
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    with plain_style():
        for name, draw in PICTURES.items():
            figure = draw(study)
            if figure is not None:
                written += save(figure, target / name)
    return written
