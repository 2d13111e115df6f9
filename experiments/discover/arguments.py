"""Arguments of ``orgchange discover``: a study, what is good enough, and what is asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from experiments.discover.find import Wanted
from experiments.discover.thresholds import read_threshold
from experiments.overrides import split_overrides
from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES

SWITCHES = {"--json": "as_json", "-h": "help", "--help": "help"}
VALUES = ("--meet", "--metric", "--map", "--policy", "--loses", "--against")
SEE = "see: orgchange discover --help"


@dataclass(frozen=True)
class DiscoverArguments:
    """What a command line of ``discover`` asks for."""

    folder: Path = Path()
    wanted: Wanted = field(default_factory=Wanted)
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
        if ("--loses" in given) != ("--against" in given):
            raise ScenarioError(f"--loses and --against belong together: --loses project.size=80 --against project.size=5; {SEE}")
        return cls(Path(*folders[:1]), _wanted(given), **switched)


def _next(flag: str, waiting: list[str]) -> str:
    if not waiting:
        raise ScenarioError(f"{flag} needs a value; {SEE}")
    return waiting.pop(0)


def _wanted(given: dict[str, list[str]]) -> Wanted:
    thresholds = tuple(map(read_threshold, given.get("--meet", [])))
    choices = {name: _choices(given.get(f"--{name}", [""])[-1], name) for name in ("policy", "loses", "against")}
    return Wanted(_metric(given), thresholds, _levers(given), **choices)


def _choices(text: str, name: str) -> dict[str, str]:
    """Return choices such as ``project.size=80,intervention=[okr]``."""
    found: dict[str, str] = {}
    for part in split_overrides(text):
        key, sign, value = part.partition("=")
        if not sign:
            raise ScenarioError(f"--{name} {text}: '{part}' is no choice; write key=value")
        found[key] = value
    return found


def _metric(given: dict[str, list[str]]) -> str:
    name = given.get("--metric", [""])[-1]
    if name and name not in METRIC_NAMES:
        hint = nearest_hint(name, METRIC_NAMES) or "; see: orgchange describe metrics"
        raise ScenarioError(f"--metric: there is no metric '{name}'{hint}")
    return name


def _levers(given: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.get("--map", [""])[-1].split(",") if name.strip())
