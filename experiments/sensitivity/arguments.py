"""Arguments of ``orgchange sensitivity``: a study that was sampled, or what is to be sampled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from experiments.flips.variants import chosen
from experiments.overrides import split_overrides
from experiments.sensitivity.sampling import MORRIS, SOBOL_INDICES
from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES

METHODS = {"morris": MORRIS, "sobol": SOBOL_INDICES}
SWITCHES = {"--json": "as_json", "-h": "help", "--help": "help"}
VALUES = ("--method", "--over", "--samples", "--metric", "--policy")
SEE = "see: orgchange sensitivity --help"


@dataclass(frozen=True)
class SensitivityArguments:
    """What a command line of ``sensitivity`` asks for: a folder, or overrides of a study to run (one of both is empty)."""

    folder: Path | None = None
    overrides: tuple[str, ...] = ()
    metric: str = ""
    policy: dict[str, str] = field(default_factory=dict)
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "SensitivityArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        words: list[str] = []
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
                words.append(word)
        if switched.get("help"):
            return cls(help=True)
        folder = Path(words[0]) if len(words) == 1 and "=" not in Path(words[0]).name else None
        overrides = () if folder else _overrides(words, given)
        return cls(folder, overrides, _metric(given), _policy(given), **switched)


def _next(flag: str, waiting: list[str]) -> str:
    if not waiting:
        raise ScenarioError(f"{flag} needs a value; {SEE}")
    return waiting.pop(0)


def _overrides(words: Sequence[str], given: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the overrides of a run with the sweeper of the method asked for."""
    method = given.get("--method", ["morris"])[-1]
    if method not in METHODS:
        raise ScenarioError(f"--method must be one of {', '.join(METHODS)}, not '{method}'{nearest_hint(method, METHODS)}")
    over = chosen(given["--over"]) if "--over" in given else []
    if not over and not any("interval(" in word for word in words):
        raise ScenarioError(f"what varies? write parameter=interval(low,high), or --over WORD for all assumptions with it; {SEE}")
    settings = [f"hydra/sweeper={METHODS[method]}", *([f"hydra.sweeper.over=[{','.join(over)}]"] if over else [])]
    samples = [f"hydra.sweeper.samples={given['--samples'][-1]}"] if "--samples" in given else []
    return (*settings, *samples, *words)


def _metric(given: dict[str, list[str]]) -> str:
    name = given.get("--metric", [""])[-1]
    if name and name not in METRIC_NAMES:
        hint = nearest_hint(name, METRIC_NAMES) or "; see: orgchange describe metrics"
        raise ScenarioError(f"--metric: there is no metric '{name}'{hint}")
    return name


def _policy(given: dict[str, list[str]]) -> dict[str, str]:
    parts = [part.partition("=") for part in split_overrides(given.get("--policy", [""])[-1])]
    if not all(sign for _, sign, _ in parts):
        raise ScenarioError(f"--policy {given['--policy'][-1]}: write key=value,key=value")
    return {key: value for key, _, value in parts}
