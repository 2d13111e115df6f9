"""``orgchange lesson``: two futures of the same people in one HTML file that runs the model itself."""

from argparse import Namespace

from experiments.commands.output import say
from experiments.commands.parser import Parser
from experiments.commands.values import out_file
from experiments.wording.terminal import new_console, new_table
from sim.errors import ScenarioError, nearest_hint

KILO = 1024
ACTIONS = {
    "list": "the lessons there are",
    "build": "a lesson as a file, such as: orgchange lesson build waves",
}
DESCRIPTION = """\
Writes a lesson as one HTML file that needs no network and no other file: two futures of the same people with the same
luck, side by side, week by week. The file runs the model itself, in any current browser, also on a phone, and gives
the same bits as here. The names of seats and departments are left out.

A lesson of your own is a folder with a lesson.yaml and a file of texts for each language, as in lessons/waves."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange lesson", ["list", "build NAME [--out FILE]"], DESCRIPTION)
    parser.add_argument("action", nargs="?", metavar="ACTION", help=f"{' or '.join(ACTIONS)}; see below")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a shipped lesson, or a folder with one of your own")
    place = "where it goes (default: NAME.html, here)"
    parser.add_output(json=False).add_argument("--out", type=out_file("lesson.html"), metavar="FILE", help=place)
    parser.add_notes("actions", ACTIONS)
    return parser


def execute(options: Namespace) -> int:
    """List the lessons, or write one, and return the exit code."""
    if options.action not in ACTIONS:
        unknown = f" '{options.action}' is unknown{nearest_hint(options.action, ACTIONS)};" if options.action else ""
        raise ScenarioError(f"lesson what?{unknown} one of: {', '.join(ACTIONS)}")
    if options.action == "list":
        return _list(options)
    if len(options.names) != 1:
        raise ScenarioError("build which lesson? Name one, such as: orgchange lesson build waves")
    from experiments.api.lessons import lesson

    target = lesson(options.names[0], options.out or "")
    say(f"Lesson: {target} ({target.stat().st_size / KILO:,.0f} KB; one file, no network needed)")
    return 0


def _list(options: Namespace) -> int:
    if options.names or options.out:
        raise ScenarioError("list takes nothing more: orgchange lesson list")
    from experiments.lesson.content import lesson_names, read_lesson

    table = new_table()
    for heading in ("lesson", "title", "languages"):
        table.add_column(heading)
    for name in lesson_names():
        texts = read_lesson(name).texts
        table.add_row(name, next(iter(texts.values())).title, ", ".join(texts))
    new_console().print(table)
    return 0
