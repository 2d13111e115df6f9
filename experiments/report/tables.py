"""The tables of a report: plans against each other and against their baselines, and one plan outcome by outcome."""

from collections.abc import Mapping, Sequence

from experiments.cases.wording import spoken
from experiments.configuration.plans.plan import Plan
from experiments.inference.paired import Difference
from experiments.report.blocks import Cell, Heading, TableBlock
from experiments.report.content import ReportContent
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
from experiments.results.study import StudyPoint
from experiments.results.verdict import main_metrics
from experiments.wording.choices import Choice
from experiments.wording.names import METRIC, option
from experiments.wording.quantities import percent

MOST = 25
POINTS = "Points are percentage points."


def ranking(content: ReportContent) -> TableBlock:
    """Return the plans, best first: their means, and by how much they are behind the best."""
    numbers = [
        metric_name(content.metric),
        f"{content.confidence} interval",
        "Behind the best",
        f"{content.confidence} interval",
    ]
    head = [*choosing(content), *(Heading(title, number=True) for title in numbers), Heading("Says")]
    rows = [_ranked(content, point) for point in content.compared[:MOST]]
    caption = (
        f"Plans by {metric_name(content.metric).lower()}, best first. Means of "
        f"{content.replicates}.{_more(len(content.compared))}"
    )
    return TableBlock("ranking", caption, head, rows, POINTS)


def _more(count: int) -> str:
    return f" The best {MOST} of {count:,}; all are in summary.csv." if count > MOST else ""


def choosing(content: ReportContent) -> list[Heading]:
    """Return the headings of what varies."""
    return [Heading(headed(key), number=bool(unit_of_key(key))) for key in content.varied]


def choices(content: ReportContent, point: StudyPoint) -> list[Cell]:
    """Return what a point has of what varies."""
    return [Cell(bare(key, point.choices.get(key))) for key in content.varied]


def _ranked(content: ReportContent, point: StudyPoint) -> list[Cell]:
    mean = content.study.means(point)[content.metric]
    own = [
        *choices(content, point),
        Cell(value(content.metric, mean.mean)),
        Cell(values_interval(content.metric, mean.low, mean.high)),
    ]
    found = content.study.behind_best.get(point.design)
    if found is None:
        return [*own, Cell("–"), Cell("–"), Cell("best", mark="best")]
    sure = found.verdict(content.direction).decided
    says = Cell("worse", mark="worse") if sure else Cell("may be as good", mark="undecided")
    return [
        *own,
        Cell(amount(content.metric, -found.mean)),
        Cell(interval(content.metric, -found.high, -found.low)),
        says,
    ]


def against_baselines(content: ReportContent) -> TableBlock:
    """Return what every plan changes against its own baseline, in the order of the ranking."""
    points = [point for point in content.compared if point.design in content.against_baseline]
    rows = [[*choices(content, point), *_compared(content, point, content.metric)] for point in points[:MOST]]
    caption = f"{metric_name(content.metric)}: every plan against its own baseline, pair by pair.{_more(len(points))}"
    return TableBlock("baselines", caption, [*choosing(content), *_comparing(content)], rows, POINTS)


def _comparing(content: ReportContent, *, levels: bool = True) -> list[Heading]:
    titles = [*(["Plan", "Baseline"] if levels else []), "Difference", f"{content.confidence} interval"]
    return [
        *(Heading(title, number=True) for title in titles),
        Heading("Says"),
        Heading("Pairs with this sign", number=True),
    ]


def outcomes(content: ReportContent, point: StudyPoint) -> TableBlock:
    """Return a plan against its baseline, outcome by outcome."""
    rows = [[_defined(name), *_compared(content, point, name)] for name in main_metrics(content.study)]
    which = f"The best plan, {content.name(point)}," if content.varied else "The plan"
    caption = f"{which} against its baseline, outcome by outcome: means of {len(point.runs.replicates)} runs each."
    return TableBlock("outcomes", caption, [Heading("Outcome"), *_comparing(content)], rows, POINTS)


def levels(content: ReportContent, point: StudyPoint) -> TableBlock:
    """Return the outcomes of a plan that has nothing to be compared with."""
    means = content.study.means(point)
    named = main_metrics(content.study)
    rows = [
        [_defined(name), Cell(value(name, means[name].mean)), Cell(values_interval(name, *means[name][1:]))]
        for name in named
    ]
    head = [Heading("Outcome"), Heading("Mean", number=True), Heading(f"{content.confidence} interval", number=True)]
    return TableBlock("levels", f"Means of {len(point.runs.replicates)} runs.", head, rows)


