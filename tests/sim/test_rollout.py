"""Rollouts: waves that grow, wait at a gate, come from volunteers, and go back to units that fell behind."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine import make_plan
from sim.errors import ScenarioError
from sim.interventions.catalogue import MEASURES
from sim.model import OrganizationModel
from sim.rollout import Order, Rollout, units_on_board
from sim.state import ADOPTED
from tests.scenarios import OKR, small_organization, small_scenario

UNITS, WEEKS = 20, 156


def lived(weeks: int = 104, **changes: Any) -> OrganizationModel:  # noqa: ANN401 - a value of any declared type
    levers = {
        "intervention.okr.strength": 1.0,
        "horizon.weeks": 156,
        **{name.replace("__", "."): value for name, value in changes.items()},
    }
    model = OrganizationModel(small_scenario().with_values(levers))
    for _ in range(weeks):
        model.step()
    return model


def joined(model: OrganizationModel, measure: str = "okr") -> NDArray[np.int64]:
    return np.asarray(model.world.units["joined"][MEASURES.index(measure)], np.int64)


def test_every_wave_is_as_many_times_the_one_before_as_growth_says() -> None:
    on_board = units_on_board(Rollout(speed=0.05, growth=2.0), UNITS, WEEKS)
    assert on_board[[0, 13, 26, 39]].tolist() == [1, 3, 7, 15]
    assert on_board[52] == UNITS


def test_growth_of_one_is_the_linear_rollout() -> None:
    assert units_on_board(Rollout(speed=0.1), UNITS, WEEKS)[[0, 13, 26]].tolist() == [2, 4, 6]


def test_a_wave_waits_at_the_gate_until_those_on_board_have_adopted() -> None:
    open_gate = lived(rollout__speed=0.25, rollout__pilot_units=0)
    gated = lived(rollout__speed=0.25, rollout__gate=0.5)
    assert joined(gated).max() > joined(open_gate).max()
    second_wave = np.unique(joined(gated))[1]
    before = lived(weeks=int(second_wave), rollout__speed=0.25, rollout__gate=0.5)
    on_board = np.isin(before.plan.chart.unit, np.flatnonzero(joined(before) == 0))
    assert (before.world.ladders["stage"][OKR][on_board] == ADOPTED).mean() >= 0.5


def test_no_wave_waits_longer_than_patience() -> None:
    never = lived(weeks=150, rollout__speed=0.25, rollout__gate=1.0, rollout__gate_patience=10)
    assert np.unique(joined(never)).tolist() == [0, 23, 46, 69]


def test_a_gate_that_is_always_open_changes_nothing() -> None:
    without, ungated = lived(rollout__gate=0.0), lived(rollout__gate=1e-9, rollout__gate_patience=0)
    assert np.array_equal(without.series, ungated.series)


def trained_only(**changes: Any) -> OrganizationModel:  # noqa: ANN401 - a value of any declared type
    nobody_tries = {f"intervention__{name}__strength": 0.0 for name in ("okr", "strategic_doing", "lean")}
    return lived(weeks=60, **nobody_tries, intervention__training__strength=1.0, rollout__speed=0.25, **changes)


def test_without_a_practice_no_wave_waits_for_adopters() -> None:
    gated = trained_only(rollout__gate=1.0, rollout__gate_patience=52)
    assert np.unique(joined(gated, "training")).tolist() == [0, 13, 26, 39]


def test_without_a_practice_no_unit_is_taken_on_again() -> None:
    assert np.unique(joined(trained_only(rollout__catch_up_weeks=9), "training")).tolist() == [0, 13, 26, 39]


def test_volunteers_are_readier_than_the_rest_but_not_in_strict_order() -> None:
    strict, volunteers = (lived(1, rollout__order=order.value) for order in (Order.READINESS, Order.VOLUNTEERS))
    chart, ready = strict.plan.chart, strict.world.seats["readiness"].astype(float)
    means = np.array([ready[chart.unit_start[u] : chart.unit_start[u + 1]].mean() for u in range(len(joined(strict)))])
    ranks = volunteers.world.units["rank"][OKR].astype(float)
    assert np.all(np.diff(means[np.argsort(strict.world.units["rank"][OKR])]) <= 1e-6)
    assert -1.0 < np.corrcoef(means, ranks)[0, 1] < 0.0


def test_a_unit_that_fell_behind_is_taken_on_again() -> None:
    hard: dict[str, Any] = {"intervention__okr__bar": 0.9, "rollout__speed": 1.0}
    once, again = lived(**hard), lived(**hard, rollout__catch_up_weeks=60)
    assert set(joined(once)) == {0}
    assert set(joined(again)) <= {0, 60}
    assert 60 in set(joined(again))


def test_what_begins_later_has_the_attention_of_a_beginning() -> None:
    changes = {"intervention.okr.strength": 1.0, "intervention.okr.start_week": 40, "horizon.weeks": 60}
    late = OrganizationModel(small_scenario().with_values(changes))
    while late.running:
        late.step()
    assert int(late.world.rollouts["start"][OKR]) == 40
    assert joined(late)[joined(late) >= 0].min() == 40


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rollouts.okr.departments": [70]}, r"^rollouts\.okr\.departments names department 70"),
        ({"rollout.departments": [70]}, r"^rollout\.departments names department 70"),
        (
            {"rollouts.lean.wave_weeks": [0], "rollouts.lean.wave_units": [99]},
            r"^rollouts\.lean\.wave_units ends at 99",
        ),
        ({"rollout.wave_weeks": [0], "rollout.wave_units": [99]}, r"^rollout\.wave_units ends at 99 units, but it is"),
    ],
)
def test_what_is_wrong_with_a_rollout_is_said_of_the_section_that_says_it(
    changes: dict[str, object], said: str
) -> None:
    tried = {"intervention.okr.strength": 1.0, "intervention.lean.strength": 1.0}
    with pytest.raises(ScenarioError, match=said):
        make_plan(small_scenario().with_values({**tried, **changes}), small_organization())
