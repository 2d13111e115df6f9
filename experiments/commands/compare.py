"""``orgchange compare``: two studies, or points of one, pair by pair in every metric; who and what changed."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import whole_number

REPLAYS, MOST_REPLAYS = 8, 10_000
TWO = 2
DESCRIPTION = """\
Compares designs that were run with the same luck, pair by pair, in every metric: the difference with its interval,
how often the first is better, and whether it remains when as many metrics are looked at. For a single pair also who
and what changed: the departments that differ most, and the projects that succeed in one only; runs are replayed
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
    again = "pairs of runs that are replayed (default: %(default)s; 0: none)"
    count = whole_number("--replays", 0, MOST_REPLAYS)
    points.add_argument("--replays", "--lives", type=count, default=REPLAYS, metavar="N", help=again)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Compare what is asked for, tell it, and return the exit code."""
    _refuse(options)
    from experiments.api.running import open_study

    first, *others = [open_study(folder) for folder in dict.fromkeys(options.studies)]
    other = others[0] if others else None
    found = first.compare(other, point=options.point, against=options.other, replays=options.replays)
    print_answer(found, as_json=options.as_json)
    return 0


def _refuse(options: Namespace) -> None:
    count = len(options.studies)
    if not 1 <= count <= TWO:
        given = f", not {count}" if count else ""
        raise UsageError(f"compare takes one study or two, such as results/a results/b{given}")
    if count == 1 and options.other is not None and options.point is None:
        raise UsageError(f"--with {options.other}: which point is compared with it? name it with --point")
