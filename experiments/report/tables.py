"""The tables of a report: plans against each other and against their baselines, and one plan outcome by outcome."""

from collections.abc import Mapping, Sequence

from experiments.cases.wording import spoken
from experiments.inference.paired import Difference
from experiments.report.blocks import Cell, Column, Table
from experiments.report.content import Study
from experiments.report.wording import (
    amount,
    bare,
    better,
    headed,
    interval,
    mark_of,
    meaning_of,
    metric_name,
    name_of,
    sentence,
    unit_of_key,
    value,
    value_of,
    values_interval,
    verdict_of,
)
from experiments.results.study import PointRuns
from experiments.results.verdict import main_metrics
from experiments.wording.choices import Choice
from experiments.wording.names import METRIC
from experiments.wording.quantities import percent

MOST = 25
POINTS = "Points are percentage points."


def ranking(study: Study) -> Table:
    """Return the plans, best first: their means, and by how much they are behind the best."""
    numbers = [
        metric_name(study.metric),
        f"{study.confidence} interval",
        "Behind the best",
        f"{study.confidence} interval",
    ]
    head = [*_choosing(study), *(Column(title, number=True) for title in numbers), Column("Says")]
    rows = [_ranked(study, point) for point in study.compared[:MOST]]
    caption = (
        f"Plans by {metric_name(study.metric).lower()}, best first. Means of "
        f"{study.replicates}.{_more(len(study.compared))}"
    )
    return Table("ranking", caption, head, rows, POINTS)


def _more(count: int) -> str:
    return f" The best {MOST} of {count:,}; all are in summary.csv." if count > MOST else ""


def _choosing(study: Study) -> list[Column]:
    return [Column(headed(key), number=bool(unit_of_key(key))) for key in study.varied]


def _choices(study: Study, point: PointRuns) -> list[Cell]:
    return [Cell(bare(key, point.choices.get(key))) for key in study.varied]


def _ranked(study: Study, point: PointRuns) -> list[Cell]:
    mean = study.analysis.means(point)[study.metric]
    own = [
        *_choices(study, point),
        Cell(value(study.metric, mean.mean)),
        Cell(values_interval(study.metric, mean.low, mean.high)),
    ]
    found = study.analysis.behind_best.get(point.design)
    if found is None:
        return [*own, Cell("–"), Cell("–"), Cell("best", mark="best")]
    sure = found.verdict(study.direction).decided
    says = Cell("worse", mark="worse") if sure else Cell("may be as good", mark="undecided")
    return [*own, Cell(amount(study.metric, -found.mean)), Cell(interval(study.metric, -found.high, -found.low)), says]


def against_baselines(study: Study) -> Table:
    """Return what every plan changes against its own baseline, in the order of the ranking."""
    points = [point for point in study.compared if point.design in study.against_baseline]
    rows = [[*_choices(study, point), *_compared(study, point, study.metric)] for point in points[:MOST]]
    caption = f"{metric_name(study.metric)}: every plan against its own baseline, pair by pair.{_more(len(points))}"
    return Table("baselines", caption, [*_choosing(study), *_comparing(study)], rows, POINTS)


def _comparing(study: Study, *, levels: bool = True) -> list[Column]:
    titles = [*(["Plan", "Baseline"] if levels else []), "Difference", f"{study.confidence} interval"]
    return [
        *(Column(title, number=True) for title in titles),
        Column("Says"),
        Column("Pairs with this sign", number=True),
    ]


def outcomes(study: Study, point: PointRuns) -> Table:
    """Return a plan against its baseline, outcome by outcome."""
    rows = [[_defined(name), *_compared(study, point, name)] for name in main_metrics(study.analysis)]
    which = f"The best plan, {study.name(point)}," if study.varied else "The plan"
    caption = f"{which} against its baseline, outcome by outcome: means of {len(point.runs.replicates)} runs each."
    return Table("outcomes", caption, [Column("Outcome"), *_comparing(study)], rows, POINTS)


