"""The command ``orgchange``: finds what is asked for, and turns bad input into one line and exit code 2."""

import os
import sys
from collections.abc import Callable, Sequence

from experiments.commands.startup import without_linear_algebra
from experiments.commands.streams import make_streams_readable
from experiments.pictures.backend import forget_missing_backend
from experiments.wording.notes import notes_on_stderr
from sim.errors import ScenarioError, nearest_hint

REFUSED, INTERRUPTED, TERMINATED = 2, 130, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process, unless given) and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        make_streams_readable()
        forget_missing_backend()
        without_linear_algebra()
    try:
        with notes_on_stderr():
            return _dispatch(words)
    except KeyboardInterrupt as stopped:
        from experiments.running.interrupts import Terminated

        return TERMINATED if isinstance(stopped, Terminated) else INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read the output has left; nothing may be flushed to it
        return 0
    except Exception as error:
        from experiments.configuration.messages import BAD_INPUT, one_line

        if not isinstance(error, BAD_INPUT):
            raise
        print(f"orgchange: {one_line(error)}", file=sys.stderr)
        return REFUSED


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        return _help()
    if words[0] == "--version":
        return _version()
    if words[0] not in COMMANDS:
        raise ScenarioError(
            f"unknown command '{words[0]}'{nearest_hint(words[0], COMMANDS)}; commands: {', '.join(COMMANDS)}"
        )
    return COMMANDS[words[0]](words[1:])


def _run(words: Sequence[str]) -> int:
    from experiments.commands.run import run

    return run(words)


def _describe(words: Sequence[str]) -> int:
    from experiments.commands.describe import describe

    return describe(words)


def _validate(words: Sequence[str]) -> int:
    from experiments.commands.validate import validate

    return validate(words)


def _explain(words: Sequence[str]) -> int:
    from experiments.commands.explain import explain

    return explain(words)


def _flips(words: Sequence[str]) -> int:
    from experiments.commands.flips import flips

    return flips(words)


def _compare(words: Sequence[str]) -> int:
    from experiments.commands.compare import compare

    return compare(words)


def _discover(words: Sequence[str]) -> int:
    from experiments.commands.discover import discover

    return discover(words)


def _report(words: Sequence[str]) -> int:
    from experiments.commands.report import report

    return report(words)


def _verify(words: Sequence[str]) -> int:
    from experiments.commands.verify import verify

    return verify(words)


def _sensitivity(words: Sequence[str]) -> int:
    from experiments.commands.sensitivity import sensitivity

    return sensitivity(words)


def _help() -> int:
    from experiments.commands.usage import USAGE

    print(USAGE, end="")
    return 0


def _version() -> int:
    from experiments.store.environment import package_version
    from sim.compiler import source_stamp

    print(f"orgchange {package_version('orgchange')} (model {source_stamp()[:12]})")
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": _run,
    "explain": _explain,
    "flips": _flips,
    "compare": _compare,
    "discover": _discover,
    "sensitivity": _sensitivity,
    "report": _report,
    "verify": _verify,
    "describe": _describe,
    "validate": _validate,
}
