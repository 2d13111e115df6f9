"""``orgchange verify``: whether a study still comes out as it was kept.

Exit code 0: the same. 1: it differs. 2: it cannot be checked.
"""

from argparse import Namespace

from experiments.api.study import VERIFIED_RUNS
from experiments.commands.output import print_answer
from experiments.commands.parser import STUDY, Parser, UsageError
from experiments.commands.values import one_study, whole_number

SAMPLE = 20
SAME, DIFFERS = 0, 1
DESCRIPTION = """\
Replays runs of a study and compares them with what the study keeps, bit for bit: metrics, and series and projects
where it keeps them. Which runs is drawn by the hash of the study's configuration, so everybody draws the same. Checks
also that every row is there, that the manifest fits the designs, that weekly bands, labels and summary.csv are what
the runs give, and that no file has changed since (their SHA-256 are in ro-crate-metadata.json).

Answers "same": every bit; or "same but for rounding": numbers differ by less than 1e-12 (weekly ones, of single
precision, in their last digit), every label, status and outcome is equal; or "differs".

Exit code 0: the same, if only but for rounding. 1: something differs; it says what, and what of code, packages and
machine is different here. 2: cannot be checked, such as a folder that is no study, or an organization whose files
have changed."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange verify", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    runs = parser.add_argument_group("which runs")
    count = f"how many runs (default: {SAMPLE})"
    runs.add_argument("--sample", type=whole_number("--sample", 1), metavar="N", help=count)
    every = "every run; then the weekly bands are compared, too"
    runs.add_argument("--all", dest="everything", action="store_true", help=every)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Replay runs of a study, tell what is not as it was kept, and return the exit code."""
    if options.everything and options.sample is not None:
        raise UsageError("--all or --sample, not both")
    folder = one_study(options.study, "verify which study?")
    from experiments.api.running import open_study

    found = open_study(folder).verify(None if options.everything else options.sample or VERIFIED_RUNS)
    print_answer(found, as_json=options.as_json)
    return SAME if found.found.same else DIFFERS
