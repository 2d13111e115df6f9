"""Arguments of ``orgchange sensitivity``: a study that was sampled, or what is to be sampled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from experiments.commands.parser import HELP, JSON, Form, Words
from experiments.commands.study_flags import choices_asked, metric_asked
from experiments.configuration.assumptions import chosen
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from sim.errors import ScenarioError, nearest_hint

METHODS = {"morris": MORRIS, "sobol": SOBOL_INDICES}
FORM = Form("sensitivity", JSON | HELP, ("--method", "--over", "--samples", "--metric", "--policy"))


@dataclass(frozen=True)
class SensitivityArguments:
    """What a command line of ``sensitivity`` asks for.

    A folder, or overrides of a study to run (one of both is empty).
    """

    folder: Path | None = None
    overrides: tuple[str, ...] = ()
    metric: str = ""
    policy: dict[str, str] = field(default_factory=dict)
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "SensitivityArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        words = FORM.read(arguments)
        if words.help:
            return cls(help=True)
        named = len(words.plain) == 1 and "=" not in Path(words.plain[0]).name
        folder = Path(words.plain[0]) if named else None
        overrides = () if folder else _overrides(words)
        return cls(folder, overrides, metric_asked(words), choices_asked(words, "--policy"), **words.switched)


def _overrides(words: Words) -> tuple[str, ...]:
    """Return the overrides of a run with the sweeper of the method asked for."""
    method = words.last("--method", "morris")
    if method not in METHODS:
        raise ScenarioError(
            f"--method must be one of {', '.join(METHODS)}, not '{method}'{nearest_hint(method, METHODS)}"
        )
    over = chosen(words.values["--over"]) if "--over" in words.values else []
    if not over and not any("interval(" in word for word in words.plain):
        raise ScenarioError(
            f"what varies? write parameter=interval(low,high), or --over WORD for all assumptions with it; {FORM.see}"
        )
    settings = [f"hydra/sweeper={METHODS[method]}", *([f"hydra.sweeper.over=[{','.join(over)}]"] if over else [])]
    samples = [f"hydra.sweeper.samples={words.last('--samples')}"] if "--samples" in words.values else []
    return (*settings, *samples, *words.plain)