def _defined(name: str) -> Cell:
    metric = METRIC[name]
    return Cell(metric_name(name), f"{sentence(metric.definition)[:-1]}; {better(metric)}.")


def _compared(content: ReportContent, point: StudyPoint, name: str) -> list[Cell]:
    found = content.against_baseline[point.design][name]
    mean = content.study.means(point)[name].mean
    return [Cell(value(name, mean)), Cell(value(name, mean - found.mean)), *_difference(found, name)]


def _difference(found: Difference, name: str) -> list[Cell]:
    says = Cell(verdict_of(found, name), mark=mark_of(found, name))
    sign = Cell(f"{percent(found.share)} of {found.pairs}" if found.mean and found.others is None else "")
    return [Cell(amount(name, found.mean)), Cell(interval(name, found.low, found.high)), says, sign]


def contrasts(content: ReportContent, differences: Sequence[tuple[str, Mapping[str, Difference]]]) -> TableBlock:
    """Return comparisons of a case, metric by metric."""
    rows = [
        [Cell(label), Cell(metric_name(name)), *_difference(found, name)]
        for label, each in differences
        for name, found in each.items()
    ]
    head = [Heading("Comparison"), Heading("Outcome"), *_comparing(content, levels=False)]
    return TableBlock("contrasts", "The comparisons that answer the question, pair by pair.", head, rows, POINTS)


def chosen(content: ReportContent, keys: Sequence[str]) -> TableBlock:
    """Return what varies: every value that was tried."""
    rows = []
    for key in keys:
        who = "nobody: it is uncertain" if key in content.uncertain else "we do: it can be chosen"
        rows.append([Cell(headed(key), meaning_of(key)), Cell(_tried(content, key)), Cell(who)])
    return TableBlock(
        "varied", "What varies.", [Heading("What"), Heading("Values tried"), Heading("Who decides")], rows
    )


def _tried(content: ReportContent, key: str) -> str:
    sampled = content.manifest.design.sampled if content.manifest.design else {}
    if key in sampled:
        return f"{bare(key, sampled[key].low)} to {bare(key, sampled[key].high)}"
    values = list(dict.fromkeys(point.choices.get(key) for point in content.manifest.points))
    if len(values) <= MOST:
        return "; ".join(bare(key, value) for value in values)
    numbers = [value for value in values if isinstance(value, (int, float))]
    ends = [float(f"{end:.2g}") for end in (min(numbers), max(numbers))] if len(numbers) == len(values) else []
    span = f", from {' to '.join(bare(key, end) for end in ends)}" if ends else ""
    return f"{len(values):,} values{span}"


def plans(content: ReportContent) -> TableBlock:
    """Return the plans by their names: title, and what each consists of."""
    rows = [
        [Cell(name.replace("_", " ")), Cell(plan.title), Cell("; ".join(plan.consists_of) or "nothing")]
        for name, plan in content.manifest.plans.items()
    ]
    heads = [Heading("Plan"), Heading("Title"), Heading("What it consists of")]
    return TableBlock("plans", "The plans that were compared.", heads, rows)


def arms(content: ReportContent) -> TableBlock:
    """Return the alternatives of a case: what each sets differently."""
    cases = content.findings.case.arms if content.findings is not None else {}
    rows = [[Cell(plan.title or spoken(name)), Cell(_set(plan))] for name, plan in cases.items()]
    return TableBlock(
        "arms", "The alternatives that the case compares.", [Heading("Alternative"), Heading("What it sets")], rows
    )


def _set(plan: Plan) -> str:
    options = (f"{name_of(group)}: {option(name)}" for group, name in plan.chosen.items())
    values = (f"{name_of(key)}: {_said(key, value)}" for key, value in plan.settings.items())
    return "; ".join((*options, *values, *plan.measures.words)) or "nothing: as the case describes it"


def _said(key: str, value: object) -> str:
    return value_of(key, _choice(value)) if value or isinstance(value, (bool, int, float)) else "none"


def _choice(value: object) -> Choice:
    return value if isinstance(value, (bool, int, float, str)) else str(value)
