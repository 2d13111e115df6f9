"""``orgchange new``: a folder to begin with."""

from argparse import Namespace
from pathlib import Path

from experiments.commands.output import say
from experiments.commands.parser import Parser, UsageError

DESCRIPTION = """\
Writes a folder with an organization, two plans and a study, each commented; asks nothing, and says which command runs
it. Change the files, and run it again."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange new", ["NAME"], DESCRIPTION)
    parser.add_argument("name", nargs="*", type=Path, metavar="NAME", help="the folder that is made, such as town")
    parser.add_output(json=False)
    return parser


def execute(options: Namespace) -> int:
    """Write the folder, say what is in it and how it is run, and return the exit code."""
    if len(options.name) != 1:
        raise UsageError("new what? name one folder, such as town")
    from experiments.starter.folder import begin, command_of

    (folder,) = options.name
    say(*map(str, begin(folder)), f"Run it: {command_of(folder)}")
    return 0
