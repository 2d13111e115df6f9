"""What separates two plans: what each part carries of their difference, where that was asked for."""

from experiments.provenance.kept import Plain
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import amount, interval, metric_name, name_of, plan
from experiments.separate.saved import kept_separation
from experiments.separate.wording import called

HOW = (
    "Each plan was taken apart into its parts, and every mixture of the parts was run with the same people and the "
    "same luck. What a part carries is what swapping it changes, averaged over all orders in which the parts could be "
    "swapped; the parts add up to the whole difference."
)


def separation(content: ReportContent) -> Section | None:
    """Return the section; None where nobody asked for it."""
    kept = kept_separation(content.study)
    if kept is None:
        return None
    tables = [_table(content, pair, place) for place, pair in enumerate(kept["pairs"])]
    return Section("separation", "What separates the plans", [Paragraph(HOW), *tables])


def _table(content: ReportContent, pair: Plain, place: int) -> Block:
    metric = pair["metric"]
    numbers = (Heading("Carries", number=True), Heading(f"{content.confidence} interval", number=True))
    heads = [Heading("Part"), *numbers, Heading("What differs in it")]
    rows = [_row(metric, part) for part in pair["parts"]]
    whole = pair["difference"]
    caption = (
        f"{_named(content, pair['one'])} against {_named(content, pair['other'])}: {metric_name(metric).lower()} "
        f"{amount(metric, whole['mean'])} "
        f"({interval(metric, whole['low'], whole['high'])})."
    )
    return TableBlock(f"separation-{place}", caption, heads, rows)


def _named(content: ReportContent, address: str) -> str:
    found = [point for point in content.study.points if point.design == address]
    if not found:
        return "the baseline"
    return plan(found[0].choices, content.varied) if content.varied else "the plan"


def _row(metric: str, part: Plain) -> list[Cell]:
    carries = part["carries"]
    numbers = Cell(amount(metric, carries["mean"])), Cell(interval(metric, carries["low"], carries["high"]))
    return [Cell(called(part["part"])), *numbers, Cell("; ".join(map(name_of, part["parameters"])))]
