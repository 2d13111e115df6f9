"""``orgchange flips``: the verdicts of a study, tried with every assumption at other values, told and kept."""

from argparse import Namespace

from experiments.commands.output import print_answer, say_kept
from experiments.commands.parser import STUDY, Parser, UsageError
from experiments.commands.values import whole_number

REPLICATES, FEWEST, MOST = 12, 2, 100_000
INSIDE, MOST_INSIDE = 5, 1_000
DESCRIPTION = """\
Takes every assumption (a number of grade assumption that can only be doubted), sets it to the lowest and the
highest value allowed and to some between, one at a time and in both arms, runs the pairs again, and names those
that would turn the verdict over, and the value at which it turns. The few that matter most are tried two at a time,
too. A case: every comparison it makes, on all its metrics; one point: against its baseline; a sweep: the best point
against the second; the last two on study.metric and on what is always told. With all assumptions that is hundreds
of times the study, so words that narrow it down save minutes; how many runs it takes is said before.

The result is kept as flips.json in the folder of the study; its verdict and its report begin with the value at which
it turns."""
VERDICTS = {
    "flips it": "decided the other way",
    "decides it": "decided, where the study is undecided",
    "dissolves it": ("no longer decided, where the study is decided, and as many pairs decide it without the change"),
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange flips", ["STUDY [WORD ...] [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="?", metavar="STUDY", help=STUDY)
    named = "only assumptions with one of the words in their name (default: all; orgchange describe evidence)"
    parser.add_argument("filters", nargs="*", metavar="WORD", help=named)
    trials = parser.add_argument_group("trials")
    count = whole_number("--replicates", FEWEST, MOST)
    pairs = "pairs of every value, the first of the study's (default: %(default)s)"
    trials.add_argument("--replicates", type=count, default=REPLICATES, metavar="N", help=pairs)
    between = "values between the bounds to try, half of them on either side of the usual one (default: %(default)s)"
    trials.add_argument(
        "--inside", type=whole_number("--inside", 0, MOST_INSIDE), default=INSIDE, metavar="N", help=between
    )
    parser.add_output()
    parser.add_notes("what an assumption does to a verdict", VERDICTS)
    return parser


def execute(options: Namespace) -> int:
    """Try what would flip the verdicts of a study, tell and keep it, and return the exit code."""
    if options.study is None:
        raise UsageError("flips of which study? name its folder, such as results/amsterdam")
    from experiments.api.running import open_study
    from experiments.flips.saved import FILE

    study = open_study(options.study)
    print_answer(
        study.flips(*options.filters, replicates=options.replicates, inside=options.inside), as_json=options.as_json
    )
    say_kept(study.folder / FILE)
    return 0
