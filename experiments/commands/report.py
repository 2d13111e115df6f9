"""``orgchange report``: one HTML file about a study, for people who never saw the program."""

from argparse import Namespace

from experiments.commands.output import say
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_of, one_study, out_file
from experiments.wording.language import ENGLISH, LANGUAGES

FILE, KILO = "report.html", 1024
DESCRIPTION = """\
Writes a report of a study as one HTML file that needs no network and no other file. Its first page says what to do,
what that costs, how sure it is, where it does not work and what would turn it; behind it stand the question, the map,
every plan against its baseline, how it was computed, where it comes from, and what the words mean. It can be printed,
sent by mail, and read with a keyboard or a screen reader, in English and in Dutch.

What orgchange flips has found about the study is in the report, too: run it first."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange report", ["STUDY [--language en|nl] [--out FILE]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    place = f"where it goes (default: {FILE} in the folder of the study)"
    output = parser.add_output(json=False)
    told = f"language of the report: {' or '.join(LANGUAGES)} (default: {ENGLISH}); titles of your own stay as they are"
    output.add_argument("--language", type=one_of("--language", LANGUAGES), default=ENGLISH, metavar="NAME", help=told)
    output.add_argument("--out", type=out_file(FILE), metavar="FILE", help=place)
    return parser


def execute(options: Namespace) -> int:
    """Write the report of a study, say where it is, and return the exit code."""
    folder = one_study(options.study, "report on which study?")
    from experiments.api.reporting import report

    target = report(folder, options.out, options.language)
    say(f"Report: {target} ({target.stat().st_size / KILO:,.0f} KB; one file, no network needed)")
    return 0
