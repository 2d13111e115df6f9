"""The verdict of a study in one or two sentences: what is best, by how much, how sure, and what else changes."""

from collections.abc import Mapping

from experiments.inference.confidence_sequence import ANYTIME, most_departing
from experiments.inference.paired import Difference, Verdict
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.results.weights import weights_in_words
from experiments.wording.quantities import number, percent, signed, span
from sim.outcomes.dictionary import METRIC, METRICS

UNITS = {metric.name: metric.unit for metric in METRICS}
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
    """Return the verdict as one text."""
    if len(study.points) == 1:
        return _of_one(study, study.points[0])
    if not len(study.best.runs.replicates):
        return "No run of any point ended; see the column error in runs.parquet."
    return " ".join(part for part in (_of_best(study), weights_in_words(study), _of_failures(study)) if part)


def _of_one(study: Study, point: StudyPoint) -> str:
    differences = study.against_baseline(point)
    if differences is None:
        return "Nothing is tried and no baseline is named, so there is nothing to compare with; try intervention=[okr]."
    difference = differences[study.metric]
    found = difference.verdict(DIRECTIONS[study.metric])
    if found.decided:
        first = f"{found.value.capitalize()} than the baseline on {study.metric}: {_amount(study, difference)}."
    elif found == Verdict.SAME:
        first = f"On {study.metric} no run differs from the baseline.{_leaving_open(study, difference)}"
    elif found == Verdict.EQUIVALENT:
        within = f"within {number(difference.equivalence)} of the baseline"
        first = f"Practically the same on {study.metric}, {within}: {_amount(study, difference)}."
    else:
        first = f"Undecided whether it beats the baseline on {study.metric}: {_amount(study, difference)}."
    said = (first, _parts_of_the_index(study, point), _also(study, differences), _of_failures(study))
    return " ".join(part for part in said if part)


def _parts_of_the_index(study: Study, point: StudyPoint) -> str:
    """Return that the index has another number of parts in the baseline, where only one of both does a practice."""
    if study.metric != "change_success" or point.baseline_runs is None:
        return ""
    done, before = (bool(runs.metrics[:, METRIC.joined].any()) for runs in (point.runs, point.baseline_runs))
    if done == before:
        return ""
    where = "here" if done else "in the baseline"
    return f"Adoption counts in change_success only where a practice is done, {where}: compare its parts, too."


def _leaving_open(study: Study, difference: Difference) -> str:
    """Return what so many pairs without any difference do not rule out, where the study stopped by them."""
    if study.rule is not ANYTIME:
        return ""
    share = percent(most_departing(difference.pairs, study.confidence))
    return f" These are {difference.pairs} pairs: that up to {share} of all pairs do is not ruled out."


def _of_best(study: Study) -> str:
    best, second, worst = study.ranked[0], study.ranked[1], study.ranked[-1]
    level = number(study.means(best)[study.metric].mean)
    lead = (
        f"its lead on the second, {second.label}, is {_amount(study, study.behind_best[second.design], ranking=True)}."
    )
    close = len(study.undecided_against_best())
    if close:
        others = f"{close} of {len(study.points) - 1} other points cannot be told from it"
        first = f"Undecided which is best on {study.metric}: {best.label} leads with {level}, but {others}; {lead}"
    else:
        first = f"Best on {study.metric}: {best.label} with {level}; {lead}"
    against_worst = (
        f"Its lead on the last, {worst.label}, is {_amount(study, study.behind_best[worst.design], ranking=True)}."
    )
    also = _also(study, study.differences(best, worst))
    return f"{first} {also}" if second is worst else f"{first} {against_worst} {also}"


def _amount(study: Study, difference: Difference, *, ranking: bool = False) -> str:
    confidence = study.confidence_text
    jointly = " for all points together" if ranking and study.rule is ANYTIME else ""
    return (
        f"{signed(difference.mean)} ({confidence} interval{jointly} {span(difference.low, difference.high)}; "
        f"this sign in {percent(difference.share)} of {difference.pairs} pairs)"
    )


def _also(study: Study, differences: Mapping[str, Difference]) -> str:
    """Return which other main metrics differ for sure, the clearest first."""
    others = [(name, differences[name]) for name in main_metrics(study)[1:]]
    decided = [(name, found) for name, found in others if found.verdict(DIRECTIONS[name]).decided]
    if not decided:
        return "No other main metric differs for sure."
    decided.sort(key=lambda item: -abs(item[1].mean) / max(1e-12, item[1].high - item[1].low))
    return "With it: " + ", ".join(f"{name} {signed(found.mean)}" for name, found in decided[:MOST_NAMED]) + "."


def _of_failures(study: Study) -> str:
    failed = sum(point.runs.failed for point in study.points)
    return f"{failed} runs failed and are left out; see the column error in runs.parquet." if failed else ""
