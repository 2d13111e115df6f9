"""``orgchange import``: reads tables of people and ties, and says what was read, guessed and left out; runs nothing."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import Parser, UsageError

DESCRIPTION = """\
Reads a table of people and one of ties as orgchange run would (organization=from_data), and says what was read, what
was guessed, what was left out, and what network that makes. Without ties they are drawn; a table of departments may
stand beside the people, or instead of them. Where something is wrong, all of it is said at once. Nothing is run.

Tables that are not as orgchange knows them are read as a file says (--how: columns, scales, leavers, logs of messages),
and written as it does know them (--out), which runs then take."""
SHAPES = {
    "people": "CSV (, ; tab |), .xlsx (staff.xlsx#Sheet) or two columns of numbers: id, department, manager, traits",
    "departments": "CSV or .xlsx: name, people, kind, trust, silo, process_orientation; all but names may be left out",
    "how": "people: columns, scales, leave_out, unknown_managers, managers_by, top; ties: columns, from, until, "
    "at_least, direction, domain, outsiders",
    "ties": "CSV with source and target, a log with dates, .xlsx, GraphML, GEXF, GML, Pajek, UCINET dl, JSON, a matrix",
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange import", ["PEOPLE [TIES] [--departments FILE] [FLAG ...]"], DESCRIPTION)
    parser.add_argument("files", nargs="*", metavar="FILE", help="the table of people, then the one of ties")
    parser.add_argument("--departments", default="", metavar="FILE", help="a table of departments by name")
    parser.add_argument("--how", default="", metavar="FILE", help="a YAML file that says how the tables are read")
    parser.add_argument("--out", default="", metavar="FOLDER", help="a new folder for people.csv and ties.csv as read")
    key = "a new folder for who is who; people in --out are numbers then"
    parser.add_argument("--pseudonyms", default="", metavar="FOLDER", help=key)
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

    if options.pseudonyms and not options.out:
        raise UsageError("--pseudonyms keeps who is who apart from the tables; name their folder, too, with --out")
    people, ties = (*options.files, "", "")[:2]
    flags = {"how": options.how, "out": options.out, "key": options.pseudonyms}
    print_answer(imported(people, ties, options.departments, **flags), as_json=options.as_json)
    return 0
