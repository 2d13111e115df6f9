"""Arguments of ``orgchange verify``: a study, and how much of it is lived again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.commands.parser import HELP, JSON, Form, whole_number
from sim.errors import ScenarioError

SAMPLE = 20
COUNT, EVERYTHING = "--sample", "--all"
FORM = Form("verify", {EVERYTHING: "everything"} | JSON | HELP, (COUNT,))


@dataclass(frozen=True)
class VerifyArguments:
    """What a command line of ``verify`` asks for."""

    folder: Path
    sample: int = SAMPLE
    everything: bool = False
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "VerifyArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        words = FORM.read(arguments)
        if words.help:
            return cls(Path(), help=True)
        if words.switched.get("everything") and COUNT in words.values:
            raise ScenarioError(f"{EVERYTHING} or {COUNT}, not both; {FORM.see}")
        if len(words.plain) != 1:
            raise ScenarioError(
                f"verify which study? name one folder, such as results/amsterdam, not {len(words.plain)}; {FORM.see}"
            )
        return cls(Path(words.plain[0]), whole_number(COUNT, words.last(COUNT, str(SAMPLE)), 1), **words.switched)
