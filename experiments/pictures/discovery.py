"""Every picture that fits what was discovered in a study, drawn into its folder."""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from experiments.discover.discovery import Discovery
from experiments.pictures.draw import FOLDER
from experiments.pictures.page import plain_style, save
from experiments.pictures.regimes import draw_regimes
from experiments.pictures.regret import draw_regret
from experiments.pictures.scenarios import draw_scenarios
from experiments.pictures.sensitivity import draw_sensitivity


def draw_robust_sensitivity(found: Discovery) -> Figure | None:
    """Return what decides about the most robust policy; None where that is not known."""
    return None if found.sensitivity is None else draw_sensitivity(found.sensitivity)


PICTURES: dict[str, Callable[[Discovery], Figure | None]] = {
    "regimes": draw_regimes,
    "regret": draw_regret,
    "scenarios": draw_scenarios,
    "sensitivity": draw_robust_sensitivity,
}


def draw_discovery(found: Discovery, folder: Path) -> list[Path]:
    """Draw every picture that fits, as PNG and SVG, into ``folder/pictures``, and return the files."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with plain_style():
        for name, draw in PICTURES.items():
            figure = draw(found)
            if figure is not None:
                written += save(figure, target / name)
    return written
