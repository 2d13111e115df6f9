"""What commands print, run while the site is built, so that what a guide shows is what the reader gets."""

import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from tempfile import TemporaryDirectory

from docs.generator.errors import DocumentationError
from experiments.command import main

QUIET = "study.pictures=false"


@cache
def command_output(*words: str) -> str:
    """Return a block with a command and what it prints; raise DocumentationError where it refuses its arguments."""
    said, noted = StringIO(), StringIO()
    asked = [*words, QUIET] if words[0] == "run" else list(words)
    with TemporaryDirectory() as folder, chdir(folder), redirect_stdout(said), redirect_stderr(noted):
        code = main(asked)
    if code != 0:
        raise DocumentationError(f"'orgchange {' '.join(words)}' in a guide does not work: {noted.getvalue().strip()}")
    lines = [line.rstrip() for line in said.getvalue().splitlines()]
    return "\n".join(["```console", f"$ orgchange {shlex.join(words)}", *lines, "```"])
