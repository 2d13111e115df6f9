"""Turnover: as many leave as the hazard says, the discontent sooner, and nobody where it is switched off."""

import inspect
from math import sqrt

import numpy as np
import pytest

from sim.processes.turnover import Turnover, weekly_hazard
from tests.verification.organizations import NO_PROJECTS, QUIET, Stepwise, recipe, scenario_with

WEEKS, PEOPLE = 100, 600
CONTENT = {**NO_PROJECTS, "wellbeing.active": False, "horizon.weeks": WEEKS}  # everybody stays at medium satisfaction


def hires(**changes: object) -> int:
    replay = Stepwise(scenario_with(CONTENT, **changes), recipe(PEOPLE, 12))
    replay.live(WEEKS)
    assert replay.world.seats["people"].sum() == PEOPLE + replay.world.portfolio["hires"][0]
    return int(replay.world.portfolio["hires"][0])


@pytest.mark.parametrize("rate", [0.13, 0.52])
def test_as_many_leave_as_the_hazard_says(rate: float) -> None:
    expected = rate / 52 * WEEKS * PEOPLE  # who comes is at risk as well, so departures are a Poisson process
    assert abs(hires(turnover__annual_rate=rate) - expected) < 4 * sqrt(expected)


def test_without_a_rate_or_switched_off_nobody_leaves() -> None:
    assert hires(turnover__annual_rate=0.0) == 0
    assert hires(turnover__annual_rate=0.9, turnover__active=False) == 0


def test_the_discontent_leave_sooner() -> None:
    p, rule = Turnover(annual_rate=0.52, dissatisfaction=0.5), inspect.unwrap(weekly_hazard)
    assert [rule(satisfaction, p) for satisfaction in (0.0, 0.5, 1.0)] == pytest.approx([0.015, 0.01, 0.005])


def test_a_leaver_leaves_a_part_of_the_work_to_be_done_again() -> None:
    others = ("miscommunication", "hidden_errors", "coordination")
    simple = {"turnover.active": True, **{f"{name}.active": False for name in others}}
    replay = Stepwise(scenario_with(QUIET, simple, project__size=40.0, turnover__annual_rate=0.9), recipe(60, 5))
    projects, seats, departures = replay.world.projects, replay.world.seats, 0
    for _ in range(60):
        before, people, member_of = projects.copy(), seats["people"].copy(), seats["project"].copy()
        replay.live()
        left = np.bincount(member_of[(seats["people"] != people) & (member_of >= 0)], minlength=len(projects))
        lost = left * replay.scenario.turnover.knowledge_lost * before["done"] / before["team"]
        queued = projects["rework_known"] - before["rework_known"]
        mended = projects["spent_rework"] - before["spent_rework"]
        assert queued + mended == pytest.approx(lost, abs=1e-9)
        departures += int((lost > 0.0).sum())
    assert departures > 0
