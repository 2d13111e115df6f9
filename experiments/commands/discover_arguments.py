"""Arguments of ``orgchange discover``: a study, what is good enough, and what is asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from experiments.commands.parser import HELP, JSON, Form, Words
from experiments.commands.study_flags import choices_asked, metric_asked
from experiments.discover.discovery import Wanted
from experiments.discover.thresholds import read_threshold
from sim.errors import ScenarioError

FORM = Form("discover", JSON | HELP, ("--meet", "--metric", "--map", "--policy", "--loses", "--against"))


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
        words = FORM.read(arguments)
        if words.help:
            return cls(help=True)
        if len(words.plain) != 1:
            raise ScenarioError(f"discover takes one study, such as results/sweep, not {len(words.plain)}; {FORM.see}")
        if ("--loses" in words.values) != ("--against" in words.values):
            raise ScenarioError(
                f"--loses and --against belong together: --loses project.size=80 --against project.size=5; {FORM.see}"
            )
        return cls(Path(words.plain[0]), _wanted(words), **words.switched)


def _wanted(words: Words) -> Wanted:
    thresholds = tuple(map(read_threshold, words.values.get("--meet", [])))
    choices = {name: choices_asked(words, f"--{name}") for name in ("policy", "loses", "against")}
    return Wanted(metric_asked(words), thresholds, _levers(words.last("--map")), **choices)


def _levers(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
