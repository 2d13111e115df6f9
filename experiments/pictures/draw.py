"""Every picture that fits a study, drawn into its folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from matplotlib.figure import Figure

from experiments.cases.findings import Findings, findings_of
from experiments.pictures.case import draw_case
from experiments.pictures.curves import draw_adoption
from experiments.pictures.departments import draw_departments
from experiments.pictures.differences import draw_differences
from experiments.pictures.fates import draw_fates
from experiments.pictures.maps import draw_map, draw_maps
from experiments.pictures.page import plain_style, save
from experiments.pictures.profile import draw_profile
from experiments.results.study import Study

FOLDER = "pictures"
Drawing = Callable[[Study], Figure | None]
PICTURES: dict[str, Drawing] = {
    "map": draw_map,
    "maps": draw_maps,
    "adoption": draw_adoption,
    "departments": draw_departments,
    "fates": draw_fates,
    "differences": draw_differences,
    "profile": draw_profile,
}
OF_A_CASE = ("adoption", "departments", "fates")


def pictures_for(findings: Findings | None) -> dict[str, Drawing]:
    """Return what can be drawn of a study, with or without a case that says something."""
    if findings is None:
        return PICTURES
    return {"case": partial(draw_case, findings)} | {name: PICTURES[name] for name in OF_A_CASE}


def draw_study(study: Study) -> list[Path]:
    """Draw every picture that fits a study, as PNG and SVG.

    Return the files, which lie in ``pictures`` in its folder.

    The same data give the same SVG, byte for byte. Where every run failed nothing is drawn.
    """
    written: list[Path] = []
    if not study.ended:
        return written
    findings = findings_of(study)
    pictures = pictures_for(findings)
    target = study.folder / FOLDER
    target.mkdir(exist_ok=True)
    with plain_style():
        for name, draw in pictures.items():
            figure = draw(study)
            if figure is not None:
                written += save(figure, target / name)
    return written
