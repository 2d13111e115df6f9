"""Mesa's own batch runner runs the model, and gives what the engine's batch gives."""

from typing import Any

import mesa
import numpy as np
import pytest

from sim.batch import batch_run
from sim.engine import simulate
from sim.errors import ScenarioError
from sim.model import OrganizationModel
from sim.outcomes.dictionary import SERIES_NAMES
from tests.scenarios import small_organization, small_scenario

SIZES = [6.0, 24.0]


def run(**more: object) -> list[dict[str, Any]]:
    parameters = {
        "scenario": small_scenario(horizon__weeks=26),
        "organization": small_organization(),
        "project.size": SIZES,
        "rollout__speed": 0.5,
        "replicate": range(2),
        **more,
    }
    return mesa.batch_run(OrganizationModel, parameters, data_collection_period=-1, display_progress=False)


def test_every_combination_is_run_to_the_horizon() -> None:
    rows = run()
    assert [(row["project.size"], row["replicate"]) for row in rows] == [
        (size, replicate) for size in SIZES for replicate in range(2)
    ]
    assert {row["week"] for row in rows} == {26}


def test_its_last_week_is_that_of_the_engine() -> None:
    rows = {(row["project.size"], row["replicate"]): row for row in run(**{"intervention.okr.strength": 1.0})}
    for size in SIZES:
        settings = small_scenario(
            horizon__weeks=26, project__size=size, rollout__speed=0.5, intervention__okr__strength=1.0
        )
        series = simulate(settings, [small_organization()], range(2)).series
        for replicate in range(2):
            last = np.array([rows[size, replicate][name] for name in SERIES_NAMES], np.float32)
            assert last.tobytes() == series[replicate, -1].tobytes()


def test_agents_are_reported_beside_the_model() -> None:
    rows = run(**{"replicate": 0, "project.size": 24.0, "agent_reporters": [{"silo": "silo"}]})
    assert len(rows) == len(OrganizationModel(rows[0]["scenario"], small_organization(), project__size=24.0).agents)
    assert sum(row["silo"] is not None for row in rows) == 60


def test_iterations_are_replicates() -> None:
    asked = {
        "scenario": small_scenario(horizon__weeks=26),
        "organization": small_organization(),
        "project.size": SIZES,
        "rollout__speed": 0.5,
    }
    rows = batch_run(asked, iterations=2)
    assert [row["iteration"] for row in rows] == [row["replicate"] for row in rows]
    assert [{**row, "iteration": 0} for row in rows] == [{**row, "iteration": 0} for row in run()]
    assert rows[0]["trust"] != rows[1]["trust"]


def test_replicates_are_not_given_twice() -> None:
    with pytest.raises(ScenarioError, match="leave the parameter 'replicate' out"):
        batch_run({"replicate": [3]}, iterations=2)
