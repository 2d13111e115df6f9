"""A case in one picture.

Observed numbers and directions beside the simulated ones, and the comparisons that answer its question.
"""

from textwrap import wrap

from matplotlib.figure import Figure

from experiments.cases.findings import Findings
from experiments.cases.wording import sources
from experiments.configuration.observation import EvidenceGrade, Kind
from experiments.pictures.case_panels import contrast_panels, direction_panels, value_panels, week_panels
from experiments.pictures.page import page
from experiments.results.study import Study

GAP = 0.75
COLOURS = (
    "Blue: better, or as observed. Orange: worse, or against what was observed. Hollow: undecided, the interval "
    "contains 0."
)
POINTS = (
    "diamonds are observed (hollow: planned). Lines: simulated medians, and the band that holds the middle 90 % "
    "of the runs."
)


def draw_case(findings: Findings, study: Study) -> Figure | None:
    """Return the picture of what a study's case says; None where it says nothing."""
    panels = [
        *week_panels(study, findings),
        *value_panels(findings),
        *direction_panels(findings),
        *contrast_panels(findings),
    ]
    if not panels:
        return None
    heights = [panel.height + GAP for panel in panels]
    case = findings.case.settings
    figure = page(
        sum(heights), case.title or "Observed and simulated", _subtitle(study, findings), _note(study, findings)
    )
    places = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)
    for panel, axes in zip(panels, places[:, 0], strict=True):
        panel.draw(axes)
        axes.set_title("\n".join(wrap(panel.title, 100)), size=10, weight="bold", pad=16 if panel.pointed else 6)
    return figure


def _subtitle(study: Study, findings: Findings) -> str:
    question = findings.case.settings.question
    return f"{question} {study.replicates_text} of every arm, with the same people and the same luck.".strip()


def _note(study: Study, findings: Findings) -> str:
    interval = f"{study.confidence_text} interval"
    parts = [
        f"Differences: mean of the pairs and its {interval}; hundredths are percentage points of a share. {COLOURS}"
    ]
    if findings.of_kind[Kind.VALUE]:
        parts.append(f"Numbers: {POINTS} Dots: simulated means and their {interval}.")
    outside = [found.observation.what for found in findings.of_kind[Kind.OUTSIDE]]
    if outside:
        parts.append(f"Observed, but nothing the model measures: {'; '.join(outside)}.")
    if findings.observations:
        grades = sorted({found.observation.grade for found in findings.observations}, key=list(EvidenceGrade).index)
        parts.append(
            f"Sources: {'; '.join(sources(findings))}. Grades: "
            f"{', '.join(f'{grade.value} {grade.meaning}' for grade in grades)}."
        )
    return " ".join(parts)
