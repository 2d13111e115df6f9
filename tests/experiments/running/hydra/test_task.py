"""Jobs of other launchers: a task that was sent to another process finds the study's folder, or says what it misses."""

import pickle
from pathlib import Path

import pytest
from omegaconf import OmegaConf

from experiments.configuration.settings import StudySettings
from experiments.running.hydra.task import StudyTask
from experiments.running.study import RunningStudy
from sim.errors import ScenarioError


def test_task_leaves_the_study_behind_and_needs_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    sent = pickle.dumps(StudyTask(RunningStudy(StudySettings(name="x"), [], {})))
    monkeypatch.chdir(tmp_path)
    home.rmdir()
    task = pickle.loads(sent)  # noqa: S301 - made two lines above
    assert not hasattr(task, "study")
    with pytest.raises(ScenarioError, match=f"has no folder {home}: whatever runs jobs must share"):
        task(OmegaConf.create())
