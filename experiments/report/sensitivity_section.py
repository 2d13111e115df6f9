"""A study that was sampled to see which numbers decide about an outcome.

Its question, its answer, and the numbers behind it.
"""

from collections.abc import Iterator, Sequence
from math import isnan

from experiments.report.blocks import Block, Cell, Heading, Paragraph, Picture, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import amount, listed, meaning_of, metric_name, name_of, sentence, unsigned
from experiments.sensitivity.measure import ParameterInfluence, Sensitivity
from experiments.sensitivity.wording import ONE_REPLICATE
from experiments.sweeps.sensitivity import MORRIS
from experiments.wording.quantities import number, percent

MOST_NAMED = 3
HOW = {
    True: (
        "One number at a time was moved by two thirds of its range while all others stayed, from {samples} starting "
        "points (Morris screening). What a number does is the mean size of the change (mu*), scaled to its whole "
        "range; sigma tells how much that change depends on the other numbers."
    ),
    False: (
        "All numbers were drawn at once, in blocks made for this (Saltelli, {samples} rows each), and the variance of "
        "the outcome was divided into what each number explains alone (S1) and with all it does together with others "
        "(ST): Sobol indices."
    ),
}
LUCK = (
    "Neither would be zero for a number without influence, because luck moves the outcome, too. “By luck up to” is "
    "what such a number "
    "would reach; in all but {chance} of studies like this one none of them exceeds it. What is not above it cannot "
    "be told from nothing."
)
SHARE = "About {luck} of the variance of {outcome} between the points is luck."


def question(content: ReportContent, circumstances: str) -> str:
    """Return what the study asks."""
    count = len(content.sensitivities[0].influences)
    return f"Which of {count} numbers decide about {_outcome(content.sensitivities[0])} {circumstances}, and how much?"


def verdict(content: ReportContent) -> list[str]:
    """Return what decides, a sentence for the level and one for what the plan changes."""
    return [_told(found) for found in content.sensitivities]


def section(content: ReportContent, drawn: Sequence[Picture]) -> Section:
    """Return the section with the pictures and the numbers."""
    samples = f"{content.manifest.design.samples:,}" if content.manifest.design else ""
    how = HOW[content.sensitivities[0].method == MORRIS].format(samples=samples)
    blocks: list[Block] = [Paragraph(how), Paragraph(LUCK.format(chance=percent(1 - content.manifest.confidence)))]
    for found, picture in zip(content.sensitivities, drawn, strict=True):
        blocks += [
            picture,
            Paragraph(
                ONE_REPLICATE if isnan(found.luck) else SHARE.format(luck=percent(found.luck), outcome=_outcome(found))
            ),
            _table(content, found),
        ]
    return Section("decides", "What decides, and how much", blocks)


def _outcome(found: Sensitivity) -> str:
    name = metric_name(found.metric).lower()
    return f"what the plan changes in {name}" if found.difference else name


def _told(found: Sensitivity) -> str:
    count, clear = len(found.influences), [each for each in found.influences if found.is_clear(each)]
    if not any(each.measures for each in found.influences):
        return f"Nothing that was varied changes {_outcome(found)}."
    if not clear:
        return (
            f"No number of the {count} can be told from one without influence on {_outcome(found)}: luck alone "
            "reaches as much."
        )
    first, others = clear[0], listed([f"{name_of(each.name)}, {_by(found, each)}" for each in clear[1:MOST_NAMED]])
    after = f"; next {'come' if len(clear[1:MOST_NAMED]) > 1 else 'comes'} {others}" if others else ""
    matter = (
        f"Of the {count} numbers that were varied, {len(clear)} {'matter' if len(clear) > 1 else 'matters'} "
        "beyond luck."
    )
    if found.method == MORRIS:
        most = f"moves {_outcome(found)} most: {_by(found, first)} on average over its whole range"
    else:
        most = (
            f"explains most of {_outcome(found)}: {_by(found, first)} of its variance, with all it does together "
            "with others"
        )
    return f"“{sentence(name_of(first.name))[:-1]}” {most}{after}. {matter}"


def _by(found: Sensitivity, each: ParameterInfluence) -> str:
    leading = each.measures[found.leading]
    return f"by {unsigned(found.metric, leading)}" if found.method == MORRIS else percent(leading)


def _table(content: ReportContent, found: Sensitivity) -> TableBlock:
    titles = ("Mean change", "Sigma") if found.method == MORRIS else ("With others, ST", "Alone, S1")
    head = [Heading("Number")]
    for title, kept in zip(titles, _measures(found), strict=True):
        head += [
            Heading(title, number=True),
            *([Heading(f"{content.confidence} interval", number=True)] if kept[1] else []),
        ]
    head += [Heading("By luck up to", number=True), Heading("Says")]
    rows = [list(_row(found, each)) for each in found.influences]
    return TableBlock(
        f"decides-{'difference' if found.difference else 'level'}", f"What decides about {_outcome(found)}.", head, rows
    )


def _measures(found: Sensitivity) -> tuple[tuple[str, bool], tuple[str, bool]]:
    """Return what is shown of a number, and whether it has an interval."""
    return (("mu_star", True), ("sigma", False)) if found.method == MORRIS else (("ST", True), ("S1", True))


def _row(found: Sensitivity, each: ParameterInfluence) -> Iterator[Cell]:
    yield Cell(sentence(name_of(each.name))[:-1], meaning_of(each.name))
    for name, with_interval in _measures(found):
        value, half = each.measures.get(name, 0.0), each.halves.get(name, 0.0)
        yield Cell(_amount(found, value))
        if with_interval:
            yield Cell(f"{_amount(found, value - half).removesuffix(' points')} to {_amount(found, value + half)}")
    yield Cell("0" if each.by_luck is None else _amount(found, each.by_luck))
    yield Cell("matters", mark="best") if found.is_clear(each) else Cell("not told from luck", mark="undecided")


def _amount(found: Sensitivity, value: float) -> str:
    return amount(found.metric, value).removeprefix("+") if found.method == MORRIS else number(value)
