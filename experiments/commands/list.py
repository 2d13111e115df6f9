"""``orgchange list``: the studies in a folder, with their state."""

from argparse import Namespace
from pathlib import Path

from experiments.commands.output import print_answer
from experiments.commands.parser import Parser, UsageError

HOME = Path("results")
DESCRIPTION = """\
Lists the studies in a folder, the newest first: finished, running, or stopped before the end (the same command goes on
from there), with the command that made each."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange list", ["[FOLDER] [--json]"], DESCRIPTION)
    where = f"the folder in which the studies lie (default: {HOME})"
    parser.add_argument("folder", nargs="*", type=Path, metavar="FOLDER", help=where)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """List the studies in a folder, and return the exit code."""
    if len(options.folder) > 1:
        raise UsageError(f"list the studies of one folder, not {len(options.folder)}")
    from experiments.api.listing import studies

    print_answer(studies(*options.folder or [HOME]), as_json=options.as_json, plain=lambda plain: plain["studies"])
    return 0
