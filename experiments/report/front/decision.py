"""What to do, as far as a study says it: one headline, why, and whether that is decided.

Rule    One plan is recommended where it is better than every other and better than doing nothing (or has nothing to be
        compared with). Doing nothing is recommended where even the best plan is worse than that. Everything else is
        undecided, and why is said. Better means here what it means everywhere (``Difference.verdict``). Over worlds a
        plan is recommended where it is the most robust one in at least the study's confidence of the resamples.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.discover.regret import PolicyRegret, RegretTable
from experiments.inference.paired import Difference, Verdict
from experiments.report import sensitivity_section as decides
from experiments.report.content import ReportContent
from experiments.report.policies_section import called
from experiments.report.verdict import by_how_much
from experiments.report.wording import small_metric, unsigned, value, why_unknown
from experiments.results.study import StudyPoint
from experiments.results.weights import INDEX, other_parts, practised, without_adoption
from experiments.wording.language import say, say_counted
from experiments.wording.quantities import percent

MOST_NAMED = 3


@dataclass(frozen=True)
class Decision:
    """What to do: ``decided``, in one headline, and why, in sentences."""

    headline: str
    because: Sequence[str]
    decided: bool


def decision(content: ReportContent) -> Decision:
    """Return what a study says about what to do."""
    if not content.compared:
        return Decision(say("decision.no_run"), [say("verdict.no_run")], decided=False)
    if content.sensitivities:
        return Decision(say("decision.no_plans"), decides.verdict(content), decided=False)
    if content.worlds is not None and content.findings is None:
        return _over_worlds(content, content.worlds)
    if not content.valued:
        why = say("verdict.none_ranked", metric=small_metric(content.metric), why=why_unknown(content.metric))
        return Decision(say("decision.unknown"), [why], decided=False)
    if len(content.compared) == 1:
        return _of_one(content, content.valued[0])
    return _of_many(content)


def _of_one(content: ReportContent, point: StudyPoint) -> Decision:
    found = against_nothing(content, point)
    if found is None:
        return Decision(say("decision.alone"), [say("verdict.alone")], decided=False)
    return _against_nothing(content, point, found, [])


def _of_many(content: ReportContent) -> Decision:
    best, *others = content.valued
    if not others:
        return Decision(say("decision.one_known", name=content.short(best)), [_why_one(content)], decided=False)
    tried = next((point for point in others if practised(point)), None)
    if content.metric == INDEX and not practised(best) and tried is not None:
        return _nothing_leads(content, best, tried)
    close = [point for point in others if not _beaten(content, point)]
    if close:
        return _open(content, best, close)
    behind = content.study.behind_best[others[0].design]
    because = [say("decision.beats", name=content.short(others[0]), by=by_how_much(content, behind))]
    found = against_nothing(content, best)
    if found is None:
        return Decision(say("decision.choose", name=content.short(best)), because, decided=True)
    return _against_nothing(content, best, found, because)


def _nothing_leads(content: ReportContent, best: StudyPoint, tried: StudyPoint) -> Decision:
    """Return what is left open where a plan without a practice leads by an index that counts use where one is done."""
    by = by_how_much(content, content.study.behind_best[tried.design])
    headline = say("decision.best_of_these", name=content.short(tried))
    return Decision(headline, [say("decision.nothing_leads", name=content.short(best), by=by)], decided=False)


def _why_one(content: ReportContent) -> str:
    return say("decision.others_unknown", why=why_unknown(content.metric))


def _beaten(content: ReportContent, point: StudyPoint) -> bool:
    return content.study.behind_best[point.design].verdict(content.direction).decided


def _open(content: ReportContent, best: StudyPoint, close: Sequence[StudyPoint]) -> Decision:
    names = [content.short(point) for point in (best, *close)]
    verdicts = {content.study.behind_best[point.design].verdict(content.direction) for point in close}
    first = close[0]
    by = by_how_much(content, content.study.behind_best[first.design])
    if verdicts == {Verdict.SAME} or verdicts <= {Verdict.SAME, Verdict.EQUIVALENT}:
        return _alike(content, best, names)
    found = content.study.behind_best[first.design]
    key = "between_many" if found.low > 0 or found.high < 0 else "between"
    why = say("decision.one_run") if found.pairs == 1 else say(f"decision.{key}", name=content.short(first), by=by)
    told = [why, *_nothing_beside(content, best, "leads")]
    return Decision(say("decision.open", names=_some(names)), told, decided=False)


def _alike(content: ReportContent, best: StudyPoint, names: Sequence[str]) -> Decision:
    """Return that it makes no difference which, and how they do against doing nothing where that is not the answer."""
    reason = say("decision.no_difference", metric=small_metric(content.metric))
    found = against_nothing(content, best)
    none_helps = (Verdict.WORSE, Verdict.SAME, Verdict.EQUIVALENT)
    if found is not None and shares_parts(content, best) and found.verdict(content.direction) in none_helps:
        return _against_nothing(content, best, found, [reason])
    told = [reason, *_nothing_beside(content, best, "alike")]
    return Decision(say("decision.alike", names=_some(names)), told, decided=False)


def _nothing_beside(content: ReportContent, best: StudyPoint, how: str) -> list[str]:
    """Return how a plan that ``leads``, or is ``alike`` with others, does against doing nothing."""
    found = against_nothing(content, best)
    if found is None or found.pairs < 2:  # noqa: PLR2004 - one pair tells nothing
        return []
    verdict = found.verdict(content.direction)
    if not shares_parts(content, best):
        return [_rest(content, best, found)]
    key = {Verdict.BETTER: "better", Verdict.WORSE: "worse"}.get(verdict, "open")
    return [say(f"decision.{how}_{key}", name=content.short(best), by=by_how_much(content, found))]


def _against_nothing(content: ReportContent, point: StudyPoint, found: Difference, because: Sequence[str]) -> Decision:
    verdict, name, by = found.verdict(content.direction), content.short(point), by_how_much(content, found)
    if not shares_parts(content, point) and verdict not in (Verdict.BETTER, Verdict.UNKNOWN):
        return _use_against_the_rest(content, point, found, because)
    if verdict in (Verdict.BETTER, Verdict.HIGHER):
        told = [*because, say("decision.beats_nothing", by=by)]
        return Decision(say("decision.choose", name=name), told, decided=True)
    if verdict == Verdict.WORSE:
        several = len(content.compared) > 1
        headline = say("decision.none" if several else "decision.leave", name=name)
        why = say("decision.nothing_beats" if several else "decision.nothing_beats_it", name=name, by=by)
        return Decision(headline, [why, *because], decided=True)
    if verdict == Verdict.UNKNOWN:
        why = say("verdict.one_unknown", metric=small_metric(content.metric), why=why_unknown(content.metric))
        return Decision(say("decision.unknown"), [why, *because], decided=False)
    if verdict in (Verdict.SAME, Verdict.EQUIVALENT):
        return Decision(
            say("decision.changes_nothing", name=name), [_no_change(content, found), *because], decided=True
        )
    one = found.pairs == 1
    why = say("decision.one_run") if one else say("decision.may_be_nothing", name=name, by=by)
    return Decision(say("decision.whether", name=name), [why, *because], decided=False)


def _use_against_the_rest(
    content: ReportContent, point: StudyPoint, found: Difference, because: Sequence[str]
) -> Decision:
    """Return what is left open where a plan brings use, which doing nothing has none of, else no better."""
    several = len(content.compared) > 1
    headline = say("decision.best_of_these" if several else "decision.whether", name=content.short(point))
    return Decision(headline, [_rest(content, point, found), *because], decided=False)


def _rest(content: ReportContent, point: StudyPoint, found: Difference) -> str:
    """Return what a plan brings in use, and how projects and people fare with it against doing nothing."""
    used = value("mastery", content.study.means(point)["mastery"].mean)
    keys = {Verdict.WORSE: "rest_worse", Verdict.BETTER: "rest_better"}
    key = "one_run" if found.pairs == 1 else keys.get(found.verdict(content.direction), "rest_open")
    why = say(f"decision.{key}", by=by_how_much(content, found))
    return say("decision.brings_use", name=content.short(point), used=used, why=why)


def _no_change(content: ReportContent, found: Difference) -> str:
    metric = small_metric(content.metric)
    if found.verdict(content.direction) == Verdict.SAME:
        return say_counted("verdict.one_same", found.pairs, metric=metric)
    most = unsigned(content.metric, found.equivalence)
    return say("verdict.one_equivalent", metric=metric, most=most, by=by_how_much(content, found))


def _over_worlds(content: ReportContent, table: RegretTable) -> Decision:
    first, *others = table.policies
    metric = small_metric(table.metric)
    tried = next((policy for policy in table.policies if _practised(content, policy)), None)
    if content.metric == INDEX and tried is not None and not _practised(content, first):
        return _use_over_worlds(table, tried)
    stays = say("robust.stays", share=percent(table.robust_share))
    worst = say("decision.never_behind", metric=metric, most=unsigned(table.metric, first.largest))
    why = worst if first.largest else say("decision.best_everywhere", metric=metric, worlds=table.worlds)
    several = any(len(point.runs.replicates) > 1 for point in content.compared)
    sure = several and table.robust_share >= content.manifest.confidence
    if first.is_baseline and sure:
        return Decision(say("decision.none"), [why, stays], decided=True)
    if sure or not others:
        return Decision(say("decision.choose", name=called(first, short=True)), [why, stays], decided=True)
    names = [called(first, short=True), called(others[0], short=True)]
    return Decision(say("decision.open", names=_some(names)), [say("decision.not_robust"), why, stays], decided=False)


def _practised(content: ReportContent, policy: PolicyRegret) -> bool:
    """Return whether a plan does a practice in any of its worlds."""
    fitting = (
        point
        for point in content.compared
        if all(not values or point.value(key) in values for key, values in policy.levers.items())
    )
    return not policy.is_baseline and any(map(practised, fitting))


def _use_over_worlds(table: RegretTable, tried: PolicyRegret) -> Decision:
    """Return what is left open where doing nothing holds up better by an index that counts use where it is done."""
    metric, name = small_metric(table.metric), called(tried, short=True)
    behind = say("decision.never_behind", metric=metric, most=unsigned(table.metric, tried.largest))
    several = sum(not policy.is_baseline for policy in table.policies) > 1
    headline = say("decision.best_of_these" if several else "decision.whether", name=name)
    return Decision(headline, [say("decision.nothing_holds"), behind], decided=False)


def against_nothing(content: ReportContent, point: StudyPoint) -> Difference | None:
    """Return by how much a plan exceeds its baseline in the study's metric; None where it has none.

    Where the success of the change counts use in one of both only, it is that of the parts that both have.
    """
    found = content.against_baseline.get(point.design)
    if found is None:
        return None
    shared = without_adoption(content.study, point) if content.metric == INDEX else None
    return found[content.metric] if shared is None else shared


def shares_parts(content: ReportContent, point: StudyPoint) -> bool:
    """Return whether a plan is judged by the same parts as doing nothing."""
    return content.metric != INDEX or not other_parts(point)


def _some(names: Sequence[str]) -> str:
    """Return the first few names and how many more there are."""
    names = [names[0], *(name for name in names[1:] if name != names[0])]
    if len(names) <= MOST_NAMED:
        return say("list.or").join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return say("decision.and_more", names=", ".join(names[:2]), count=len(names) - 2)
