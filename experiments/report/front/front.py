"""The first page as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from experiments.inference.paired import Difference
from experiments.money.kept import accounts_of, kept_prices
from experiments.report.content import ReportContent
from experiments.report.front.decision import Decision, against_nothing, decision, shares_parts
from experiments.report.front.facts import not_known, where_not, would_turn
from experiments.report.front.rows import PlanTable, plan_table
from experiments.report.front.spans import Estimate, Span, spans
from experiments.report.money_section import euros, euros_between
from experiments.report.policies_section import in_plain
from experiments.report.verdict import by_how_much
from experiments.report.wording import mark_of, small_metric
from experiments.results.caveats import caveats
from experiments.wording.language import say


@dataclass(frozen=True)
class Figure:
    """One of the few numbers behind the verdict: what it is, in words, and as a small picture."""

    title: str
    text: str
    span: Span | None


@dataclass(frozen=True)
class Front:
    """What stands on the first page."""

    decision: Decision
    table: PlanTable | None
    figures: Sequence[Figure]
    caveats: Sequence[str]
    where_not: Sequence[str]
    would_turn: Sequence[str]
    not_known: Sequence[str]


def front(content: ReportContent) -> Front:
    """Return the first page of a study."""
    return Front(
        decision=decision(content),
        table=plan_table(content),
        figures=list(_figures(content)),
        caveats=caveats(content.study, content.names, _policies_broken(content)),
        where_not=where_not(content),
        would_turn=would_turn(content),
        not_known=not_known(),
    )


def _policies_broken(content: ReportContent) -> Sequence[str] | None:
    """Return which policies are not judged over worlds; None where points are."""
    if content.worlds is None or content.findings is not None:
        return None
    return [in_plain(name) for name in content.worlds.broken]


def _figures(content: ReportContent) -> Iterator[Figure]:
    """Yield the differences that the verdict rests on, on one scale, and the money on its own."""
    if content.sensitivities or not content.valued or (content.worlds is not None and content.findings is None):
        return
    best, *others = content.valued
    found: list[tuple[str, Difference]] = []
    if others:
        found.append((say("front.best_next"), content.study.behind_best[others[0].design]))
    nothing = against_nothing(content, best)
    if nothing is not None:
        key = "front.best_nothing" if shares_parts(content, best) else "front.best_nothing_rest"
        found.append((say(key), nothing))
    known = [(title, each) for title, each in found if each.pairs]
    marks = [mark_of(each, content.metric) for _, each in known]
    told = [
        Estimate(*each[1:4], mark, by_how_much(content, each)) for (_, each), mark in zip(known, marks, strict=True)
    ]
    metric = small_metric(content.metric)
    for (title, _), one, span in zip(known, told, spans(told, around_zero=True), strict=True):
        yield Figure(say("front.figure", title=title, metric=metric), one.text, span)
    yield from _money(content)


def _money(content: ReportContent) -> Iterator[Figure]:
    account = accounts_of(content.study, kept_prices(content.study))[0]
    added = account.added.get("net")
    if added is None:
        return
    mark = "undecided" if added.low <= 0 <= added.high else "better" if added.mean > 0 else "worse"
    mark = "" if added.low == added.high == 0 else mark
    text = euros(added.mean)
    if added.pairs > 1:
        told = {"confidence": content.confidence, "interval": euros_between(added.low, added.high)}
        text = f"{text} ({say('sure.pairs', pairs=added.pairs, **told)})"
    else:
        text = f"{text} ({say('sure.one_pair')})"
    (span,) = spans([Estimate(added.mean, added.low, added.high, mark, text)], around_zero=True)
    yield Figure(say("front.net_nothing"), text, span)
