"""The question of a study and its verdict in two sentences, in plain words."""

from collections.abc import Sequence

from experiments.cases.findings import CaseAnswer
from experiments.inference.paired import Difference, Verdict
from experiments.report import policies_section as robust
from experiments.report import sensitivity_section as decides
from experiments.report.content import ReportContent
from experiments.report.flips_section import knife_edge
from experiments.report.wording import (
    amount,
    interval,
    listed,
    name_of,
    said,
    small_metric,
    title,
    unsigned,
    value,
    why_unknown,
)
from experiments.results.study import StudyPoint
from experiments.results.verdict import main_metrics
from experiments.wording.language import say, say_counted
from experiments.wording.names import METRIC, intervention_name

MOST_NAMED = 3
MOST_OR_LEAST = {1: "most", -1: "least", 0: "highest"}


def question(content: ReportContent) -> str:
    """Return what the study asks: the question of its case, else one made from what was asked for."""
    if content.findings is not None and content.findings.case.settings.question:
        return content.findings.case.settings.question
    people = content.manifest.network and content.manifest.network.people
    where = say("question.where", people=people) if people else say("question.here")
    when = say("question.when", weeks=content.weeks)
    if content.sensitivities:
        return decides.question(content, f"{when} {where}{_tried(content)}")
    if not content.varied:
        return say("question.one", when=when, where=where)
    levers = [name_of(key) for key in content.varied if key not in content.uncertain]
    unsure = listed([name_of(key) for key in content.uncertain])
    metric = small_metric(content.metric)
    if not levers:
        return say("question.depends", metric=metric, unsure=unsure, when=when, where=where)
    if len(content.uncertain) > MOST_NAMED:
        unsure = say("question.many_unsure", count=len(content.uncertain))
    wanted = say(f"question.{MOST_OR_LEAST[content.direction]}", metric=metric)
    whatever = say("question.whatever", unsure=unsure) if unsure else ""
    key = "question.which_one" if len(levers) == 1 else "question.which_together"
    told = say(key, levers=listed(levers), wanted=wanted, when=when, where=where)
    return f"{told}{_tried(content)}{whatever}?"


def _tried(content: ReportContent) -> str:
    return (
        say("question.tried", names=listed([intervention_name(name) for name in content.tried]))
        if (content.tried)
        else ""
    )


def verdict(content: ReportContent) -> list[str]:
    """Return the verdict: what came out, and how sure that is; sentences."""
    if not content.compared:
        return [say("verdict.no_run")]
    return [*knife_edge(content), *_verdict(content)]


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


def _of_one(content: ReportContent, point: StudyPoint) -> list[str]:
    differences = content.against_baseline.get(point.design)
    if differences is None:
        level = value(content.metric, content.mean(point))
        return [say("verdict.level", metric=title(small_metric(content.metric)), level=level), say("verdict.alone")]
    return [_against_nothing(content, differences[content.metric]), _also(content, differences)]


def _against_nothing(content: ReportContent, found: Difference) -> str:
    judged, metric, by = found.verdict(content.direction), small_metric(content.metric), by_how_much(content, found)
    if judged == Verdict.UNKNOWN:
        return say("verdict.one_unknown", metric=metric, why=why_unknown(content.metric))
    if judged == Verdict.SAME:
        return say_counted("verdict.one_same", found.pairs, metric=metric)
    if judged == Verdict.EQUIVALENT:
        most = unsigned(content.metric, found.equivalence)
        return say("verdict.one_equivalent", metric=metric, most=most, by=by)
    key = "verdict.one_decided" if judged.decided else "verdict.one_undecided"
    return say(key, said=said(judged), metric=metric, by=by)