def levels(study: Study, point: PointRuns) -> Table:
    """Return the outcomes of a plan that has nothing to be compared with."""
    means = study.analysis.means(point)
    named = main_metrics(study.analysis)
    rows = [
        [_defined(name), Cell(value(name, means[name].mean)), Cell(values_interval(name, *means[name][1:]))]
        for name in named
    ]
    head = [Column("Outcome"), Column("Mean", number=True), Column(f"{study.confidence} interval", number=True)]
    return Table("levels", f"Means of {len(point.runs.replicates)} runs.", head, rows)


def _defined(name: str) -> Cell:
    metric = METRIC[name]
    return Cell(metric_name(name), f"{sentence(metric.definition)[:-1]}; {better(metric)}.")


def _compared(study: Study, point: PointRuns, name: str) -> list[Cell]:
    found = study.against_baseline[point.design][name]
    mean = study.analysis.means(point)[name].mean
    return [Cell(value(name, mean)), Cell(value(name, mean - found.mean)), *_difference(found, name)]


def _difference(found: Difference, name: str) -> list[Cell]:
    says = Cell(verdict_of(found, name), mark=mark_of(found, name))
    sign = Cell(f"{percent(found.share)} of {found.pairs}")
    return [Cell(amount(name, found.mean)), Cell(interval(name, found.low, found.high)), says, sign]


def contrasts(study: Study, differences: Sequence[tuple[str, Mapping[str, Difference]]]) -> Table:
    """Return comparisons of a case, metric by metric."""
    rows = [
        [Cell(label), Cell(metric_name(name)), *_difference(found, name)]
        for label, each in differences
        for name, found in each.items()
    ]
    head = [Column("Comparison"), Column("Outcome"), *_comparing(study, levels=False)]
    return Table("contrasts", "The comparisons that answer the question, pair by pair.", head, rows, POINTS)


def chosen(study: Study, keys: Sequence[str]) -> Table:
    """Return what varies: every value that was tried."""
    rows = []
    for key in keys:
        who = "nobody: it is uncertain" if key in study.uncertain else "we do: it can be chosen"
        rows.append([Cell(headed(key), meaning_of(key)), Cell(_tried(study, key)), Cell(who)])
    return Table("varied", "What varies.", [Column("What"), Column("Values tried"), Column("Who decides")], rows)


def _tried(study: Study, key: str) -> str:
    sampled = (study.manifest.get("design") or {}).get("sampled", {})
    if key in sampled:
        return " to ".join(bare(key, sampled[key][end]) for end in ("low", "high"))
    values = list(dict.fromkeys(point["choices"].get(key) for point in study.manifest["points"]))
    if len(values) <= MOST:
        return "; ".join(bare(key, value) for value in values)
    numbers = [value for value in values if isinstance(value, (int, float))]
    ends = [float(f"{end:.2g}") for end in (min(numbers), max(numbers))] if len(numbers) == len(values) else []
    span = f", from {' to '.join(bare(key, end) for end in ends)}" if ends else ""
    return f"{len(values):,} values{span}"


def arms(study: Study) -> Table:
    """Return the alternatives of a case: what each sets differently."""
    cases = study.findings.case.arms if study.findings is not None else {}
    rows = [[Cell(spoken(name)), Cell(_set(changes))] for name, changes in cases.items()]
    return Table(
        "arms", "The alternatives that the case compares.", [Column("Alternative"), Column("What it sets")], rows
    )


def _set(changes: Mapping[str, object]) -> str:
    return (
        "; ".join(f"{name_of(key)}: {_said(key, value)}" for key, value in changes.items())
        or "nothing: as the case describes it"
    )


def _said(key: str, value: object) -> str:
    return value_of(key, _choice(value)) if value or isinstance(value, (bool, int, float)) else "none"


def _choice(value: object) -> Choice:
    return value if isinstance(value, (bool, int, float, str)) else str(value)
