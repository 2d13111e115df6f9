"""``orgchange calibrate``: from the data of a case to a posterior, with its checks, verdicts and predictions.

Exit code 0: done. 1: done, and the posterior must not be used, or what was kept does not come out again. 2: refused.
"""

from argparse import Namespace
from pathlib import Path

from experiments.commands.output import print_answer
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import whole_number

FAILED = 1
FEWEST, MOST = 2_000, 1_000_000
DESCRIPTION = """\
Fits what nobody knows of a case to what was observed in it. It reads the case file (what is given, data, priors, what
is held out), runs a bank of runs, each with values and luck of its own, learns from it, checks on fresh truths whether
its intervals hold what they say, and gives every parameter a verdict: told, partly told, or not told by these data.

Everything is kept in a folder, and the same command goes on where it was stopped."""
STEPS = {
    "--check": "the data, and whether the model can do at all what was observed; a few hundred runs",
    "--bank": "the runs alone",
    "--value-of-data": "what more data would tell, with those below planned; needs no data yet",
    "(none)": "all of it: bank, fit, checks, verdicts, predictions",
    "--verify": "whether a sample of the bank, and the fit, come out again bit for bit",
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange calibrate", ["CASE [FLAG ...]", "--example FOLDER"], DESCRIPTION)
    parser.add_argument("case", nargs="?", metavar="CASE", help="the case file, such as town/case.yaml")
    steps = parser.add_argument_group("one step alone")
    steps.add_argument("--check", action="store_true", help=STEPS["--check"])
    steps.add_argument("--bank", action="store_true", help=STEPS["--bank"])
    steps.add_argument("--value-of-data", dest="value", action="store_true", help=STEPS["--value-of-data"])
    steps.add_argument("--verify", action="store_true", help=STEPS["--verify"])
    flags = parser.add_argument_group("flags")
    runs = whole_number("--runs", FEWEST, MOST)
    flags.add_argument(
        "--runs", type=runs, default=0, metavar="N", help="runs of the bank (default: the case's, 20000)"
    )
    draws = whole_number("--draws", 1, 2_000)
    flags.add_argument("--draws", type=draws, default=64, metavar="N", help="worlds in posterior.csv (default 64)")
    threads = whole_number("--threads", 0, 1024)
    flags.add_argument("--threads", type=threads, default=0, metavar="N", help="threads (default: all cores)")
    flags.add_argument("--out", metavar="FOLDER", default="", help="where it is kept (default: results/<case>)")
    example = "write a worked case with a hidden truth into a new folder, and stop"
    flags.add_argument("--example", metavar="FOLDER", help=example)
    kind = "which one: town (default), network (a mail server) or portfolio (a list of projects alone)"
    flags.add_argument("--kind", default="town", metavar="KIND", help=kind)
    private = "write a case of the same shape with made-up data, where the real ones are private, and stop"
    flags.add_argument("--stand-in", dest="stand_in", metavar="FOLDER", default="", help=private)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Do what is asked for, and return the exit code."""
    from experiments.api import calibrating

    if options.example:
        print(f"A case to calibrate: {calibrating.example(options.example, kind=options.kind)}")
        return 0
    if options.case is None:
        raise UsageError("calibrate which case? name its file, such as town/case.yaml; --example town writes one")
    if options.stand_in:
        print(f"A stand-in for it: {calibrating.stand_in(options.case, options.stand_in)}")
        return 0
    named = [step for step in ("check", "bank", "value", "verify") if getattr(options, step)]
    if len(named) > 1:
        raise UsageError("take one step at a time: --check, --bank, --value-of-data or --verify; without: all of it")
    settings = {"runs": options.runs, "threads": options.threads, "folder": options.out, "draws": options.draws}
    found = calibrating.calibrate(Path(options.case), step=named[0] if named else "all", **settings)
    print_answer(found, as_json=options.as_json)
    return FAILED if found.to_dict().get("usable") is False or found.to_dict().get("same") is False else 0
