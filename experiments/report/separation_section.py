"""What separates two plans: what each part carries of their difference, where that was asked for."""

from experiments.provenance.kept import Plain
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.tables import sure
from experiments.report.wording import amount, interval, name_of, small_metric
from experiments.separate.saved import kept_separation
from experiments.separate.wording import called
from experiments.wording.language import say, translated


def separation(content: ReportContent) -> Section | None:
    """Return the section; None where nobody asked for it."""
    kept = kept_separation(content.study)
    if kept is None:
        return None
    tables = [_table(content, pair, place) for place, pair in enumerate(kept["pairs"])]
    return Section("separation", say("separation.title"), [Paragraph(say("separation.how")), *tables])


def _table(content: ReportContent, pair: Plain, place: int) -> Block:
    metric = pair["metric"]
    numbers = (Heading(say("separation.carries"), number=True), Heading(sure(content), number=True))
    heads = [Heading(say("separation.part")), *numbers, Heading(say("separation.what"))]
    rows = [_row(metric, part) for part in pair["parts"]]
    whole = pair["difference"]
    told = {"one": _named(content, pair["one"]), "other": _named(content, pair["other"])}
    by = {"amount": amount(metric, whole["mean"]), "interval": interval(metric, whole["low"], whole["high"])}
    caption = say("separation.caption", metric=small_metric(metric), **told, **by)
    return TableBlock(f"separation-{place}", caption, heads, rows)


def _named(content: ReportContent, address: str) -> str:
    found = [point for point in content.study.points if point.design == address]
    if not found:
        return say("separation.baseline")
    return content.name(found[0])


def _row(metric: str, part: Plain) -> list[Cell]:
    carries = part["carries"]
    numbers = Cell(amount(metric, carries["mean"])), Cell(interval(metric, carries["low"], carries["high"]))
    return [Cell(_called(part["part"])), *numbers, Cell("; ".join(map(name_of, part["parameters"])))]


def _called(part: str) -> str:
    return translated(called(part))
