"""The engine against what is known without it.

Plans kept, and conservation. What single mechanisms must come to stands beside their tests.
"""

from collections.abc import Mapping
from math import ceil

import numpy as np
import pytest

from sim.state import CHALLENGED, FAILED, RUNNING, UNUSED
from tests.verification.organizations import QUIET, Stepwise, recipe, scenario_with


class TestZeroNoise:
    """Nothing unforeseen, nobody misunderstood: every project ends exactly on plan."""

    @pytest.mark.parametrize(
        "silence",
        [{"miscommunication.active": False}, {"miscommunication.base": 0.0, "people.silo": 0.0, "people.trust": 1.0}],
    )
    @pytest.mark.parametrize("size", [5.0, 20.0, 80.0, 320.0])
    def test_every_project_ends_on_plan(self, size: float, silence: Mapping[str, object]) -> None:
        scenario = scenario_with(
            QUIET, silence, project__size=size, project__share=320.0 * 6 / (120 * 200), horizon__weeks=200
        )
        replay = Stepwise(scenario, recipe(120, 6))
        replay.live(200)
        projects = replay.world.projects
        ended = projects[projects["status"] > RUNNING]
        assert len(ended) >= 3
        assert ended["spent"] == pytest.approx(ended["budget_first"], rel=1e-9)
        assert ended["elapsed_weeks"] == pytest.approx(ended["planned_weeks_first"], rel=1e-9)
        assert (ended["finish"] - ended["start"] + 1).tolist() == [
            ceil(weeks - 1e-9) for weeks in ended["planned_weeks_first"]
        ]
        assert not ended["rework_known"].any()
        assert not ended["hidden"].any()
        assert not ended["rebaselines"].any()

    def test_a_little_miscommunication_is_enough_to_leave_the_plan(self) -> None:
        replay = Stepwise(scenario_with(QUIET, project__size=80.0, horizon__weeks=100), recipe(120, 6))
        replay.live(100)
        projects = replay.world.projects
        ended = projects[(projects["status"] > RUNNING) & (projects["failed_exchanges"] > 0)]
        assert len(ended) > 0
        assert (ended["spent"] > ended["budget_first"] * (1 + 1e-9)).all()


class TestConservation:
    """Work is neither lost nor made: what is spent, wanted, engaged and wrong adds up every week."""

    @pytest.mark.parametrize("size", [3.0, 25.0, 120.0])
    def test_effort_adds_up_every_week(self, size: float) -> None:
        changes = {
            "intervention.okr.strength": 1.0,
            "miscommunication.base": 0.15,
            "turnover.annual_rate": 0.4,
            "project.share": 0.2,
        }
        replay = Stepwise(scenario_with(changes, project__size=size, horizon__weeks=90), recipe(60, 5))
        world = replay.world
        total = float(world.portfolio["wanted_work"][0])
        assert world.projects["effort"].sum() == pytest.approx(total, rel=1e-12)
        for _ in range(90):
            replay.live()
            projects, portfolio = world.projects, world.portfolio[0]
            parts = sum(projects[f"spent_{part}"] for part in ("startup", "progress", "rework", "coordination"))
            assert projects["spent"] == pytest.approx(parts, rel=1e-10)
            assert portfolio["spent"] == pytest.approx(projects["spent"].sum(), rel=1e-10)
            assert (projects["hidden"] <= projects["done"]).all()
            assert (projects["done"] <= projects["scope"] + 1e-9).all()
            assert (projects["startup_left"] >= 0).all()
            assert (projects["rework_known"] >= 0).all()
            running = projects[projects["status"] == RUNNING]
            assert portfolio["engaged"] == running["team"].sum() == (world.seats["project"] >= 0).sum()
            assert world.departments["projects"].sum() == running["departments"].sum()
        assert (world.projects["spent_rework"] > 0).any()

    def test_whatever_ends_has_one_outcome(self) -> None:
        replay = Stepwise(
            scenario_with(project__size=6.0, project__share=0.2, horizon__weeks=90, delivery__refusal=0.6),
            recipe(60, 5),
        )
        replay.live(90)
        ended = replay.world.projects[replay.world.projects["status"] > RUNNING]
        failed = ended["status"] >= UNUSED
        assert ((ended["outcome"] == FAILED) == failed).all()
        assert (ended["outcome"] > 0).all()
        assert ((ended["benefit_rate"] > 0) == ~failed).all()
        late = (
            np.maximum(ended["spent"] / ended["budget_first"], ended["elapsed_weeks"] / ended["planned_weeks_first"])
            > 1.15
        )
        assert late[~failed].any()
        assert (ended["outcome"][~failed & late] == CHALLENGED).all()
        assert replay.world.portfolio["delivered_work"][0] == pytest.approx(ended["effort"][~failed].sum())
