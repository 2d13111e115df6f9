"""What is asked of a study: its overrides, and how they are meant."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class StudyRequest:
    """A study to run.

    Attributes:
        overrides: what is chosen, set or varied, as Hydra reads it.
        search: folders with options of the user's own.
        multirun: whether every combination of the values given is run.

    """

    overrides: tuple[str, ...]
    search: tuple[Path, ...] = ()
    multirun: bool = False
