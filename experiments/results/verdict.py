"""The verdict of a study in one or two sentences: what is best, by how much, how sure, and what else changes."""

import math
from collections.abc import Mapping, Sequence

from experiments.inference.confidence_sequence import ANYTIME
from experiments.inference.paired import Difference, Verdict
from experiments.inference.unknown import WHY
from experiments.input.own_metrics import WithOwn
from experiments.results.caveats import caveats, codes, kept, so_far, weights
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.wording.quantities import number, percent, signed, span
from sim.outcomes.dictionary import METRICS

UNITS = WithOwn({metric.name: metric.unit for metric in METRICS}, lambda metric: metric.unit)
MAIN = (
    "change_success",
    "successful",
    "portfolio_benefits",
    "adopted",
    "people_index",
    "challenged",
    "failed",
    "work_delivered",
    "time_to_first_benefit",
    "cost_overrun_first",
    "adoption_t50",
    "trust",
    "silo",
    "job_satisfaction",
    "sense_of_influence",
    "workload",
)
MOST_NAMED = 3


def main_metrics(study: Study) -> list[str]:
    """Return the metrics to show: the study's own, then the main ones."""
    return list(dict.fromkeys([study.metric, *(name for name in MAIN if name in UNITS)]))


def verdict(study: Study) -> str:
    """Return the verdict as one text: what came out, what has to be known before it is believed, what would turn it."""
    names = codes()
    gravest = [text for text in (so_far(study), kept(study, names)) if text]
    others = caveats(study, names)[len(gravest) :]
    return " ".join(filter(None, (*gravest, found_out(study), *others, weights(study, names))))


def found_out(study: Study) -> str:
    """Return what came out, without what has to be known before it is believed."""
    if len(study.points) == 1:
        return _of_one(study, study.points[0])
    return _of_best(study) if study.ended else "No run of any point ended; see the column error in runs.parquet."


def _of_one(study: Study, point: StudyPoint) -> str:
    differences = study.against_baseline(point)
    if differences is None:
        return "Nothing is tried and no baseline is named, so there is nothing to compare with; try intervention=[okr]."
    difference = differences[study.metric]
    found = difference.verdict(DIRECTIONS[study.metric])
    if found.decided:
        first = f"{found.value.capitalize()} than the baseline on {study.metric}: {_amount(study, difference)}."
    elif found == Verdict.UNKNOWN:
        first = f"No pair of runs tells {study.metric}: {WHY.get(study.metric, 'no run ended')} in one of the two."
    elif found == Verdict.SAME:
        first = f"On {study.metric} no run differs from the baseline."
    elif found == Verdict.EQUIVALENT:
        within = f"within {number(difference.equivalence)} of the baseline"
        first = f"Practically the same on {study.metric}, {within}: {_amount(study, difference)}."
    else:
        first = f"Undecided whether it beats the baseline on {study.metric}: {_amount(study, difference)}."
    return f"{first} {_also(study, differences)}"


def _of_best(study: Study) -> str:
    valued = [point for point in study.ranked if not math.isnan(study.mean(point))]
    ranked = [point for point in valued if not study.breaks(point)] or valued
    if len(ranked) == 1 < len(valued):
        level = number(study.means(ranked[0])[study.metric].mean)
        return f"Only {ranked[0].label} keeps what has to be kept, with {level} {study.metric}."
    if len(ranked) < 2:  # noqa: PLR2004 - one cannot be ranked
        return _of_few(study, ranked)
    best, second, worst = ranked[0], ranked[1], ranked[-1]
    level = number(study.means(best)[study.metric].mean)
    behind = {point.design: study.behind_best[point.design].verdict(study.direction) for point in ranked[1:]}
    if set(behind.values()) == {Verdict.SAME}:
        return f"All {len(ranked)} points are the same on {study.metric}, {level}: no pair of runs differs."
    lead = (
        f"its lead on the second, {second.label}, is {_amount(study, study.behind_best[second.design], ranking=True)}."
    )
    alike = sum(said is Verdict.SAME for said in behind.values())
    near = sum(said is Verdict.EQUIVALENT for said in behind.values())
    close = sum(not said.decided for said in behind.values()) - alike - near
    the_same = f"{alike} other{'s are' if alike > 1 else ' is'} the same in every pair; " if alike else ""
    if close:
        others = f"{close} of {len(ranked) - 1} other points cannot be told from it"
        first = f"Undecided which is best on {study.metric}: {best.label} leads with {level}, but {others}; "
    elif alike or near:
        first = f"Best on {study.metric}, with others: {best.label} with {level}; "
    else:
        first = f"Best on {study.metric}: {best.label} with {level}; "
    first += the_same + _practically(study, near) + ("" if behind[second.design] is Verdict.SAME else lead)
    against_worst = (
        f"Its lead on the last, {worst.label}, is {_amount(study, study.behind_best[worst.design], ranking=True)}."
    )
    also = _also(study, study.differences(best, worst))
    said = f"{first.removesuffix('; ').removesuffix('.')}."
    return f"{said} {also}" if second is worst else f"{said} {against_worst} {also}"


def _practically(study: Study, near: int) -> str:
    """Return how many points differ from the best by less than matters."""
    within = number(study.matters(study.metric))
    return f"{near} other{'s are' if near > 1 else ' is'} practically the same, within {within}; " if near else ""


def _of_few(study: Study, ranked: Sequence[StudyPoint]) -> str:
    """Return what can be said where fewer than two points have a value."""
    why = WHY.get(study.metric, "no run ended")
    if not ranked:
        return f"No point can be ranked by {study.metric}: {why}."
    level = number(study.means(ranked[0])[study.metric].mean)
    return f"Only {ranked[0].label} has a value of {study.metric}, {level}, so none is best: in the others {why}."


def _amount(study: Study, difference: Difference, *, ranking: bool = False) -> str:
    if not difference.pairs:
        return "unknown"
    confidence = study.confidence_text
    jointly = " for all points together" if ranking and (study.rule is ANYTIME or study.unlike) else ""
    how = _how_sure(difference)
    if not math.isfinite(difference.low):
        return f"{signed(difference.mean)} (no interval; {how})"
    return f"{signed(difference.mean)} ({confidence} interval{jointly} {span(difference.low, difference.high)}; {how})"


def _how_sure(difference: Difference) -> str:
    if difference.others is not None:
        return f"{difference.pairs} and {difference.others} runs, unpaired"
    pairs = f"{difference.pairs} pair{'' if difference.pairs == 1 else 's'}"
    if difference.mean == 0.0 or difference.pairs == 1:
        return pairs
    return f"this sign in {percent(difference.share)} of {pairs}"


def _also(study: Study, differences: Mapping[str, Difference]) -> str:
    """Return which other main metrics differ for sure, the clearest first."""
    others = [(name, differences[name]) for name in main_metrics(study)[1:]]
    decided = [(name, found) for name, found in others if found.verdict(DIRECTIONS[name]).decided]
    if not decided:
        return "No other main metric differs for sure."
    decided.sort(key=lambda item: -abs(item[1].mean) / max(1e-12, item[1].high - item[1].low))
    return "With it: " + ", ".join(f"{name} {signed(found.mean)}" for name, found in decided[:MOST_NAMED]) + "."
