"""Arguments of ``orgchange explain``: a study, a run in it, and what is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.explain.things import KINDS
from sim.errors import ScenarioError, nearest_hint

VALUES = (*(f"--{kind}" for kind in KINDS), "--point", "--replicate", "--list")
SWITCHES = {"--json": "as_json", "-h": "help", "--help": "help"}
SEE = "see: orgchange explain --help"


@dataclass(frozen=True)
class ExplainArguments:
    """What a command line of ``explain`` asks for; ``kind`` is None where nothing is named, ``listing`` what to list then."""

    folder: Path
    kind: str | None = None
    which: str = ""
    point: str | None = None
    replicate: int = 0
    listing: str = ""
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, words: Sequence[str]) -> "ExplainArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        folders: list[str] = []
        values: dict[str, str] = {}
        switched: dict[str, bool] = {}
        waiting = list(words)
        while waiting:
            word = waiting.pop(0)
            flag, given, value = word.partition("=")
            if word in SWITCHES:
                switched[SWITCHES[word]] = True
            elif flag in VALUES:
                values[flag[2:]] = value if given else _next(flag, waiting)
            elif word.startswith("-"):
                raise ScenarioError(f"unknown flag '{word}'{nearest_hint(word, [*VALUES, *SWITCHES])}; {SEE}")
            else:
                folders.append(word)
        if len(folders) != 1 and not switched.get("help"):
            raise ScenarioError(f"explain which study? name one folder, such as results/amsterdam, not {len(folders)}; {SEE}")
        return cls(Path(*folders[:1]), **_things(values), **switched)  # type: ignore[arg-type]


def _next(flag: str, waiting: list[str]) -> str:
    if not waiting:
        raise ScenarioError(f"{flag} needs a value; {SEE}")
    return waiting.pop(0)


def _things(values: dict[str, str]) -> dict[str, object]:
    """Return the arguments that flags with values stand for."""
    kinds = [kind for kind in KINDS if kind in values]
    asked = [*kinds, *(["list"] if "list" in values else [])]
    if len(asked) > 1:
        raise ScenarioError(f"ask about one thing at a time: --{' or --'.join(asked)}")
    replicate, listing = values.get("replicate", "0"), values.get("list", "")
    if not replicate.isdecimal():
        raise ScenarioError(f"--replicate must be a whole number from 0, not '{replicate}'")
    plural = [f"{kind}s" for kind in KINDS]
    if listing and listing not in plural:
        raise ScenarioError(f"--list: '{listing}' cannot be listed{nearest_hint(listing, plural)}; one of: {', '.join(plural)}")
    named = {"kind": kinds[0], "which": values[kinds[0]]} if kinds else {}
    return {**named, "point": values.get("point"), "replicate": int(replicate), "listing": listing}
