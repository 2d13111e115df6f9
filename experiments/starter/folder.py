"""A folder to begin with: an organization, two plans and a study, each commented, ready to run and to change."""

import re
from importlib.resources import files
from pathlib import Path

from experiments.wording.terminal import shell_command
from sim.errors import ScenarioError, reason

NAME = re.compile(r"[a-z][a-z0-9_]*")
PLACES = {
    "organization.yaml": "organization/NAME.yaml",
    "small_steps.yaml": "plan/small_steps.yaml",
    "all_at_once.yaml": "plan/all_at_once.yaml",
    "study.yaml": "experiment/NAME.yaml",
}


def begin(folder: Path) -> list[Path]:
    """Write the folder and return its files; raise ScenarioError where that cannot be, and leave what is there."""
    name = folder.name
    if not NAME.fullmatch(name):
        raise ScenarioError(
            f"'{name}' cannot name a folder of options; write small letters, digits and _, such as town"
        )
    if folder.exists():
        raise ScenarioError(f"{folder} is there already; give another name")
    try:
        return [_written(folder, place.replace("NAME", name), _template(file, name)) for file, place in PLACES.items()]
    except OSError as error:
        raise ScenarioError(f"cannot write into {folder} ({reason(error)}); give another name") from None


def command_of(folder: Path) -> str:
    """Return the command that runs the study of a folder."""
    return shell_command("run", "--config-dir", folder, f"+experiment={folder.name}")


def _template(file: str, name: str) -> str:
    text = files("experiments.starter").joinpath("templates", file).read_text(encoding="utf-8")
    return text.replace("NAME", name)


def _written(folder: Path, place: str, text: str) -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
