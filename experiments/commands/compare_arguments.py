"""Arguments of ``orgchange compare``: one or two studies, and which of their points."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.commands.parser import HELP, JSON, Form, Words, whole_number
from sim.errors import ScenarioError

LIVES, MOST_LIVES = 8, 10_000
FORM = Form("compare", JSON | HELP, ("--point", "--with", "--lives"))
TWO = 2


@dataclass(frozen=True)
class CompareArguments:
    """What a command line of ``compare`` asks for; ``lives`` is how many pairs are lived again (0: none)."""

    folders: tuple[Path, ...] = ()
    point: str | None = None
    other: str | None = None
    lives: int = LIVES
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "CompareArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        words = FORM.read(arguments)
        if words.help:
            return cls(help=True)
        _refuse(words)
        lives = whole_number("--lives", words.last("--lives", str(LIVES)), 0, MOST_LIVES)
        return cls(
            tuple(map(Path, words.plain)), words.given("--point"), words.given("--with"), lives, **words.switched
        )


def _refuse(words: Words) -> None:
    if not 1 <= len(words.plain) <= TWO:
        raise ScenarioError(
            f"compare takes one study or two, such as results/a results/b, not {len(words.plain)}; {FORM.see}"
        )
    if len(words.plain) == 1 and "--with" in words.values and "--point" not in words.values:
        raise ScenarioError(
            f"--with {words.last('--with')}: which point is compared with it? name it with --point; {FORM.see}"
        )
