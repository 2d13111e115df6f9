"""A case in its report: what each plan reaches, the comparisons that answer the question, and what was observed."""

from collections.abc import Iterator, Mapping

from experiments.cases.findings import Finding, Findings
from experiments.cases.wording import plain_value
from experiments.configuration.observation import BASELINE, Direction, Kind
from experiments.report import tables
from experiments.report.blocks import Block, Cell, Heading, Picture, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import (
    between,
    small_metric,
    title,
    value,
    values_interval,
)
from experiments.results.study import StudyPoint
from experiments.wording.language import say, translated, with_unit
from experiments.wording.names import is_share, metric_name
from experiments.wording.quantities import signed

Pictures = Mapping[str, Picture]
MANY = 100.0


def case(content: ReportContent, drawn: Pictures) -> Iterator[Section]:
    """Yield what the plans reach, the comparisons of the case, and what was observed beside what was simulated."""
    findings = content.findings
    if findings is None:
        return
    yield Section("plans", say("case.levels"), list(_plans(content, findings)))
    blocks: list[Block] = [drawn["case"]] if "case" in drawn else []
    if findings.answers:
        told = [(content.pair(found), found.differences) for found in findings.answers]
        blocks.append(tables.contrasts(content, told))
    if blocks:
        yield Section("baseline", say("case.comparisons"), blocks)
    if findings.observations:
        yield Section("observed", say("case.observed_title"), [_observed(content, findings)])


def _plans(content: ReportContent, findings: Findings) -> Iterator[Block]:
    if len(content.compared) > 1:
        yield tables.ranking(content)
    yield _levels(content, findings)


def _levels(content: ReportContent, findings: Findings) -> TableBlock:
    """Return what every arm and every baseline reaches in the metrics of the case."""
    names = list(dict.fromkeys([content.metric, *findings.metrics]))
    head = [Heading(say("case.plan")), *(Heading(metric_name(name), number=True) for name in names)]
    rows: list[list[Cell]] = []
    for point in content.compared:
        rows.append([Cell(content.name(point).strip("“”")), *_means(content, point, names)])
        rows += [_baseline(content, point, names)] if _own(content, point) else []
    note = say("case.baselines_differ") if len({point.baseline for point in content.compared}) > 1 else ""
    return TableBlock("levels", say("case.levels_caption", replicates=content.replicates), head, rows, note)


def _own(content: ReportContent, point: StudyPoint) -> bool:
    """Return whether the baseline of an arm is told after it: each once, after the last arm that has it."""
    if point.baseline is None or point.baseline_runs is None or not len(point.baseline_runs.replicates):
        return False
    return [other for other in content.compared if other.baseline == point.baseline][-1] is point


def _baseline(content: ReportContent, point: StudyPoint, names: list[str]) -> list[Cell]:
    shared = [content.name(other).strip("“”") for other in content.compared if other.baseline == point.baseline]
    alone = len(shared) == len(content.compared)
    label = say("case.baseline") if alone else say("case.baseline_of", names=", ".join(shared))
    if point.baseline_runs is None:
        return [Cell(label)]
    means = content.study.means_of(point.baseline_runs)
    return [
        Cell(label),
        *(Cell(value(name, means[name].mean), values_interval(name, *means[name][1:])) for name in names),
    ]


def _means(content: ReportContent, point: StudyPoint, names: list[str]) -> list[Cell]:
    means = content.study.means(point)
    return [Cell(value(name, means[name].mean), values_interval(name, *means[name][1:])) for name in names]


def _observed(content: ReportContent, findings: Findings) -> TableBlock:
    rows = []
    for found in findings.observations:
        here = found.observation
        what = [Cell(title(here.what)), Cell(_seen(found)), Cell(_simulated(content, found))]
        known = f"{translated(here.basis.value)}, {translated(here.grade.meaning)}"
        rows.append([*what, Cell(translated(found.agreement.value), found.opposed), Cell(known, here.source)])
    head = [Heading(say(f"case.observed.{name}")) for name in ("what", "observed", "simulated", "says", "known")]
    return TableBlock("observed", say("case.observed_caption"), head, rows)


def _seen(found: Finding) -> str:
    here = found.observation
    week = f", {say('case.week', week=here.week)}" if here.weekly else ""
    if here.kind == Kind.VALUE:
        return f"{_measured(here.value, found)}{week}"
    if here.direction == Direction.NONE:
        return "–"
    return f"{translated(here.direction.value)}: {small_metric(here.measure)}{week}"


def _simulated(content: ReportContent, found: Finding) -> str:
    if found.estimate is not None:
        low, high = (plain_value(bound, found.observation) for bound in found.estimate[1:])
        return f"{_measured(found.estimate.middle, found)} ({between(low, high)})"
    if found.difference is None:
        return "–"
    factor = MANY if is_share(found.observation.metric) else 1.0
    mean, low, high = (signed(factor * bound) for bound in (found.difference[1:4]))
    mean = say("value.points", count=mean) if factor > 1 else mean
    against = content.arm(found.observation.against or BASELINE)
    return say("case.against", difference=mean, interval=between(low, high), against=against)


def _measured(value: float, found: Finding) -> str:
    """Return a value in the unit of an observation."""
    observation = found.observation
    return with_unit(plain_value(value, observation), translated(observation.unit or observation.metric.unit))
