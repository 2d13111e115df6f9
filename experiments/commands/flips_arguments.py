"""Arguments of ``orgchange flips``: a study, which parameters are tried, and with how many pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.commands.parser import HELP, JSON, Form, whole_number
from sim.errors import ScenarioError

REPLICATES, FEWEST, MOST = 12, 2, 100_000
COUNT = "--replicates"
FORM = Form("flips", JSON | HELP, (COUNT,))


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
        words = FORM.read(arguments)
        if words.help:
            return cls(Path(), help=True)
        if not words.plain:
            raise ScenarioError(f"flips of which study? name its folder, such as results/amsterdam; {FORM.see}")
        replicates = whole_number(COUNT, words.last(COUNT, str(REPLICATES)), FEWEST, MOST)
        return cls(Path(words.plain[0]), tuple(words.plain[1:]), replicates, **words.switched)
