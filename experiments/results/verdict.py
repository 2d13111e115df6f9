"""The verdict of a study in one or two sentences: what is best, by how much, how sure, and what else changes."""

from collections.abc import Mapping

from experiments.inference.confidence_sequence import ANYTIME, most_departing
from experiments.inference.paired import Difference, Verdict
from experiments.results.study import DIRECTIONS, Analysis, PointRuns
from experiments.wording.quantities import number, percent, signed, span
from sim.outcomes.dictionary import METRICS

UNITS = {metric.name: metric.unit for metric in METRICS}
MAIN = (
    "portfolio_benefits",
    "successful",
    "challenged",
    "failed",
    "work_delivered",
    "time_to_first_benefit",
    "cost_overrun_first",
    "adopted",
    "adoption_t50",
    "trust",
    "silo",
    "job_satisfaction",
    "sense_of_influence",
    "workload",
)
MOST_NAMED = 3


def main_metrics(analysis: Analysis) -> list[str]:
    """Return the metrics to show: the study's own, then the main ones."""
    return list(dict.fromkeys([analysis.metric, *(name for name in MAIN if name in UNITS)]))


def verdict(analysis: Analysis) -> str:
    """Return the verdict as one text."""
    if len(analysis.points) == 1:
        return _of_one(analysis, analysis.points[0])
    if not len(analysis.best.runs.replicates):
        return "No run of any point ended; see the column error in runs.parquet."
    return " ".join(part for part in (_of_best(analysis), _of_failures(analysis)) if part)


def _of_one(analysis: Analysis, point: PointRuns) -> str:
    differences = analysis.against_baseline(point)
    if differences is None:
        return "Nothing is tried and no baseline is named, so there is nothing to compare with; try intervention=[okr]."
    difference = differences[analysis.metric]
    found = difference.verdict(DIRECTIONS[analysis.metric])
    if found.decided:
        first = f"{found.value.capitalize()} than the baseline on {analysis.metric}: {_amount(analysis, difference)}."
    elif found == Verdict.SAME:
        first = f"On {analysis.metric} no run differs from the baseline.{_leaving_open(analysis, difference)}"
    elif found == Verdict.EQUIVALENT:
        within = f"within {number(difference.equivalence)} of the baseline"
        first = f"Practically the same on {analysis.metric}, {within}: {_amount(analysis, difference)}."
    else:
        first = f"Undecided whether it beats the baseline on {analysis.metric}: {_amount(analysis, difference)}."
    return " ".join(part for part in (first, _also(analysis, differences), _of_failures(analysis)) if part)


def _leaving_open(analysis: Analysis, difference: Difference) -> str:
    """Return what so many pairs without any difference do not rule out, where the study stopped by them."""
    if analysis.rule is not ANYTIME:
        return ""
    share = percent(most_departing(difference.pairs, analysis.confidence))
    return f" These are {difference.pairs} pairs: that up to {share} of all pairs do is not ruled out."


def _of_best(analysis: Analysis) -> str:
    best, second, worst = analysis.ranked[0], analysis.ranked[1], analysis.ranked[-1]
    level = number(analysis.means(best)[analysis.metric].mean)
    lead = (
        f"its lead on the second, {second.label}, is "
        f"{_amount(analysis, analysis.behind_best[second.design], ranking=True)}."
    )
    close = len(analysis.undecided_against_best())
    if close:
        others = f"{close} of {len(analysis.points) - 1} other points cannot be told from it"
        first = f"Undecided which is best on {analysis.metric}: {best.label} leads with {level}, but {others}; {lead}"
    else:
        first = f"Best on {analysis.metric}: {best.label} with {level}; {lead}"
    against_worst = (
        f"Its lead on the last, {worst.label}, is "
        f"{_amount(analysis, analysis.behind_best[worst.design], ranking=True)}."
    )
    also = _also(analysis, analysis.differences(best, worst))
    return f"{first} {also}" if second is worst else f"{first} {against_worst} {also}"


def _amount(analysis: Analysis, difference: Difference, *, ranking: bool = False) -> str:
    confidence = f"{100 * analysis.manifest['confidence']:g} %"
    jointly = " for all points together" if ranking and analysis.rule is ANYTIME else ""
    return (
        f"{signed(difference.mean)} ({confidence} interval{jointly} {span(difference.low, difference.high)}; "
        f"this sign in {percent(difference.share)} of {difference.pairs} pairs)"
    )


def _also(analysis: Analysis, differences: Mapping[str, Difference]) -> str:
    """Return which other main metrics differ for sure, the clearest first."""
    others = [(name, differences[name]) for name in main_metrics(analysis)[1:]]
    decided = [(name, found) for name, found in others if found.verdict(DIRECTIONS[name]).decided]
    if not decided:
        return "No other main metric differs for sure."
    decided.sort(key=lambda item: -abs(item[1].mean) / max(1e-12, item[1].high - item[1].low))
    return "With it: " + ", ".join(f"{name} {signed(found.mean)}" for name, found in decided[:MOST_NAMED]) + "."


def _of_failures(analysis: Analysis) -> str:
    failed = sum(point.runs.failed for point in analysis.points)
    return f"{failed} runs failed and are left out; see the column error in runs.parquet." if failed else ""
