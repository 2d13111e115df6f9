"""The question of a study and its verdict in two sentences, in plain words."""

from collections.abc import Sequence
from math import isnan

from experiments.cases.findings import CaseAnswer
from experiments.cases.wording import pair
from experiments.inference.paired import Difference, Verdict
from experiments.inference.unknown import WHY
from experiments.report import policies_section as robust
from experiments.report import sensitivity_section as decides
from experiments.report.content import ReportContent
from experiments.report.flips_section import knife_edge
from experiments.report.wording import (
    amount,
    interval,
    listed,
    metric_name,
    name_of,
    unsigned,
    value,
)
from experiments.results.constraints import kept_in_words
from experiments.results.study import StudyPoint
from experiments.results.verdict import main_metrics, so_far_in_words
from experiments.wording.names import METRIC, intervention_name

MOST_NAMED = 3
NO_RUN = "No run of any plan ended, so nothing can be said; runs.parquet says what went wrong."
MOST_OR_LEAST = {1: "the most", -1: "the least", 0: "the highest"}


def question(content: ReportContent) -> str:
    """Return what the study asks: the question of its case, else one made from what was asked for."""
    if content.findings is not None and content.findings.case.settings.question:
        return content.findings.case.settings.question
    people = content.manifest.network and content.manifest.network.people
    where = f"in an organization of {people:,} people" if people else "in this organization"
    when = f"within {content.manifest.weeks} weeks"
    if content.sensitivities:
        return decides.question(content, f"{when} {where}{_tried(content)}")
    levers = [name_of(key) for key in content.varied if key not in content.uncertain]
    wanted = f"{MOST_OR_LEAST[content.direction]} {_metric(content)}"
    if not content.varied:
        return f"What does this plan change {when} {where}, compared with not trying it?"
    if not levers:
        return (
            f"How far does {_metric(content)} depend on {listed([name_of(key) for key in content.uncertain])}, {when} "
            f"{where}?"
        )
    doubted = listed([name_of(key) for key in content.uncertain])
    if len(content.uncertain) > MOST_NAMED:
        doubted = f"the {len(content.uncertain)} numbers that nobody knows for sure"
    whatever = f", whatever {doubted} may be" if doubted else ""
    return (
        f"Which {listed(levers)} {'gives' if len(levers) == 1 else 'together give'} {wanted} {when} "
        f"{where}{_tried(content)}{whatever}?"
    )


def verdict(content: ReportContent) -> list[str]:
    """Return the verdict: what came out, and how sure that is; sentences."""
    if not content.compared:
        return [NO_RUN]
    so_far = so_far_in_words(content.study)
    return [*([so_far] if so_far else []), *knife_edge(content), *_verdict(content)]


def _verdict(content: ReportContent) -> list[str]:
    if content.findings is not None and content.findings.answers:
        return [_answer(content, answer) for answer in content.findings.answers]
    if content.sensitivities:
        return decides.verdict(content)
    if content.discovery is not None and content.worlds is not None:
        return robust.verdict(content.discovery, content.worlds)
    if len(content.study.points) == 1:
        return _of_one(content, content.compared[0])
    return _of_many(content)


def _tried(content: ReportContent) -> str:
    return f", trying {listed([intervention_name(name) for name in content.tried])}" if content.tried else ""


def _metric(content: ReportContent) -> str:
    return metric_name(content.metric).lower()


def _of_one(content: ReportContent, point: StudyPoint) -> list[str]:
    differences = content.against_baseline.get(point.design)
    if differences is None:
        level = value(content.metric, content.mean(point))
        return [f"{metric_name(content.metric)} comes to {level}.", "There is nothing to compare it with."]
    return [*_broken(content), _against_nothing(content, differences[content.metric]), _also(content, differences)]


def _against_nothing(content: ReportContent, found: Difference) -> str:
    said, metric, by = found.verdict(content.direction), _metric(content), _by(content, found)
    if said == Verdict.UNKNOWN:
        return f"Nothing can be said about {metric}: {_why(content)}."
    if said == Verdict.SAME:
        return f"The plan changes nothing in {metric}: all {found.pairs} pairs of runs end alike."
    if said == Verdict.EQUIVALENT:
        most = unsigned(content.metric, found.equivalence)
        return f"The plan makes no difference in practice in {metric}, none above {most}: {by}."
    if said.decided:
        return f"The plan is {said.value} than doing nothing in {metric}: {by}."
    return f"Whether the plan is better or worse than doing nothing in {metric} is undecided: {by}."


