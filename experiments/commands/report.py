"""``orgchange report``: one HTML file about a study, for people who never saw the program."""

from argparse import Namespace

from experiments.commands.output import say
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_study, out_file

FILE, KILO = "report.html", 1024
DESCRIPTION = """\
Writes a report of a study as one HTML file that needs no network and no other file: the question, the verdict and how
sure it is, the map, every plan against its baseline, what would change the verdict, how it was computed, where it
comes from, and what the words mean. It can be printed, sent by mail, and read with a keyboard or a screen reader.

What orgchange flips has found about the study is in the report, too: run it first."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange report", ["STUDY [--out FILE]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    place = f"where it goes (default: {FILE} in the folder of the study)"
    parser.add_output(json=False).add_argument("--out", type=out_file(FILE), metavar="FILE", help=place)
    return parser


def execute(options: Namespace) -> int:
    """Write the report of a study, say where it is, and return the exit code."""
    folder = one_study(options.study, "report on which study?")
    from experiments.api.reporting import report

    target = report(folder, options.out)
    say(f"Report: {target} ({target.stat().st_size / KILO:,.0f} KB; one file, no network needed)")
    return 0
