"""The tables of a report: plans against each other and against their baselines, and one plan outcome by outcome."""

from collections.abc import Mapping, Sequence
from math import isnan

from experiments.configuration.plans.plan import PLAN, Plan
from experiments.inference.paired import Difference, Verdict
from experiments.report.blocks import Cell, Heading, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import (
    amount,
    bare,
    better,
    between,
    defined,
    headed,
    interval,
    mark_of,
    meaning_of,
    name_of,
    said,
    small_metric,
    unit_of_key,
    value,
    value_of,
    values_interval,
    verdict_of,
)
from experiments.results.study import StudyPoint
from experiments.results.verdict import main_metrics
from experiments.wording.choices import Choice
from experiments.wording.language import ENGLISH, language, say
from experiments.wording.names import METRIC, metric_name, option
from experiments.wording.quantities import percent

MOST = 25


def ranking(content: ReportContent) -> TableBlock:
    """Return the plans, best first: their means, and by how much they are behind the best."""
    numbers = [
        metric_name(content.metric),
        sure(content),
        say("ranking.behind"),
        sure(content),
    ]
    head = [*choosing(content), *(Heading(title, number=True) for title in numbers), Heading(say("table.says"))]
    rows = [_ranked(content, point) for point in content.compared[:MOST]]
    caption = say("ranking.caption", metric=small_metric(content.metric), replicates=content.replicates)
    return TableBlock("ranking", caption + _more(len(content.compared)), head, rows, say("table.points"))


def sure(content: ReportContent) -> str:
    """Return the head of a column of intervals."""
    return say("table.interval", confidence=content.confidence)


def _more(count: int) -> str:
    return f" {say('ranking.more', most=MOST, count=count)}" if count > MOST else ""


def choosing(content: ReportContent) -> list[Heading]:
    """Return the headings of what varies."""
    if content.titles:
        return [Heading(say("case.plan"))]
    return [Heading(headed(key), number=bool(unit_of_key(key))) for key in content.varied]


def choices(content: ReportContent, point: StudyPoint) -> list[Cell]:
    """Return what a point has of what varies; its title where plans have titles."""
    if content.titles:
        return [Cell(content.name(point).strip("“”"))]
    return [Cell(bare(key, point.choices.get(key))) for key in content.varied]


def _ranked(content: ReportContent, point: StudyPoint) -> list[Cell]:
    mean = content.study.means(point)[content.metric]
    own = [
        *choices(content, point),
        Cell(value(content.metric, mean.mean)),
        Cell(values_interval(content.metric, mean.low, mean.high)),
    ]
    if isnan(mean.mean):
        return [*own, Cell("–"), Cell("–"), Cell(said(Verdict.UNKNOWN), mark="undecided")]
    found = content.study.behind_best.get(point.design)
    if found is None:
        return [*own, Cell("–"), Cell("–"), Cell(say("ranking.best"), mark="best")]
    decided = found.verdict(content.direction).decided
    says = Cell(say("verdicts.worse"), mark="worse") if decided else Cell(say("ranking.as_good"), mark="undecided")
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
    caption = say("baseline.caption", metric=metric_name(content.metric)) + _more(len(points))
    heads = [*choosing(content), *_comparing(content)]
    return TableBlock("baselines", caption, heads, rows, say("table.points"))


def _comparing(content: ReportContent, *, levels: bool = True) -> list[Heading]:
    titles = [say("baseline.plan"), say("baseline.baseline")] if levels else []
    titles += [say("table.difference"), sure(content)]
    return [
        *(Heading(title, number=True) for title in titles),
        Heading(say("table.says")),
        Heading(say("table.sign"), number=True),
    ]


def outcomes(content: ReportContent, point: StudyPoint) -> TableBlock:
    """Return a plan against its baseline, outcome by outcome."""
    rows = [[_defined(name), *_compared(content, point, name)] for name in main_metrics(content.study)]
    runs = len(point.runs.replicates)
    caption = (
        say("baseline.best_outcomes", name=content.name(point), count=runs)
        if content.varied
        else say("baseline.outcomes", count=runs)
    )
    heads = [Heading(say("table.outcome")), *_comparing(content)]
    return TableBlock("outcomes", caption, heads, rows, say("table.points"))


def levels(content: ReportContent, point: StudyPoint) -> TableBlock:
    """Return the outcomes of a plan that has nothing to be compared with."""
    means = content.study.means(point)
    named = main_metrics(content.study)
    rows = [
        [_defined(name), Cell(value(name, means[name].mean)), Cell(values_interval(name, *means[name][1:]))]
        for name in named
    ]
    numbers = (say("table.mean"), sure(content))
    head = [Heading(say("table.outcome")), *(Heading(text, number=True) for text in numbers)]
    return TableBlock("levels", say("table.means", count=len(point.runs.replicates)), head, rows)


