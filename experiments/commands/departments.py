"""``orgchange departments``: where a plan works, and where it does not."""

from argparse import Namespace

from experiments.commands.output import print_answer, say_kept
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_study, whole_number
from experiments.commands.which import add_which

REPLAYS, FEWEST, MOST = 12, 2, 10_000
DESCRIPTION = """\
Tells of every department how a plan ends there, and what it changes against another plan or against its baseline:
adopted, trust, workload. Some pairs of runs are replayed for it. The result is kept as departments.json in the folder
of the study, and its report shows it; departments.parquet has a row a run and department."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange departments", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    which = add_which(parser, " (default: the best)")
    count = whole_number("--replays", FEWEST, MOST)
    again = "pairs of runs that are replayed (default: %(default)s)"
    which.add_argument("--replays", type=count, default=REPLAYS, metavar="N", help=again)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Tell where a plan works, keep it, and return the exit code."""
    folder = one_study(options.study, "departments of which study?")
    from experiments.api.running import open_study
    from experiments.departments.saved import FILE

    study = open_study(folder)
    found = study.departments(point=options.point, against=options.other, replays=options.replays)
    print_answer(found, as_json=options.as_json)
    say_kept(study.folder / FILE)
    return 0
