"""``orgchange compare``: what is asked, compared and told."""

from collections.abc import Sequence

from experiments.commands.compare_arguments import CompareArguments
from experiments.compare.as_json import as_json
from experiments.compare.changed import changed
from experiments.compare.comparison import compared
from experiments.compare.pairs import (
    BASELINE,
    Pair,
    Side,
    baseline_side,
    checked,
    pairs_of_points,
    pairs_with_baseline,
    side_of,
)
from experiments.inference.confidence_sequence import ANYTIME
from experiments.inference.paired import STUDENT
from experiments.results.selection import chosen_point
from experiments.results.study import Study, StudyPoint, read_study
from experiments.wording.json_text import json_text
from experiments.wording.notes import note
from sim.engine import is_compiled
from sim.errors import ScenarioError


def compare(words: Sequence[str]) -> int:
    """Compare what the words ask for, tell it, and return the exit code."""
    asked = CompareArguments.read(words)
    if asked.help:
        from experiments.commands.usage import COMPARE_USAGE

        print(COMPARE_USAGE, end="")
        return 0
    analyses = [read_study(folder) for folder in dict.fromkeys(asked.folders)]
    pairs = pairs_asked(analyses, asked.point, asked.other)
    confidence = analyses[0].confidence
    rule = ANYTIME if any(study.rule is ANYTIME for study in analyses) else STUDENT
    comparisons = compared(pairs, confidence, rule)
    found = None
    if len(pairs) == 1:
        if asked.lives and not is_compiled(stepwise=True):
            note("compiling the model a week at a time; this happens once and takes about half a minute")
        found = changed(pairs[0], asked.lives, confidence)
    if asked.as_json:
        print(json_text(as_json(comparisons, confidence, found)))
        return 0
    from experiments.console.compare import print_comparisons

    print_comparisons(comparisons, analyses[0].metric, confidence, found)
    return 0


def pairs_asked(analyses: Sequence[Study], point: str | None, other: str | None) -> list[Pair]:
    """Return what is compared: points of one study, its points with their baselines, or the points of two studies.

    ``point`` names one of the first study, ``other`` one of the last (``baseline``: that of the first point), each by
    its choices, its address or its number. Raises ScenarioError where there is no such point, or where two cannot be
    paired.
    """
    first, last = analyses[0], analyses[-1]
    if point is None and other is None:
        return pairs_with_baseline(first) if first is last else pairs_of_points(first, last)
    one = _point(first, point, "--point")
    if other == BASELINE or (first is last and other is None):
        partner = _baseline(first, one)
    else:
        partner = side_of(last, _point(last, other, "--with"))
    return [checked(Pair(f"{one.label} against {partner.label}", side_of(first, one), partner))]


def _point(study: Study, wanted: str | None, flag: str) -> StudyPoint:
    design = chosen_point(study.manifest, wanted, flag).design
    return next(point for point in study.points if point.design == design)


def _baseline(study: Study, point: StudyPoint) -> Side:
    baseline = baseline_side(study, point)
    if baseline is None:
        raise ScenarioError(f"{point.label} has no baseline; name another point with --with")
    return baseline
