"""What commands print, run while the site is built, so that what a guide shows is what the reader gets."""

import shlex
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from tempfile import TemporaryDirectory

from docs.generator.errors import DocumentationError
from experiments.command import main

QUIET = "study.pictures=false"
NOT_SHOWN = ("study.answers=",)  # what a run answers beside is not read where its lines are not shown
NEXT = "&&"
PREPARING = ("$ orgchange run ", "$ orgchange new ")


@cache
def command_output(*words: str) -> str:
    """Return a block with a command and what it prints; raise DocumentationError where it refuses its arguments."""
    with TemporaryDirectory() as folder, chdir(folder):
        return _block(_said(words))


@cache
def session_output(*words: str) -> str:
    """Return a block with commands that follow each other in one folder, divided by ``&&``, and what they print.

    What ``run`` and ``new`` print before another command is left out: they only make what the others read.
    """
    with TemporaryDirectory() as folder, chdir(folder):
        *first, asked = _commands(words)
        before, last = [_said(command, NOT_SHOWN) for command in first], _said(asked)
    shown = [lines[:1] if lines[0].startswith(PREPARING) else [*lines, ""] for lines in before]
    return _block([line for lines in (*shown, last) for line in lines])


def _commands(words: Sequence[str]) -> list[list[str]]:
    commands: list[list[str]] = [[]]
    for word in words:
        if word == NEXT:
            commands.append([])
        else:
            commands[-1].append(word)
    return commands


def _said(words: Sequence[str], silent: Sequence[str] = ()) -> list[str]:
    """Run a command in the current folder, and return its line and those it prints."""
    said, noted = StringIO(), StringIO()
    with redirect_stdout(said), redirect_stderr(noted):
        code = main([*words, QUIET, *silent] if words[0] == "run" else list(words))
    if code != 0:
        raise DocumentationError(f"'orgchange {' '.join(words)}' in a guide does not work: {noted.getvalue().strip()}")
    return [f"$ orgchange {shlex.join(words)}", *(line.rstrip() for line in said.getvalue().splitlines())]


def _block(lines: Sequence[str]) -> str:
    return "\n".join(["```console", *lines, "```"])
