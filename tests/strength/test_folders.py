"""A sample of damaged and forged folders: whatever is wrong with one is a line, never a traceback."""

import shutil
from pathlib import Path
from random import Random

import pytest

from experiments.command import main
from tests.experiments.shell import TINY, Shell
from tests.strength.forgeries import Forgery, forgeries

FORGERIES = list(forgeries(Random(5), 220))  # noqa: S311 - not for secrets
SAMPLE = dict(FORGERIES[::5])
COMMANDS = ("report", "compare", "discover", "money")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound study."""
    folder = tmp_path_factory.mktemp("sound") / "study"
    assert main(["run", "-m", *TINY, "project.size=5,20", f"study.folder={folder}"]) == 0
    return folder


@pytest.mark.parametrize(("place", "name"), list(enumerate(SAMPLE)))
def test_a_forged_folder_is_told_or_refused_in_a_line(sound: Path, shell: Shell, place: int, name: str) -> None:
    folder = shell.folder / "study"
    shutil.copytree(sound, folder)
    spoil: Forgery = SAMPLE[name]
    spoil(folder)
    said = shell(COMMANDS[place % len(COMMANDS)], str(folder))
    assert said.code in (0, 1, 2)
    assert "\x1b" not in said.out + said.err
    if said.code == 2:
        assert said.err.splitlines()[-1].startswith("orgchange: ")
