"""How a study was computed, and how far its numbers can be trusted, as sentences."""

from collections import Counter
from collections.abc import Iterator

from experiments.inference.confidence_sequence import ANYTIME
from experiments.report.blocks import Block, Paragraph, Points, Section
from experiments.report.content import ReportContent
from experiments.report.wording import metric_name
from sim.parameters import Grade
from sim.scenario import declared_parameters

MODEL = (
    "The model simulates every person of an organization, week by week. People belong to teams and departments, talk "
    "along their ties, and take over from each other how much they keep to their own department, how far they trust "
    "others, and whether they use what is being introduced. Projects need people of several departments; they cost "
    "coordination, hide errors, and go on while the world around them changes. Whether projects succeed and whether "
    "people adopt is not put in: it comes out of these mechanisms."
)
POINTS = (
    "Runs of the same number share people, projects and luck at every point of the sample, so what differs between two "
    "of them is the numbers that vary."
)
PAIRS = (
    "Runs of the same number share people, projects and luck in every plan, so two plans are compared pair by pair: "
    "what differs between the two runs of a pair is the plan. A difference is the mean over pairs, its interval "
    "Student's for paired values; a difference is called decided when the interval leaves out zero, and undecided "
    "otherwise."
)
NOT_COVERED = (
    "Intervals cover the luck of the runs, not doubts about the model: "
    "where a number in it is wrong, all plans are wrong together."
)
SEE = " The section on what would change the verdict is about that."


def methods(content: ReportContent) -> Section:
    """Return the section."""
    compared, limits = (POINTS, NOT_COVERED) if content.sensitivities else (PAIRS, NOT_COVERED + SEE)
    blocks: list[Block] = [Paragraph(MODEL), Paragraph(compared), Points(list(_sizes(content))), Paragraph(limits)]
    return Section("methods", "How this was computed", blocks)


def _sizes(content: ReportContent) -> Iterator[str]:
    manifest = content.manifest
    runs = sum(entry.replicates for entry in manifest.designs.values())
    each = "point of the sample" if content.sensitivities else "plan"
    weeks = manifest.weeks
    yield f"{runs:,} runs of {weeks} weeks: {content.replicates} of every {each} and of every baseline."
    if content.failed:
        yield f"{content.failed} runs of the plans failed and are left out; their pairs are left out, too."
    judged = "What decides is told for" if content.sensitivities else "Plans are judged by"
    yield f"{judged} {metric_name(content.metric).lower()}; what that is stands in the glossary."
    yield from _many(content)
    grades = Counter(declared.grade for declared in declared_parameters().values())
    total = sum(grades.values())
    yield (
        f"Of the {total} numbers and switches in the model {grades[Grade.ASSUMPTION]} are assumptions, "
        f"{grades[Grade.SEED]} come from the "
        f"documents of the cases, {grades[Grade.LITERATURE]} from the literature and {grades[Grade.DATA]} from data."
    )


def _many(content: ReportContent) -> Iterator[str]:
    """Say what many comparisons, or many looks, mean for the intervals."""
    if stopping := content.manifest.stopping:
        yield (
            f"Pairs of runs were added until each comparison was decided, {stopping.budget:,} at most, looking "
            "after "
            f"{stopping.first_look}, twice as many, and so on. The intervals hold at all these looks together "
            "(confidence sequences), "
            "those against the best plan for all plans together."
        )
        return
    if content.study.rule is ANYTIME:
        yield (
            "Runs were added until the study knew enough, or its budget ended. Its intervals are confidence "
            "sequences: wider, and right "
            "however often one looks; those against the best hold for all plans together."
        )
        return
    if content.worlds is not None:
        yield "In each cell of the map the intervals hold for all choices of the cell together (Bonferroni)."
        return
    if content.sensitivities:
        yield (
            "Intervals of measures are bootstrap ones over the sample; bounds of luck hold for all numbers together "
            "(Bonferroni)."
        )
        return
    count = len(content.compared) - 1
    if count > 0:
        chance = (1 - content.manifest.confidence) * count
        yield (
            f"Every interval holds for one comparison at a time. With {count:,} comparisons against the best, about "
            f"{chance:.2g} would "
            "leave out zero by chance alone even if all plans were equally good."
        )
