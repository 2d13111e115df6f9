"""Arguments of ``orgchange discover``: a study, what is good enough, and what is asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.discover.thresholds import Threshold, read_threshold
from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES

SWITCHES = {"--json": "as_json", "-h": "help", "--help": "help"}
VALUES = ("--meet", "--metric", "--map")
SEE = "see: orgchange discover --help"


@dataclass(frozen=True)
class DiscoverArguments:
    """What a command line of ``discover`` asks for."""

    folder: Path = Path()
    thresholds: tuple[Threshold, ...] = ()
    metric: str = ""
    levers: tuple[str, ...] = ()
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "DiscoverArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        folders: list[str] = []
        given: dict[str, list[str]] = {}
        switched: dict[str, bool] = {}
        waiting = list(arguments)
        while waiting:
            word = waiting.pop(0)
            flag, has_value, value = word.partition("=")
            if word in SWITCHES:
                switched[SWITCHES[word]] = True
            elif flag in VALUES:
                given.setdefault(flag, []).append(value if has_value else _next(flag, waiting))
            elif word.startswith("-"):
                raise ScenarioError(f"unknown flag '{word}'{nearest_hint(word, [*VALUES, *SWITCHES])}; {SEE}")
            else:
                folders.append(word)
        if len(folders) != 1 and not switched.get("help"):
            raise ScenarioError(f"discover takes one study, such as results/sweep, not {len(folders)}; {SEE}")
        thresholds = tuple(map(read_threshold, given.get("--meet", [])))
        return cls(Path(*folders[:1]), thresholds, _metric(given), _levers(given), **switched)


def _next(flag: str, waiting: list[str]) -> str:
    if not waiting:
        raise ScenarioError(f"{flag} needs a value; {SEE}")
    return waiting.pop(0)


def _metric(given: dict[str, list[str]]) -> str:
    name = given.get("--metric", [""])[-1]
    if name and name not in METRIC_NAMES:
        hint = nearest_hint(name, METRIC_NAMES) or "; see: orgchange describe metrics"
        raise ScenarioError(f"--metric: there is no metric '{name}'{hint}")
    return name


def _levers(given: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.get("--map", [""])[-1].split(",") if name.strip())
