"""Arguments of ``orgchange report``: a study, and where its report goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.commands.parser import HELP, Form
from sim.errors import ScenarioError

FILE = "report.html"
OUT = "--out"
FORM = Form("report", HELP, (OUT,))


@dataclass(frozen=True)
class ReportArguments:
    """What a command line of ``report`` asks for."""

    folder: Path
    target: Path
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "ReportArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        words = FORM.read(arguments)
        if words.help:
            return cls(Path(), Path(), help=True)
        if len(words.plain) != 1:
            raise ScenarioError(
                f"report on which study? name one folder, such as results/amsterdam, not {len(words.plain)}; {FORM.see}"
            )
        folder = Path(words.plain[0])
        return cls(folder, folder / FILE if words.given(OUT) is None else _target(words.last(OUT)))


def _target(text: str) -> Path:
    if not text or Path(text).is_dir():
        raise ScenarioError(f"{OUT} names a file, such as {OUT} {FILE}, not '{text}'")
    return Path(text)
