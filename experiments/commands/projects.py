"""``orgchange projects``: how every project of a plan ends, by its name."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_study, whole_number

REPLAYS, FEWEST, MOST = 30, 2, 10_000
DESCRIPTION = """\
Tells of every project of a plan when it starts and ends, how often it succeeds, is challenged or fails, what it costs
over its budget and what it brings: by name where the plan lists its projects, by size elsewhere. Some runs are lived
again for it."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange projects", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    which = parser.add_argument_group("which plan")
    which.add_argument("--point", metavar="POINT", help="a point by what was chosen, or its number (default: the best)")
    again = "runs that are lived again (default: %(default)s)"
    which.add_argument(
        "--replays", type=whole_number("--replays", FEWEST, MOST), default=REPLAYS, metavar="N", help=again
    )
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Tell how projects end, and return the exit code."""
    folder = one_study(options.study, "projects of which study?")
    from experiments.api.running import open_study

    print_answer(open_study(folder).fates(point=options.point, replays=options.replays), as_json=options.as_json)
    return 0
