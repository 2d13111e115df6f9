"""``orgchange lesson``: two futures of the same people in one HTML file that runs the model itself."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.commands.output import say
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import out_file, whole_number
from experiments.wording.terminal import new_console, new_table
from sim.errors import ScenarioError, nearest_hint, reason

if TYPE_CHECKING:
    from experiments.lesson.replaying import Lived

KILO = 1024
FIT, UNFIT = 0, 1
LAST_PORT = 65535
ACTIONS = {
    "list": "the lessons there are",
    "build": "a lesson as a file, such as: orgchange lesson build waves",
    "check": "whether the model of today says what a lesson tells, and whether anything is missing or too large",
    "guide": "the facilitator's guide as a page to print",
    "serve": "a lesson for browsers that open no files, to this machine alone",
    "replay": "the futures of a code that a page shows, lived again, with what was decided",
}
DESCRIPTION = """\
Writes a lesson as one HTML file that needs no network and no other file: bet first, watch two futures of the same
people with the same luck, decide, ask why, ask whether it was luck, debrief. The file runs the model itself, in any
current browser, also on a phone, and gives the same bits as here. The names of seats and departments are left out.

A lesson of your own is a folder with a lesson.yaml and a file of texts for each language, as in lessons/waves."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    usage = ["list", "build NAME [--out FILE]", "check NAME", "guide NAME [--language LANGUAGE] [--out FILE]"]
    parser = Parser("orgchange lesson", [*usage, "serve NAME [--port N]", "replay CODE [FOLDER]"], DESCRIPTION)
    parser.add_argument("action", nargs="?", metavar="ACTION", help=f"one of {', '.join(ACTIONS)}; see below")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a shipped lesson, or a folder with one of your own")
    output = parser.add_output(json=False)
    place = "where it goes (default: NAME.html or NAME-guide.html, here)"
    output.add_argument("--out", type=out_file("lesson.html"), metavar="FILE", help=place)
    output.add_argument("--language", metavar="LANGUAGE", help="of the guide (default: en)")
    port = "where it is served (default: a free port)"
    output.add_argument("--port", type=whole_number("--port", 0, LAST_PORT), metavar="N", help=port)
    parser.add_notes("actions", ACTIONS)
    return parser


def execute(options: Namespace) -> int:
    """Do what is asked for with a lesson, and return the exit code."""
    if options.action not in ACTIONS:
        unknown = f" '{options.action}' is unknown{nearest_hint(options.action, ACTIONS)};" if options.action else ""
        raise ScenarioError(f"lesson what?{unknown} one of: {', '.join(ACTIONS)}")
    _refuse_flags(options)
    return DOINGS[options.action](options)


def _refuse_flags(options: Namespace) -> None:
    """Raise UsageError for a flag that means nothing to an action."""
    known = {"--out": ("build", "guide"), "--language": ("guide",), "--port": ("serve",)}
    for flag, actions in known.items():
        if getattr(options, flag.removeprefix("--")) is not None and options.action not in actions:
            raise UsageError(f"{options.action} takes no {flag}")


def _one_name(options: Namespace) -> str:
    if len(options.names) != 1:
        raise ScenarioError(
            f"{options.action} which lesson? Name one, such as: orgchange lesson {options.action} waves"
        )
    name: str = options.names[0]
    return name


def _list(options: Namespace) -> int:
    if options.names:
        raise ScenarioError("list takes nothing more: orgchange lesson list")
    from experiments.lesson.content import lesson_names, read_lesson

    table = new_table()
    for heading in ("lesson", "title", "languages"):
        table.add_column(heading)
    for name in lesson_names():
        texts = read_lesson(name).texts
        table.add_row(name, next(iter(texts.values())).title, ", ".join(texts))
    new_console().print(table)
    return FIT


def _build(options: Namespace) -> int:
    name = _one_name(options)
    from experiments.api.lessons import lesson

    return _told("Lesson", lesson(name, options.out or ""), "one file, no network needed")


def _guide(options: Namespace) -> int:
    name = _one_name(options)
    from experiments.api.lessons import lesson_guide

    return _told("Guide", lesson_guide(name, options.language or "en", options.out or ""), "print it from a browser")


def _told(what: str, target: Path, more: str) -> int:
    say(f"{what}: {target} ({target.stat().st_size / KILO:,.0f} KB; {more})")
    return FIT


def _check(options: Namespace) -> int:
    name = _one_name(options)
    from experiments.api.lessons import check_lesson

    found = check_lesson(name)
    for asked, finding in found.findings.items():
        apart = finding.difference
        say(f"{asked:16}{finding.answer:10}{apart.mean:+.4f} ({apart.low:+.4f} to {apart.high:+.4f})")
    say(f"{'size':16}{found.size / KILO:.0f} KB compressed (at most {found.largest / KILO:.0f})")
    for problem in found.problems:
        say(f"Problem: {problem}")
    say("Fit to be told." if not found.problems else f"{len(found.problems)} to mend.")
    return UNFIT if found.problems else FIT


def _serve(options: Namespace) -> int:
    name = _one_name(options)
    from experiments.lesson.content import read_lesson
    from experiments.lesson.page import page
    from experiments.lesson.serving import server_of

    text = page(read_lesson(name))
    try:
        server = server_of(text, options.port or 0)
    except OSError as error:
        raise ScenarioError(f"cannot serve on port {options.port} ({reason(error)}); name another one") from None
    say(f"http://127.0.0.1:{server.server_port}/  (Ctrl+C ends it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
    return FIT


def _replay(options: Namespace) -> int:
    if not 1 <= len(options.names) <= 2:  # noqa: PLR2004 - a code, and a folder
        raise ScenarioError("replay which code? Copy it from the last step of a page: orgchange lesson replay CODE")
    from experiments.api.lessons import replay_lesson

    found = replay_lesson(*options.names)
    if not found.is_same:
        say("The lesson or the model has changed since this code was made; this is what they say today.")
    for lived in found.lived:
        _print_lived(lived, list(found.lesson.setting.series))
    return FIT


def _print_lived(lived: "Lived", series: list[str]) -> None:
    say(f"{lived.name}\n  orgchange run {' '.join(lived.overrides)}")
    for week, levers in lived.decisions:
        say(f"  week {week}: {', '.join(f'{name}={value}' for name, value in levers.items())}")
    for name in series:
        say(f"  {name:24}{lived.series[name]:.4f}")
    for name in ("successful", "portfolio_benefits", "intervention_effort", "intervention_money"):
        say(f"  {name:24}{lived.outcome[name]:.4f}")


DOINGS: Mapping[str, Callable[[Namespace], int]] = {
    "list": _list,
    "build": _build,
    "check": _check,
    "guide": _guide,
    "serve": _serve,
    "replay": _replay,
}
