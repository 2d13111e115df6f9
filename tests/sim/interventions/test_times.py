"""A measure that is done again, or otherwise later: its strength by week, its rollout anew, and what cannot be."""

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.interventions.okr import OkrCadence
from sim.interventions.times import begins_again, strength_by_week
from sim.model import OrganizationModel
from sim.state import NEVER
from tests.scenarios import small_organization, small_scenario

LATER = {"intervention.okr.later_weeks": [6, 10, 20], "intervention.okr.later_strengths": [0.5, 0.0, 0.8]}


def test_each_strength_holds_from_its_week_on() -> None:
    p = OkrCadence(strength=1.0, start_week=2, end_week=25, later_weeks=(6, 10, 20), later_strengths=(0.5, 0.0, 0.8))
    expected = [0.0] * 2 + [1.0] * 4 + [0.5] * 4 + [0.0] * 10 + [0.8] * 5 + [0.0] * 3
    assert strength_by_week(p, 28).tolist() == expected
    assert np.flatnonzero(begins_again(p, 28)).tolist() == [20]


def test_what_is_done_once_never_begins_again() -> None:
    assert not begins_again(OkrCadence(strength=1.0, start_week=3), 20).any()
    assert not begins_again(OkrCadence(), 20).any()


def test_later_strengths_of_what_is_not_tried_change_nothing() -> None:
    assert not strength_by_week(OkrCadence(later_weeks=(5,), later_strengths=(1.0,)), 10).any()


def test_after_a_pause_units_are_taken_on_anew() -> None:
    model = OrganizationModel(
        small_scenario(horizon__weeks=40, rollout__speed=0.5).with_values({"intervention.okr.strength": 1.0, **LATER}),
        organization=small_organization(),
    )
    on_board, used = [], []
    while model.running:
        model.step()
        on_board.append(int((model.world.units["joined"][0] != NEVER).sum()))
        used.append(float(model.world.ladders["use"][0].sum()))
    half, units = -(-model.organization.units // 2), model.organization.units
    assert on_board[:13] == [half] * 13
    assert on_board[13:20] == [half] * 7, "it is at rest when the second wave is due"
    assert on_board[20:33] == [half] * 13
    assert on_board[33:] == [units] * 7
    assert model.world.rollouts["start"][0] == 20
    assert max(used[10:20]) == 0.0 < used[-1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"later_weeks": [5]}, "later_weeks has 1 entries and intervention.okr.later_strengths 0; give every week its"),
        (
            {"later_weeks": [5, 5], "later_strengths": [1, 0]},
            "must be whole weeks that rise, the first after start_week",
        ),
        ({"later_weeks": [5.5], "later_strengths": [1]}, "must be whole weeks that rise"),
        ({"start_week": 5, "later_weeks": [5], "later_strengths": [1]}, "the first after start_week = 5, not 5"),
        ({"end_week": 5, "later_weeks": [5], "later_strengths": [1]}, "week 5 is not before end_week = 5"),
    ],
)
def test_times_that_cannot_be_are_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        small_scenario().with_values({f"intervention.okr.{name}": value for name, value in changes.items()})


def test_microprojects_are_planned_once() -> None:
    with pytest.raises(ScenarioError, match=r"microprojects\.later_weeks: what it does is planned once"):
        small_scenario().with_values(
            {"intervention.microprojects.later_weeks": [5], "intervention.microprojects.later_strengths": [0.5]}
        )
