"""Arguments of ``orgchange report``: a study, and where its report goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import ScenarioError, nearest_hint

FILE = "report.html"
OUT = "--out"
HELP = ("-h", "--help")
SEE = "see: orgchange report --help"


@dataclass(frozen=True)
class ReportArguments:
    """What a command line of ``report`` asks for."""

    folder: Path
    target: Path
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "ReportArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        folders: list[str] = []
        target, waiting = "", list(arguments)
        while waiting:
            word = waiting.pop(0)
            flag, given, value = word.partition("=")
            if word in HELP:
                return cls(Path(), Path(), help=True)
            if flag == OUT:
                target = value if given else "".join(waiting[:1])
                waiting = waiting if given else waiting[1:]
                if not target or Path(target).is_dir():
                    raise ScenarioError(f"{OUT} names a file, such as {OUT} {FILE}, not '{target}'")
            elif word.startswith("-"):
                raise ScenarioError(f"unknown flag '{word}'{nearest_hint(word, [OUT, *HELP])}; {SEE}")
            else:
                folders.append(word)
        if len(folders) != 1:
            raise ScenarioError(f"report on which study? name one folder, such as results/amsterdam, not {len(folders)}; {SEE}")
        folder = Path(folders[0])
        return cls(folder, Path(target) if target else folder / FILE)
