"""Pictures of what was discovered, into the folder of a study."""

from pathlib import Path

from experiments.discover.find import Discovery


def draw_discovery(found: Discovery, folder: Path) -> list[Path]:
    """Draw every picture that fits, as PNG and SVG, into ``folder/pictures``, and return the files."""
    from experiments.pictures.draw import FOLDER
    from experiments.pictures.page import plain_style, save
    from experiments.pictures.regimes import draw_regimes
    from experiments.pictures.regret import draw_regret
    from experiments.pictures.scenarios import draw_scenarios
    from experiments.pictures.sensitivity import draw_sensitivity

    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with plain_style():
        for name, draw in {"regimes": draw_regimes, "regret": draw_regret, "scenarios": draw_scenarios}.items():
            figure = draw(found)
            if figure is not None:
                written += save(figure, target / name)
        if found.sensitivity is not None:
            written += save(draw_sensitivity(found.sensitivity), target / "sensitivity")
    return written
