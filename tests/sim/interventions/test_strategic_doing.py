"""Strategic Doing as a way of running projects: no ladder, no rollout, no novices; only chosen projects."""

import numpy as np
import pytest

from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import METRIC_NAMES
from sim.state import NEVER, PLANNED
from tests.fast_adoption import lively, metrics_of, of, weekly
from tests.scenarios import run_small

DOING = MEASURES.index("strategic_doing")
IN_PROJECTS = of("strategic_doing", strength=1.0, way="projects")


def test_nobody_is_taken_on_and_nobody_climbs() -> None:
    for _, world in weekly(lively(IN_PROJECTS)):
        assert (world.units["joined"][DOING] == NEVER).all()
        assert not world.ladders["use"].any()
        assert world.portfolio["coaching_effort"][0] == 0.0


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_a_share_of_the_projects_is_run_by_it(share: float) -> None:
    *_, (_, world) = weekly(lively(IN_PROJECTS, of("strategic_doing", share=share), {"project.size": 4.0}))
    started = world.projects[world.projects["status"] != PLANNED]
    assert (started["run_by"] == DOING).mean() == pytest.approx(share, abs=0.12)
    assert set(started["run_by"].tolist()) <= {NEVER, DOING}
    assert (started["practice"] == (started["run_by"] == DOING)).all()


def test_only_those_who_work_in_its_projects_meet() -> None:
    nobody_else = {"intervention.strategic_doing.cycle_weeks": 1, "turnover.active": False}
    for week, world in weekly(lively(IN_PROJECTS, nobody_else)):
        claimed = world.seats["claimed"] > 0.0
        if week > 0:
            assert not claimed[world.seats["project"] == NEVER].any() or world.portfolio["finished"][0] > 0


def test_no_share_of_projects_is_not_doing_it() -> None:
    without = run_small(lively({"intervention.strategic_doing.fee": 0.0}))
    none = run_small(lively(IN_PROJECTS, of("strategic_doing", share=0.0, fee=0.0)))
    assert without.series.tobytes() == none.series.tobytes()


def test_its_projects_cost_less_than_planned_more_often() -> None:
    overrun, trust = METRIC_NAMES.index("cost_overrun_first"), METRIC_NAMES.index("trust")
    outcome = run_small(lively(IN_PROJECTS), replicates=60).metrics.mean(axis=0)
    assert outcome[overrun] < metrics_of()[overrun]
    assert outcome[trust] > metrics_of()[trust]
    assert np.isfinite(outcome).all()
