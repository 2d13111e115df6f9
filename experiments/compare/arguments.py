"""Arguments of ``orgchange compare``: one or two studies, and which of their points."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import ScenarioError, nearest_hint

LIVES, MOST_LIVES = 8, 10_000
SWITCHES = {"--json": "as_json", "-h": "help", "--help": "help"}
VALUES = ("--point", "--with", "--lives")
SEE = "see: orgchange compare --help"
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
        folders: list[Path] = []
        given: dict[str, str] = {}
        switched: dict[str, bool] = {}
        waiting = list(arguments)
        while waiting:
            word = waiting.pop(0)
            flag, has_value, value = word.partition("=")
            if word in SWITCHES:
                switched[SWITCHES[word]] = True
            elif flag in VALUES:
                given[flag] = value if has_value else _next(flag, waiting)
            elif word.startswith("-"):
                raise ScenarioError(f"unknown flag '{word}'{nearest_hint(word, [*VALUES, *SWITCHES])}; {SEE}")
            else:
                folders.append(Path(word))
        if not switched.get("help"):
            _refuse(folders, given)
        return cls(tuple(folders), given.get("--point"), given.get("--with"), _lives(given.get("--lives", str(LIVES))), **switched)


def _next(flag: str, waiting: list[str]) -> str:
    if not waiting:
        raise ScenarioError(f"{flag} needs a value; {SEE}")
    return waiting.pop(0)


def _refuse(folders: Sequence[Path], given: dict[str, str]) -> None:
    if not 1 <= len(folders) <= TWO:
        raise ScenarioError(f"compare takes one study or two, such as results/a results/b, not {len(folders)}; {SEE}")
    if len(folders) == 1 and "--with" in given and "--point" not in given:
        raise ScenarioError(f"--with {given['--with']}: which point is compared with it? name it with --point; {SEE}")


def _lives(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_LIVES:
        raise ScenarioError(f"--lives must be a whole number from 0 to {MOST_LIVES}, not '{text}'")
    return int(text)
