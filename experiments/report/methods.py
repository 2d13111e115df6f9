"""How a study was computed, and how far its numbers can be trusted, as sentences."""

from collections import Counter
from collections.abc import Iterator

from experiments.console.stopping import stopping_text
from experiments.inference.confidence_sequence import ANYTIME
from experiments.report.blocks import Block, Paragraph, Points, Section
from experiments.report.content import ReportContent
from experiments.report.wording import small_metric
from experiments.wording.language import say, say_counted
from sim.parameters import Grade
from sim.scenario import declared_parameters


def methods(content: ReportContent) -> Section:
    """Return the section."""
    compared = say("methods.points" if content.sensitivities else "methods.pairs")
    limits = say("methods.not_covered") + ("" if content.sensitivities else f" {say('methods.see')}")
    sizes = Points(list(_sizes(content)))
    blocks: list[Block] = [Paragraph(say("methods.model")), Paragraph(compared), sizes, Paragraph(limits)]
    return Section("methods", say("methods.title"), blocks)


def _sizes(content: ReportContent) -> Iterator[str]:
    manifest = content.manifest
    runs = sum(entry.replicates for entry in manifest.designs.values())
    told = {"runs": runs, "weeks": content.weeks, "replicates": content.replicates}
    yield say("methods.runs_of_points" if content.sensitivities else "methods.runs_of_plans", **told)
    if content.failed:
        yield say_counted("methods.failed", content.failed)
    judged = "methods.decides_for" if content.sensitivities else "methods.judged_by"
    yield say(judged, metric=small_metric(content.metric))
    yield from _many(content)
    grades = Counter(declared.grade for declared in declared_parameters().values())
    counts = {grade.name.lower(): grades[grade] for grade in Grade}
    yield say("methods.grades", total=sum(grades.values()), **counts)


def _many(content: ReportContent) -> Iterator[str]:
    """Say what many comparisons, or many looks, mean for the intervals."""
    if stopping := content.manifest.stopping:
        yield stopping_text(stopping, small_metric).replace("\n", " ")
        yield say("methods.stopping", budget=stopping.budget, first=stopping.first_look)
    elif content.study.rule is ANYTIME:
        yield say("methods.anytime")
    elif content.worlds is not None:
        yield say("methods.cells")
    elif content.sensitivities:
        yield say("methods.bootstrap")
    elif len(content.compared) > 1:
        yield say("methods.adjusted")
