"""Files that a study names are found by their bytes; a forged name neither waits nor leads out."""

import hashlib
import os
from pathlib import Path

import pytest

from experiments.store.inputs import KEPT, InputEntry, found_now

CONTENT = b"id,department\na,b\n"
SHA = hashlib.sha256(CONTENT).hexdigest()
EMPLOYEES = "organization.employees"


def _found(folder: Path, entry: InputEntry, named: str) -> str:
    return str(found_now(folder, {named: entry}, {EMPLOYEES: named})[EMPLOYEES])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "study" / KEPT).mkdir(parents=True)
    (tmp_path / "study" / KEPT / "copy.csv").write_bytes(CONTENT)
    (tmp_path / "outside.csv").write_bytes(CONTENT)
    return tmp_path / "study"


def test_the_copy_is_found_where_the_file_itself_is_gone(folder: Path) -> None:
    assert _found(folder, InputEntry("/gone.csv", SHA, "copy.csv"), "gone.csv") == str(folder / KEPT / "copy.csv")


@pytest.mark.parametrize("kept", ["../../outside.csv", "/dev/zero", "a\0b", "../..", "copy.csv/x"])
def test_a_copy_outside_the_folder_is_not_looked_at(folder: Path, kept: str) -> None:
    assert _found(folder, InputEntry("/gone.csv", SHA, kept), "gone.csv") == "gone.csv"


def test_a_pipe_or_a_device_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / KEPT / "pipe")
    for odd in ("/dev/zero", str(folder / KEPT / "pipe"), "a\0b", str(folder)):
        assert _found(folder, InputEntry(odd, SHA, "pipe"), odd) == odd