def _of_many(content: ReportContent) -> list[str]:
    valued, metric = content.valued, small_metric(content.metric)
    why = why_unknown(content.metric)
    if not valued:
        return [say("verdict.none_ranked", metric=metric, why=why)]
    level = value(content.metric, content.mean(valued[0]))
    name, others = content.name(valued[0]), len(valued) - 1
    if not others:
        key = "verdict.only_run" if len(content.compared) == 1 else "verdict.only_known"
        return [say(key, why=why, name=name, level=level, metric=metric)]
    behind = [content.study.behind_best[point.design].verdict(content.direction) for point in valued[1:]]
    if all(found == Verdict.SAME for found in behind):
        return [say("verdict.all_same", count=others + 1, metric=metric, level=level)]
    close, broken = len(content.study.undecided_against_best()), any(map(content.study.breaks, content.compared))
    key = "verdict.many_kept" if broken else "verdict.many_undecided" if close else "verdict.many_decided"
    key = "verdict.two_undecided" if key == "verdict.many_undecided" and others == 1 else key
    first = say(key, count=others + 1, name=name, level=level, metric=metric, close=close, others=others)
    left = len(content.compared) - len(valued)
    unranked = [say("verdict.unranked", count=left, why=why)] if left else []
    return [first, _leads(content, valued), *unranked, *_without(content)]


def _leads(content: ReportContent, told: Sequence[StudyPoint]) -> str:
    best, second, last = told[0], told[1], told[-1]
    behind = content.study.behind_best
    by = by_how_much(content, behind[second.design])
    if last is best or last is second:
        return say("verdict.lead", name=content.name(second), by=by)
    far = amount(content.metric, behind[last.design].mean)
    return say("verdict.lead_and_last", name=content.name(second), by=by, last=content.name(last), far=far)


def _without(content: ReportContent) -> list[str]:
    """Return how the best plan does against its own baseline, which may be the better one."""
    best = content.compared[0]
    differences = content.against_baseline.get(best.design)
    if differences is None:
        return []
    found = differences[content.metric]
    judged = found.verdict(content.direction)
    level = value(content.metric, content.study.baseline_mean(best, content.metric))
    key = "decided" if judged.decided else judged.name.lower()
    told = say(f"verdict.without.{key}", said=said(judged), by=by_how_much(content, found))
    return [say("verdict.own_baseline", nothing=nothing(content), level=level, told=told)]


def nothing(content: ReportContent) -> str:
    """Return what the baseline is."""
    named = content.manifest.settings.get("baseline")
    return say("verdict.is_set", named=named) if named else say("verdict.nothing_tried")


def _answer(content: ReportContent, answer: CaseAnswer) -> str:
    """Return what a comparison of two arms says, metric by metric."""
    told: dict[str, list[str]] = {}
    for name, found in answer.differences.items():
        sure = "" if told else f"; {how_sure(content, found, name)}"
        text = f"{small_metric(name)} ({amount(name, found.mean)}{sure})"
        told.setdefault(said(answer.verdict(name)), []).append(text)
    parts = (say("verdict.said_in", said=word, metrics=listed(metrics)) for word, metrics in told.items())
    return f"{content.pair(answer)}: {'; '.join(parts)}."


def by_how_much(content: ReportContent, found: Difference) -> str:
    """Return a difference of the study's metric and how sure it is."""
    return f"{amount(content.metric, found.mean)} ({how_sure(content, found, content.metric)})"


def how_sure(content: ReportContent, found: Difference, name: str) -> str:
    """Return the interval of a difference and from how many runs it is."""
    if not found.pairs:
        return say("sure.none")
    span = interval(name, found.low, found.high)
    if found.others is not None:
        told = {"confidence": content.confidence, "interval": span, "runs": found.pairs, "others": found.others}
        return say("sure.unpaired", **told)
    if found.pairs == 1:
        return say("sure.one_pair")
    return say("sure.pairs", confidence=content.confidence, interval=span, pairs=found.pairs)


def _also(content: ReportContent, differences: dict[str, Difference]) -> str:
    """Return which other main outcomes differ beyond luck, the clearest first."""
    others = [(name, differences[name]) for name in main_metrics(content.study)[1:]]
    decided = [(name, found) for name, found in others if found.verdict(METRIC[name].direction).decided]
    if not decided:
        return say("verdict.nothing_else")
    decided.sort(key=lambda item: -abs(item[1].mean) / max(1e-12, item[1].high - item[1].low))
    named = [f"{small_metric(name)} {amount(name, found.mean)}" for name, found in decided[:MOST_NAMED]]
    return say("verdict.also", names=listed(named))
