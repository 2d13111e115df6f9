"""``orgchange import``: reads tables of people and ties, and says what was read, guessed and left out; runs nothing."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import Parser, UsageError

DESCRIPTION = """\
Reads a table of people and one of ties as orgchange run would (organization=from_data), and says what was read, what
was guessed, what was left out, and what network that makes. Without ties they are drawn; a table of departments may
stand beside the people, or instead of them. Where something is wrong, all of it is said at once. Nothing is run or
written."""
SHAPES = {
    "people": "CSV (, ; tab |), .xlsx (staff.xlsx#Sheet) or two columns of numbers: id, department, manager, traits",
    "departments": "CSV or .xlsx: name, people, kind, trust, silo, process_orientation; all but names may be left out",
    "ties": "CSV with source and target, a log with dates, .xlsx, GraphML, GEXF, GML, Pajek, UCINET dl, JSON, a matrix",
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange import", ["PEOPLE [TIES] [--departments FILE] [--json]"], DESCRIPTION)
    parser.add_argument("files", nargs="*", metavar="FILE", help="the table of people, then the one of ties")
    parser.add_argument("--departments", default="", metavar="FILE", help="a table of departments by name")
    checks = parser.add_argument_group("flags")
    checks.add_argument("--check", action="store_true", help="what is always done: read, check, and tell")
    parser.add_output()
    parser.add_notes("what is read", SHAPES)
    return parser


def execute(options: Namespace) -> int:
    """Tell what two tables hold, and return the exit code."""
    if len(options.files) > 2 or not (options.files or options.departments):  # noqa: PLR2004 - people and ties
        raise UsageError("import what? name a table of people and one of ties, such as staff.csv mail.csv")
    from experiments.api.importing import imported

    people, ties = (*options.files, "", "")[:2]
    print_answer(imported(people, ties, options.departments), as_json=options.as_json)
    return 0