def _defined(name: str) -> Cell:
    metric = METRIC[name]
    return Cell(metric_name(name), f"{defined(metric)}; {better(metric)}.")


def _compared(content: ReportContent, point: StudyPoint, name: str) -> list[Cell]:
    found = content.against_baseline[point.design][name]
    mean = content.study.means(point)[name].mean
    before = content.study.baseline_mean(point, name)
    return [Cell(value(name, mean)), Cell(value(name, before)), *_difference(found, name)]


def _difference(found: Difference, name: str) -> list[Cell]:
    says = Cell(verdict_of(found, name), mark=mark_of(found, name))
    told = say("table.share_of", share=percent(found.share), pairs=found.pairs)
    sign = Cell(told if found.pairs > 1 and found.mean and found.others is None else "")
    return [Cell(amount(name, found.mean)), Cell(interval(name, found.low, found.high)), says, sign]


def contrasts(content: ReportContent, differences: Sequence[tuple[str, Mapping[str, Difference]]]) -> TableBlock:
    """Return comparisons of a case, metric by metric."""
    rows = [
        [Cell(label), Cell(metric_name(name)), *_difference(found, name)]
        for label, each in differences
        for name, found in each.items()
    ]
    names = (Heading(say("case.comparison")), Heading(say("table.outcome")))
    head = [*names, *_comparing(content, levels=False)]
    return TableBlock("contrasts", say("case.contrasts"), head, rows, say("table.points"))


def chosen(content: ReportContent, keys: Sequence[str]) -> TableBlock:
    """Return what varies: every value that was tried."""
    rows = []
    for key in keys:
        who = say("chosen.nobody" if key in content.uncertain else "chosen.we")
        rows.append([Cell(headed(key), meaning_of(key)), Cell(_tried(content, key)), Cell(who)])
    heads = [Heading(say(f"chosen.{name}")) for name in ("what", "values", "who")]
    return TableBlock("varied", say("chosen.caption"), heads, rows)


def _tried(content: ReportContent, key: str) -> str:
    sampled = content.manifest.design.sampled if content.manifest.design else {}
    if key in sampled:
        return between(bare(key, sampled[key].low), bare(key, sampled[key].high))
    values = list(dict.fromkeys(point.choices.get(key) for point in content.manifest.points))
    if len(values) <= MOST:
        return "; ".join(bare(key, value) for value in values)
    numbers = [value for value in values if isinstance(value, (int, float))]
    ends = [float(f"{end:.2g}") for end in (min(numbers), max(numbers))] if len(numbers) == len(values) else []
    if not ends:
        return say("chosen.count", count=len(values))
    return say("chosen.span", count=len(values), low=bare(key, ends[0]), high=bare(key, ends[1]))


def plans(content: ReportContent) -> TableBlock:
    """Return the plans by their names: title, and what each consists of."""
    rows = [
        [Cell(name.replace("_", " ")), Cell(plan.title), Cell(_parts(content, name, plan.consists_of))]
        for name, plan in content.manifest.plans.items()
    ]
    heads = [Heading(say(f"plans.{name}")) for name in ("plan", "title", "parts")]
    return TableBlock("plans", say("plans.caption"), heads, rows)


def _parts(content: ReportContent, name: str, told: Sequence[str]) -> str:
    """Return what a plan consists of, in its own words, or in the language of the report by what it sets."""
    if language() == ENGLISH:
        return "; ".join(told) or say("value.nothing")
    points = content.study.points
    mine = [point for point in points if str(point.choices.get(PLAN)) == name]
    keys = dict.fromkeys(key for point in points for key in point.changes)
    differ = [key for key in keys if len({str(point.value(key)) for point in points}) > 1 or len(points) == 1]
    return "; ".join(f"{name_of(key)}: {_said(key, mine[0].value(key))}" for key in differ) if mine else ""


def arms(content: ReportContent) -> TableBlock:
    """Return the alternatives of a case: what each sets differently."""
    rows = [[Cell(content.arm(name)), Cell(_set(plan))] for name, plan in content.case_arms.items()]
    heads = [Heading(say("case.alternative")), Heading(say("case.sets"))]
    return TableBlock("arms", say("case.arms_caption"), heads, rows)


def _set(plan: Plan) -> str:
    options = (f"{name_of(group)}: {option(name)}" for group, name in plan.chosen.items())
    values = (f"{name_of(key)}: {_said(key, value)}" for key, value in plan.settings.items())
    return "; ".join((*options, *values, *plan.measures.words)) or say("case.as_described")


def _said(key: str, value: object) -> str:
    return value_of(key, _choice(value)) if value or isinstance(value, (bool, int, float)) else say("value.none")


def _choice(value: object) -> Choice:
    return value if isinstance(value, (bool, int, float, str)) else str(value)
