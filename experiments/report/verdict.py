"""The question of a study and its verdict in two sentences, in plain words."""

from experiments.cases.findings import Answer
from experiments.cases.wording import pair
from experiments.inference.paired import Difference, Verdict
from experiments.report import policies_section as robust
from experiments.report import sensitivity_section as decides
from experiments.report.content import Study
from experiments.report.wording import amount, interval, intervention_name, listed, metric_name, name_of, value
from experiments.results.study import PointRuns
from experiments.results.verdict import main_metrics
from experiments.wording.names import METRIC

MOST_NAMED = 3
NO_RUN = "No run of any plan ended, so nothing can be said; runs.parquet says what went wrong."
MOST_OR_LEAST = {1: "the most", -1: "the least", 0: "the highest"}


def question(study: Study) -> str:
    """Return what the study asks: the question of its case, else one made from what was asked for."""
    if study.findings is not None and study.findings.case.settings.question:
        return study.findings.case.settings.question
    people = study.manifest.get("network", {}).get("people")
    where = f"in an organization of {people:,} people" if people else "in this organization"
    when = f"within {study.manifest['configuration']['horizon']['weeks']} weeks"
    if study.sensitivities:
        return decides.question(study, f"{when} {where}{_tried(study)}")
    levers = [name_of(key) for key in study.varied if key not in study.uncertain]
    wanted = f"{MOST_OR_LEAST[study.direction]} {_metric(study)}"
    if not study.varied:
        return f"What does this plan change {when} {where}, compared with not trying it?"
    if not levers:
        return (
            f"How far does {_metric(study)} depend on {listed([name_of(key) for key in study.uncertain])}, {when} "
            f"{where}?"
        )
    doubted = listed([name_of(key) for key in study.uncertain])
    if len(study.uncertain) > MOST_NAMED:
        doubted = f"the {len(study.uncertain)} numbers that nobody knows for sure"
    whatever = f", whatever {doubted} may be" if doubted else ""
    return (
        f"Which {listed(levers)} {'gives' if len(levers) == 1 else 'together give'} {wanted} {when} "
        f"{where}{_tried(study)}{whatever}?"
    )


def verdict(study: Study) -> list[str]:
    """Return the verdict: what came out, and how sure that is; sentences."""
    if not study.compared:
        return [NO_RUN]
    if study.findings is not None and study.findings.answers:
        return [_answer(study, answer) for answer in study.findings.answers]
    if study.sensitivities:
        return decides.verdict(study)
    if study.discovery is not None and study.worlds is not None:
        return robust.verdict(study.discovery, study.worlds)
    if len(study.analysis.points) == 1:
        return _of_one(study, study.compared[0])
    return _of_many(study)


def _tried(study: Study) -> str:
    return f", trying {listed([intervention_name(name) for name in study.tried])}" if study.tried else ""


def _metric(study: Study) -> str:
    return metric_name(study.metric).lower()


def _of_one(study: Study, point: PointRuns) -> list[str]:
    differences = study.against_baseline.get(point.design)
    if differences is None:
        level = value(study.metric, study.mean(point))
        return [f"{metric_name(study.metric)} comes to {level}.", "There is nothing to compare it with."]
    found = differences[study.metric]
    said = found.verdict(study.direction)
    if said == Verdict.SAME:
        first = f"The plan changes nothing in {_metric(study)}: all {found.pairs} pairs of runs end alike."
    elif said.decided:
        first = f"The plan is {said.value} than doing nothing in {_metric(study)}: {_by(study, found)}."
    else:
        first = (
            f"Whether the plan is better or worse than doing nothing in {_metric(study)} is undecided: "
            f"{_by(study, found)}."
        )
    return [first, _also(study, differences)]


def _of_many(study: Study) -> list[str]:
    best, level = study.compared[0], value(study.metric, study.mean(study.compared[0]))
    name, others = study.name(best), len(study.compared) - 1
    close = len(
        [address for address in study.analysis.undecided_against_best() if study.analysis.behind_best[address].pairs]
    )
    if not others:
        return [f"Only one plan has runs that ended: {name}, with {level} {_metric(study)}."]
    if close:
        told = f"{close:,} of the {others:,} others may be as good: these runs cannot tell"
        first = (
            f"Which of the {others + 1:,} plans is best is undecided: {name} leads with {level} {_metric(study)}, "
            f"but {told}."
        )
    else:
        first = (
            f"Of {others + 1:,} plans, {name} is best, with {level} {_metric(study)}: more than luck separates it "
            "from every other."
        )
    return [first, _leads(study), *_without(study)]


def _leads(study: Study) -> str:
    best, second, last = study.compared[0], study.compared[1], study.compared[-1]
    behind = study.analysis.behind_best
    lead = f"The next is {study.name(second)}, a difference of {_by(study, behind[second.design])}"
    if last is best or last is second:
        return f"{lead}."
    return f"{lead}; the last is {study.name(last)}, a difference of {amount(study.metric, behind[last.design].mean)}."


def _without(study: Study) -> list[str]:
    """Return how the best plan does against its own baseline, which may be the better one."""
    best = study.compared[0]
    differences = study.against_baseline.get(best.design)
    if differences is None:
        return []
    found = differences[study.metric]
    said = found.verdict(study.direction)
    level = value(study.metric, study.mean(best) - found.mean)
    words = {
        Verdict.SAME: "the plan changes nothing",
        Verdict.UNDECIDED: f"whether the plan helps is undecided, {_by(study, found)}",
    }
    told = words.get(said, f"the plan is {said.value} by {_by(study, found)}")
    return [f"Its own baseline, in which {_nothing(study)}, gives {level}: {told}."]


def _nothing(study: Study) -> str:
    named = study.manifest["settings"].get("baseline")
    return f"{named} is set" if named else "nothing is tried"


def _answer(study: Study, answer: Answer) -> str:
    """Return what a comparison of two arms says, metric by metric."""
    if study.findings is None:
        return ""
    said: dict[str, list[str]] = {}
    for name, found in answer.differences.items():
        sure = "" if said else f"; {_sure(study, found, name)}"
        said.setdefault(answer.verdict(name).value, []).append(
            f"{metric_name(name).lower()} ({amount(name, found.mean)}{sure})"
        )
    told = "; ".join(f"{word} in {listed(metrics)}" for word, metrics in said.items())
    return f"{pair(answer, study.findings)}: {told}."


def _by(study: Study, found: Difference) -> str:
    return f"{amount(study.metric, found.mean)} ({_sure(study, found, study.metric)})"


def _sure(study: Study, found: Difference, name: str) -> str:
    if found.pairs <= 1:
        return "one pair of runs, no interval"
    return f"{study.confidence} interval {interval(name, found.low, found.high)}, {found.pairs} pairs of runs"


def _also(study: Study, differences: dict[str, Difference]) -> str:
    """Return which other main outcomes differ beyond luck, the clearest first."""
    others = [(name, differences[name]) for name in main_metrics(study.analysis)[1:]]
    decided = [(name, found) for name, found in others if found.verdict(METRIC[name].direction).decided]
    if not decided:
        return "In no other main outcome is there a difference beyond luck."
    decided.sort(key=lambda item: -abs(item[1].mean) / max(1e-12, item[1].high - item[1].low))
    named = [f"{metric_name(name).lower()} {amount(name, found.mean)}" for name, found in decided[:MOST_NAMED]]
    return f"What else changes beyond luck, the clearest first: {listed(named)}."
