"""The studies in a folder, each with its state."""

from pathlib import Path

import pytest

from experiments.results.listing import study_rows
from experiments.store.manifest import MANIFEST, save_manifest
from sim.errors import ScenarioError
from tests.experiments.made import made_manifest


def test_studies_are_listed_with_their_state_the_newest_first(tmp_path: Path) -> None:
    for name, finished, started in (("old", "2026-01-02", "2026-01-01"), ("new", None, "2026-02-01")):
        (tmp_path / name).mkdir()
        save_manifest(tmp_path / name, made_manifest(name=name, finished=finished, started=started, command=("a=1",)))
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / MANIFEST).write_text("{}")
    (tmp_path / "nothing").mkdir()
    new, old, damaged = study_rows(tmp_path)
    assert (new["name"], new["state"]) == (str(tmp_path / "new"), "stopped")
    assert (old["name"], old["state"]) == (str(tmp_path / "old"), "finished")
    assert (old["replicates"], old["points"], old["command"]) == (4, 0, "orgchange run a=1")
    assert (damaged["state"], damaged["started"]) == ("cannot be read", "")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"there is no folder .*; name the one in which studies lie"):
        study_rows(tmp_path / "x")
