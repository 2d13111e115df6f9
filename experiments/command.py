"""The command ``orgchange``: finds the command that is asked for, and turns bad input into one line and exit code 2."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from experiments.commands.parser import END_OF_FLAGS, Parser, UsageError
from experiments.commands.startup import collect_seldom, end_without_collecting, without_linear_algebra
from experiments.commands.streams import readable_streams
from experiments.pictures.backend import forget_missing_backend
from experiments.running.interrupts import Terminated, end_by_a_second_interrupt, times_told, told_since
from experiments.wording.notes import notes_on_stderr
from experiments.wording.readable import readable
from experiments.wording.shortage import shortage, too_low
from sim.errors import ScenarioError, nearest_hint

REFUSED, INTERRUPTED, TERMINATED = 2, 130, 143
NAME = "orgchange"
COMMANDS = {  # each is a module of experiments.commands
    "run": "one scenario against its baseline, a case, a named study, or a sweep",
    "explain": "why it went as it did in one run: a project, unit, department or employee",
    "flips": "which assumptions would turn the verdict of a study over",
    "compare": "two studies, or points of one, in every metric; who and what changed",
    "separate": "what separates two plans: how much of their difference each part carries",
    "money": "what the plans of a study cost and bring, in EUR",
    "departments": "where a plan works, and where it does not",
    "projects": "how every project of a plan ends, by its name",
    "discover": "which policy is best where, which holds up in all worlds, and where plans fail",
    "sensitivity": "which uncertainties decide how it ends: Morris, Sobol, or from a sample that is there",
    "calibrate": "from the data of a case to a posterior: what they tell of what nobody knows, checked",
    "report": "a study as one HTML file for people who never saw the program",
    "animate": "one run week by week: everybody a dot in their department, as one HTML file, GIF or MP4",
    "export": "a study as a workbook, tidy tables, and one run week by week",
    "lesson": "two futures of the same people in one HTML file that runs the model itself",
    "classroom": "a lesson with a class that bets and decides on its phones",
    "verify": "whether a study still comes out as it was kept, bit for bit",
    "import": "tables of people and ties: what is read, guessed and left out",
    "list": "the studies that are there, with their state",
    "new": "a folder to begin with: an organization, two plans and a study, ready to run and to change",
    "describe": "what can be set, what is measured, the order of a week, what everything rests on",
    "validate": "the model held against what is known, pattern by pattern",
}
MODULES = {"import": "importing"}  # a word of the language cannot name one
EXAMPLES = {
    "orgchange run 'intervention=[okr]' project.size=20": "one scenario against its baseline",
    "orgchange run case=antwerp": "a case: its arms, what was observed, its question and the answer",
    "orgchange run +experiment=size_by_speed": "a named study",
    "orgchange run -m project.size=10,50 rollout.speed=0.1,1 'intervention=[okr]'": (
        "a sweep: every combination of the values given"
    ),
    "orgchange describe parameters rollout": "what can be set: default, bounds, unit, source",
    "orgchange describe metrics": "what is measured",
    "orgchange describe week": "the order of a week",
    "orgchange describe evidence": "what everything rests on: parameters and targets, assumptions first",
    "orgchange explain results/antwerp --point 0 --project 3": "what happened to a project of a study, and why",
    "orgchange validate P3 P7": "two patterns of the twenty-two",
}


class CommandModule(Protocol):
    """What the module of a command offers."""

    def build_parser(self) -> Parser:
        """Return what reads its command line and knows its help."""

    def execute(self, options: Namespace) -> int:
        """Do what is asked for, and return the exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process, unless given) and return the exit code."""
    if arguments is None:
        if low := too_low():
            return _refused(low)
        end_by_a_second_interrupt()
        forget_missing_backend()
        collect_seldom()
        without_linear_algebra()
    with readable_streams() as lost:
        code = _exit_code(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        if lost.error is not None:
            return _refused(f"not all that was to be printed could be written: {lost.error.strerror}")
    if arguments is None:
        end_without_collecting()
    return code


def _exit_code(arguments: Sequence[str]) -> int:
    before = times_told()
    try:
        with notes_on_stderr():
            return _dispatch(arguments)
    except KeyboardInterrupt as stopped:
        return _stopped(type(stopped))
    except Exception as error:
        if interrupt := told_since(before):
            return _stopped(interrupt)
        if isinstance(error, ScenarioError):
            return _refused(str(error))
        if lacking := shortage(error):
            return _refused(lacking)
        from experiments.configuration.messages import BAD_INPUT, one_line

        if not isinstance(error, BAD_INPUT):
            raise
        return _refused(one_line(error))


def _stopped(how: type[KeyboardInterrupt]) -> int:
    return TERMINATED if issubclass(how, Terminated) else INTERRUPTED


def command_named(name: str) -> CommandModule:
    """Return the module of a command, which is imported only now; raise ScenarioError where there is none."""
    if name not in COMMANDS:
        hint = nearest_hint(name, [*COMMANDS, "--version"])
        raise ScenarioError(f"unknown command '{name}'{hint}; commands: {', '.join(COMMANDS)}")
    return cast("CommandModule", import_module(f"experiments.commands.{MODULES.get(name, name)}"))


def build_parser() -> Parser:
    """Return what reads a command line without a command."""
    parser = Parser(NAME, ["COMMAND ...", "COMMAND --help"], "A laboratory for organizational change.")
    parser.add_notes("commands", COMMANDS)
    parser.add_notes("examples", EXAMPLES)
    flags = parser.add_output("flags", json=False)
    flags.add_argument("--version", action="store_true", help="print the version, of the model, too")
    return parser


def _dispatch(arguments: Sequence[str]) -> int:
    name, *rest = arguments or ["--help"]
    if name in ("help", "-h", "--help"):
        name, *rest = (*rest[:1], "--help")
    try:
        is_flag = name.startswith("-") and name != END_OF_FLAGS
        return _general([name, *rest]) if is_flag else _command(name, rest)
    except UsageError as error:
        prog = f"{NAME} {name}" if name in COMMANDS else NAME
        raise ScenarioError(f"{error}; see: {prog} --help") from None


def _command(name: str, arguments: Sequence[str]) -> int:
    command = command_named(name)
    options = command.build_parser().read(arguments)
    return 0 if options is None else command.execute(options)


def _general(arguments: Sequence[str]) -> int:
    return 0 if build_parser().read(arguments) is None else _version()


def _version() -> int:
    from experiments.store.environment import package_version
    from sim.compiler import source_stamp

    print(f"orgchange {package_version('orgchange')} (model {source_stamp()[:12]})")
    return 0


def _refused(sentence: str) -> int:
    line = readable(sentence).replace("\n", "\\n")  # what was given may hold line ends
    print(f"{NAME}: {line}", file=sys.stderr)
    return REFUSED
