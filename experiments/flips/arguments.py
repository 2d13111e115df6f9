"""Arguments of ``orgchange flips``: a study, which parameters are tried, and with how many pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import ScenarioError, nearest_hint

REPLICATES, FEWEST, MOST = 12, 2, 100_000
COUNT = "--replicates"
SWITCHES = {"--json": "as_json", "-h": "help", "--help": "help"}
SEE = "see: orgchange flips --help"


@dataclass(frozen=True)
class FlipsArguments:
    """What a command line of ``flips`` asks for; ``words`` choose parameters by their names (none: all)."""

    folder: Path
    words: tuple[str, ...] = ()
    replicates: int = REPLICATES
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "FlipsArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        names: list[str] = []
        switched: dict[str, bool] = {}
        replicates, waiting = REPLICATES, list(arguments)
        while waiting:
            word = waiting.pop(0)
            flag, given, value = word.partition("=")
            if word in SWITCHES:
                switched[SWITCHES[word]] = True
            elif flag == COUNT:
                replicates = _count(value if given else "".join(waiting[:1]))
                waiting = waiting if given else waiting[1:]
            elif word.startswith("-"):
                raise ScenarioError(f"unknown flag '{word}'{nearest_hint(word, [COUNT, *SWITCHES])}; {SEE}")
            else:
                names.append(word)
        if not names and not switched.get("help"):
            raise ScenarioError(f"flips of which study? name its folder, such as results/amsterdam; {SEE}")
        return cls(Path(*names[:1]), tuple(names[1:]), replicates, **switched)


def _count(text: str) -> int:
    if not text.isdecimal() or not FEWEST <= int(text) <= MOST:
        raise ScenarioError(f"{COUNT} must be a whole number from {FEWEST} to {MOST}, not '{text}'")
    return int(text)
