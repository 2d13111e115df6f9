"""``orgchange separate``: what separates two plans, and how much of their difference each part carries."""

from argparse import Namespace

from experiments.commands.output import print_answer, say_kept
from experiments.commands.parser import STUDY, Parser, UsageError
from experiments.commands.values import whole_number
from experiments.commands.which import add_which

FEWEST, MOST = 2, 100_000
DESCRIPTION = """\
Takes two plans apart into their parts (the projects, the rollout, each measure with its own rollout) and runs every
mixture of them with the same people and the same luck. What a part carries is what swapping it changes, averaged over
all orders in which the parts could be swapped; the parts add up to the whole difference. Of a case every comparison
it makes; of several points the best and the second; of one point that and its baseline.

The result is kept as separation.json in the folder of the study, and its report shows it."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange separate", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="?", metavar="STUDY", help=STUDY)
    which = add_which(parser)
    which.add_argument("--metric", default="", metavar="METRIC", help="on which metric (default: the study's)")
    count = whole_number("--replicates", FEWEST, MOST)
    pairs = "replicates of every mixture (default: those of the study)"
    which.add_argument("--replicates", type=count, default=None, metavar="N", help=pairs)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Separate what is asked for, tell and keep it, and return the exit code."""
    if options.study is None:
        raise UsageError("separate the plans of which study? name its folder, such as results/amsterdam")
    from experiments.api.running import open_study
    from experiments.separate.saved import FILE

    study = open_study(options.study)
    found = study.separate(
        point=options.point, against=options.other, metric=options.metric, replicates=options.replicates
    )
    print_answer(found, as_json=options.as_json)
    say_kept(study.folder / FILE)
    return 0
