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
from experiments.results.replicates import replicates_in_words
from experiments.results.study import Study
from experiments.wording.language import say, translated
from experiments.wording.quantities import confidence_text

GAP, CHARACTERS = 0.75, 62


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
    figure = page(sum(heights), case.title or say("pictures.case"), _subtitle(study, findings), _note(study, findings))
    places = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)
    for panel, axes in zip(panels, places[:, 0], strict=True):
        panel.draw(axes)
        axes.set_title("\n".join(wrap(panel.title, CHARACTERS)), size=10, weight="bold", pad=16 if panel.pointed else 6)
    return figure


def _subtitle(study: Study, findings: Findings) -> str:
    question = findings.case.settings.question
    return f"{question} {say('pictures.case_runs', replicates=replicates_in_words(study))}".strip()


def _note(study: Study, findings: Findings) -> str:
    confidence = confidence_text(study.confidence)
    parts = [say("pictures.case_differences", confidence=confidence)]
    if findings.of_kind[Kind.VALUE]:
        parts.append(say("pictures.case_numbers", confidence=confidence))
    outside = [found.observation.what for found in findings.of_kind[Kind.OUTSIDE]]
    if outside:
        parts.append(say("pictures.case_outside", names="; ".join(outside)))
    if findings.observations:
        grades = sorted({found.observation.grade for found in findings.observations}, key=list(EvidenceGrade).index)
        told = ", ".join(f"{grade.value} {translated(grade.meaning)}" for grade in grades)
        parts.append(say("pictures.case_sources", sources="; ".join(sources(findings)), grades=told))
    return " ".join(parts)
