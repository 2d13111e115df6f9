"""Arguments of ``orgchange run``: a few flags, and everything else an override for Hydra."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.errors import ScenarioError, nearest_hint

SWITCHES = {
    "-m": "multirun",
    "--multirun": "multirun",
    "--json": "as_json",
    "-h": "help",
    "--help": "help",
    "--cfg": "show",
    "-c": "show",
}
CONFIG_FOLDER = ("--config-dir", "-cd")
OPTIONAL_GROUP = "experiment="


@dataclass(frozen=True)
class RunArguments:
    """What a command line of ``run`` asks for."""

    overrides: tuple[str, ...]
    search: tuple[str, ...] = ()
    multirun: bool = False
    as_json: bool = False
    help: bool = False
    show: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "RunArguments":
        """Return the arguments read; raise ScenarioError for a flag that does not exist."""
        overrides: list[str] = []
        search: list[str] = []
        switched: dict[str, bool] = {}
        waiting = list(arguments)
        while waiting:
            argument = waiting.pop(0)
            flag, _, value = argument.partition("=")
            if flag in CONFIG_FOLDER:
                search.append(_search_path(value or (waiting.pop(0) if waiting else "")))
            elif argument in SWITCHES:
                switched[SWITCHES[argument]] = True
                if SWITCHES[argument] == "show" and waiting[:1] == ["job"]:
                    waiting.pop(0)
            elif argument.startswith("-"):
                hint = nearest_hint(argument, [*SWITCHES, *CONFIG_FOLDER])
                raise ScenarioError(f"unknown flag '{argument}'{hint}; see: orgchange run --help")
            else:
                overrides.append(f"+{argument}" if argument.startswith(OPTIONAL_GROUP) else argument)
        return cls(tuple(overrides), tuple(search), **switched)


def _search_path(folder: str) -> str:
    if not folder or not Path(folder).is_dir():
        raise ScenarioError(f"--config-dir: there is no folder '{folder}'")
    text = str(Path(folder).resolve()).replace("\\", "\\\\").replace("'", "\\'")
    return f"hydra.searchpath=['file://{text}']"
