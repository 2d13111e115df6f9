"""``orgchange compare``: two studies, or points of one, pair by pair in every metric; who and what changed."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import whole_number
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from experiments.compare.pairs import Pair, Side
    from experiments.results.study import Study, StudyPoint

LIVES, MOST_LIVES = 8, 10_000
TWO = 2
DESCRIPTION = """\
Compares designs that were run with the same luck, pair by pair, in every metric: the difference with its interval,
how often the first is better, and whether it remains when as many metrics are looked at. For a single pair also who
and what changed: the departments that differ most, and the projects that succeed in one only; runs are lived again
for it where they must be."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange compare", ["A [B] [FLAG ...]"], DESCRIPTION)
    studies = (
        "studies that orgchange run has made: of two, points are matched by their choices; of one, every point is "
        "compared with its baseline"
    )
    parser.add_argument("studies", nargs="*", metavar="A B", help=studies)
    points = parser.add_argument_group("which points")
    one = "a point of A: its choices (project.size=80,rollout.speed=0.1), its address, or its number"
    points.add_argument("--point", metavar="POINT", help=one)
    other = "a point of B (of A, where there is no B), or baseline; without it: the baseline of --point"
    points.add_argument("--with", dest="other", metavar="POINT", help=other)
    again = "pairs of runs that are lived again (default: %(default)s; 0: none)"
    count = whole_number("--lives", 0, MOST_LIVES)
    points.add_argument("--lives", type=count, default=LIVES, metavar="N", help=again)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Compare what is asked for, tell it, and return the exit code."""
    _refuse(options)
    from experiments.compare.as_json import as_json
    from experiments.compare.changed import changed
    from experiments.compare.comparison import compared
    from experiments.inference.confidence_sequence import ANYTIME
    from experiments.inference.paired import STUDENT
    from experiments.results.study import read_study
    from experiments.wording.json_text import json_text
    from experiments.wording.notes import note
    from sim.engine import is_compiled

    analyses = [read_study(folder) for folder in dict.fromkeys(map(Path, options.studies))]
    pairs = pairs_asked(analyses, options.point, options.other)
    confidence = analyses[0].confidence
    rule = ANYTIME if any(study.rule is ANYTIME for study in analyses) else STUDENT
    comparisons = compared(pairs, confidence, rule)
    found = None
    if len(pairs) == 1:
        if options.lives and not is_compiled(stepwise=True):
            note("compiling the model a week at a time; this happens once and takes about half a minute")
        found = changed(pairs[0], options.lives, confidence)
    if options.as_json:
        print(json_text(as_json(comparisons, confidence, found)))
        return 0
    from experiments.console.compare import print_comparisons

    print_comparisons(comparisons, analyses[0].metric, confidence, found)
    return 0


def _refuse(options: Namespace) -> None:
    count = len(options.studies)
    if not 1 <= count <= TWO:
        given = f", not {count}" if count else ""
        raise UsageError(f"compare takes one study or two, such as results/a results/b{given}")
    if count == 1 and options.other is not None and options.point is None:
        raise UsageError(f"--with {options.other}: which point is compared with it? name it with --point")


def pairs_asked(analyses: "Sequence[Study]", point: str | None, other: str | None) -> "list[Pair]":
    """Return what is compared: points of one study, its points with their baselines, or the points of two studies.

    ``point`` names one of the first study, ``other`` one of the last (``baseline``: that of the first point), each by
    its choices, its address or its number. Raises ScenarioError where there is no such point, or where two cannot be
    paired.
    """
    from experiments.compare.pairs import BASELINE, Pair, checked, pairs_of_points, pairs_with_baseline, side_of

    first, last = analyses[0], analyses[-1]
    if point is None and other is None:
        return pairs_with_baseline(first) if first is last else pairs_of_points(first, last)
    one = _point(first, point, "--point")
    if other == BASELINE or (first is last and other is None):
        partner = _baseline(first, one)
    else:
        partner = side_of(last, _point(last, other, "--with"))
    return [checked(Pair(f"{one.label} against {partner.label}", side_of(first, one), partner))]


def _point(study: "Study", wanted: str | None, flag: str) -> "StudyPoint":
    from experiments.results.selection import chosen_point

    design = chosen_point(study.manifest, wanted, flag).design
    return next(point for point in study.points if point.design == design)


def _baseline(study: "Study", point: "StudyPoint") -> "Side":
    from experiments.compare.pairs import baseline_side

    baseline = baseline_side(study, point)
    if baseline is None:
        raise ScenarioError(f"{point.label} has no baseline; name another point with --with")
    return baseline
