"""How commands print an answer: for people, or as JSON for programs."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from experiments.wording.json_text import json_text
from experiments.wording.notes import note
from experiments.wording.terminal import new_console

if TYPE_CHECKING:
    from rich.console import Console


class Shown(Protocol):
    """What can be printed for people and as plain values."""

    def show(self, console: "Console") -> None:
        """Print it for people."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""


def print_answer(answer: Shown, *, as_json: bool, plain: Callable[[dict[str, Any]], Any] = lambda found: found) -> None:
    """Print an answer; ``plain`` takes what ``--json`` prints out of its plain values."""
    if as_json:
        print_json(plain(answer.to_dict()))
    else:
        answer.show(new_console())
    sys.stdout.flush()


def print_json(values: Any) -> None:  # noqa: ANN401 - any plain value
    """Print plain values as JSON."""
    print(json_text(values, sys.stdout.encoding or "utf-8"), flush=True)


def say(*texts: str) -> None:
    """Print texts for people."""
    console = new_console()
    for text in texts:
        console.print(text)
    sys.stdout.flush()


def say_kept(path: Path) -> None:
    """Say where in the folder of a study a result is kept, or that it is not."""
    from experiments.provenance.kept import may_be_kept

    kept = may_be_kept(path.parent)
    note(f"kept as {path}" if kept else f"{path.parent} may only be read, so {path.name} is not kept there")


def print_pictures(pictures: Sequence[Path]) -> None:
    """Say where pictures lie, and which there are."""
    if pictures:
        names = dict.fromkeys(picture.stem for picture in pictures)
        say(f"Pictures: {pictures[0].parent} ({', '.join(names)})")
