"""Arguments of ``orgchange verify``: a study, and how much of it is lived again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import ScenarioError, nearest_hint

SAMPLE = 20
COUNT, EVERYTHING = "--sample", "--all"
SWITCHES = {EVERYTHING: "everything", "--json": "as_json", "-h": "help", "--help": "help"}
SEE = "see: orgchange verify --help"


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
        folders: list[str] = []
        switched: dict[str, bool] = {}
        sample, waiting = "", list(arguments)
        while waiting:
            word = waiting.pop(0)
            flag, given, value = word.partition("=")
            if word in SWITCHES:
                switched[SWITCHES[word]] = True
            elif flag == COUNT:
                sample = value if given else "".join(waiting[:1])
                waiting = waiting if given else waiting[1:]
                _check_count(sample)
            elif word.startswith("-"):
                raise ScenarioError(f"unknown flag '{word}'{nearest_hint(word, [COUNT, *SWITCHES])}; {SEE}")
            else:
                folders.append(word)
        if switched.get("everything") and sample:
            raise ScenarioError(f"{EVERYTHING} or {COUNT}, not both; {SEE}")
        if len(folders) != 1 and not switched.get("help"):
            raise ScenarioError(f"verify which study? name one folder, such as results/amsterdam, not {len(folders)}; {SEE}")
        return cls(Path(*folders[:1]), int(sample or SAMPLE), **switched)


def _check_count(text: str) -> None:
    if not text.isdecimal() or not int(text):
        raise ScenarioError(f"{COUNT} must be a whole number from 1, not '{text}'")