def _of_many(content: ReportContent) -> list[str]:
    valued = [point for point in content.compared if not isnan(content.mean(point))]
    if not valued:
        return [f"No plan can be ranked by {_metric(content)}: {_why(content)}."]
    best, level = valued[0], value(content.metric, content.mean(valued[0]))
    name, others = content.name(best), len(valued) - 1
    close = len(content.study.undecided_against_best())
    broken = _broken(content)
    if not others:
        why = "has runs that ended" if len(content.compared) == 1 else f"can be judged, as elsewhere {_why(content)}"
        return [f"Only one plan {why}: {name}, with {level} {_metric(content)}."]
    if all(content.study.behind_best[point.design].verdict(content.direction) == Verdict.SAME for point in valued[1:]):
        return [f"All {others + 1:,} plans are the same in {_metric(content)}, {level}: no pair of runs differs."]
    if broken:
        first = f"Of {others + 1:,} plans, {name} leads, with {level} {_metric(content)}, after what has to be kept."
    elif close:
        told = f"{close:,} of the {others:,} others may be as good: these runs cannot tell"
        first = (
            f"Which of the {others + 1:,} plans is best is undecided: {name} leads with {level} {_metric(content)}, "
            f"but {told}."
        )
    else:
        first = (
            f"Of {others + 1:,} plans, {name} is best, with {level} {_metric(content)}: more than luck separates it "
            "from every other."
        )
    left = len(content.compared) - len(valued)
    unranked = [f"{left:,} more cannot be ranked: {_why(content)}."] if left else []
    return [*broken, first, _leads(content, valued), *unranked, *_without(content)]


def _broken(content: ReportContent) -> list[str]:
    """Return which plans break what every plan has to keep."""
    broken = [(content.name(point), kept) for point in content.compared if (kept := content.study.breaks(point))]
    said = kept_in_words(broken, len(content.compared))
    return [said] if said else []


def _why(content: ReportContent) -> str:
    """Return why runs have no value of the metric."""
    return WHY.get(content.metric, "no run ended")


def _leads(content: ReportContent, told: Sequence[StudyPoint]) -> str:
    best, second, last = told[0], told[1], told[-1]
    behind = content.study.behind_best
    lead = f"The next is {content.name(second)}, a difference of {_by(content, behind[second.design])}"
    if last is best or last is second:
        return f"{lead}."
    return (
        f"{lead}; the last is {content.name(last)}, a difference of {amount(content.metric, behind[last.design].mean)}."
    )


def _without(content: ReportContent) -> list[str]:
    """Return how the best plan does against its own baseline, which may be the better one."""
    best = content.compared[0]
    differences = content.against_baseline.get(best.design)
    if differences is None:
        return []
    found = differences[content.metric]
    said = found.verdict(content.direction)
    level = value(content.metric, content.mean(best) - found.mean)
    words = {
        Verdict.SAME: "the plan changes nothing",
        Verdict.UNKNOWN: "nothing tells whether the plan helps",
        Verdict.EQUIVALENT: f"the plan is {said.value}, {_by(content, found)}",
        Verdict.UNDECIDED: f"whether the plan helps is undecided, {_by(content, found)}",
    }
    told = words.get(said, f"the plan is {said.value} by {_by(content, found)}")
    return [f"Its own baseline, in which {_nothing(content)}, gives {level}: {told}."]


def _nothing(content: ReportContent) -> str:
    named = content.manifest.settings.get("baseline")
    return f"{named} is set" if named else "nothing is tried"


def _answer(content: ReportContent, answer: CaseAnswer) -> str:
    """Return what a comparison of two arms says, metric by metric."""
    if content.findings is None:
        return ""
    said: dict[str, list[str]] = {}
    for name, found in answer.differences.items():
        sure = "" if said else f"; {_sure(content, found, name)}"
        said.setdefault(answer.verdict(name).value, []).append(
            f"{metric_name(name).lower()} ({amount(name, found.mean)}{sure})"
        )
    told = "; ".join(f"{word} in {listed(metrics)}" for word, metrics in said.items())
    return f"{pair(answer, content.findings)}: {told}."


def _by(content: ReportContent, found: Difference) -> str:
    return f"{amount(content.metric, found.mean)} ({_sure(content, found, content.metric)})"


def _sure(content: ReportContent, found: Difference, name: str) -> str:
    if not found.pairs:
        return "no pair of runs tells it"
    if found.others is not None:
        runs = f"{found.pairs} and {found.others} runs that share no luck, unpaired"
        return f"{content.confidence} interval {interval(name, found.low, found.high)}, {runs}"
    if found.pairs == 1:
        return "one pair of runs, no interval"
    return f"{content.confidence} interval {interval(name, found.low, found.high)}, {found.pairs} pairs of runs"


def _also(content: ReportContent, differences: dict[str, Difference]) -> str:
    """Return which other main outcomes differ beyond luck, the clearest first."""
    others = [(name, differences[name]) for name in main_metrics(content.study)[1:]]
    decided = [(name, found) for name, found in others if found.verdict(METRIC[name].direction).decided]
    if not decided:
        return "In no other main outcome is there a difference beyond luck."
    decided.sort(key=lambda item: -abs(item[1].mean) / max(1e-12, item[1].high - item[1].low))
    named = [f"{metric_name(name).lower()} {amount(name, found.mean)}" for name, found in decided[:MOST_NAMED]]
    return f"What else changes beyond luck, the clearest first: {listed(named)}."
