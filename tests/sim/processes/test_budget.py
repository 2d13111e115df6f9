"""A budget stops what it pays for when it is used up, and nothing else; without one nothing changes."""

from inspect import unwrap

import numpy as np
import pytest

from sim.engine import simulate
from sim.interventions.catalogue import MEASURES
from sim.interventions.intervention import done_this_week
from sim.interventions.training import Training
from sim.outcomes.dictionary import METRIC_NAMES
from sim.processes.budget import Budget, budget_year, granted_by_week
from sim.scenario import Scenario
from tests.scenarios import small_organization, small_scenario
from tests.verification.organizations import Stepwise
from tests.verification.views import shown

WEEKS = 104
PLENTY = 1e9
SMALL = 60_000.0


def _scenario(**changes: object) -> Scenario:
    return small_scenario(
        **{
            "horizon__weeks": WEEKS,
            "intervention__okr__strength": 1.0,
            "intervention__okr__fee": 10_000.0,
            "rollout__coaches": 40.0,
            "rollout__speed": 0.2,
            **changes,
        }
    )


def _metric(scenario: Scenario, name: str) -> float:
    found = simulate(scenario, [small_organization()], range(8))
    return float(found.metrics[:, METRIC_NAMES.index(name)].mean())


def test_years_are_granted_and_the_last_budget_goes_on() -> None:
    granted = granted_by_week((10.0, 20.0), 52, 160)
    assert granted[[0, 52, 104, 156]].tolist() == [10.0, 20.0, 20.0, 20.0]
    assert granted.sum() == 70.0
    assert len(granted_by_week((), 52, 160)) == 0


def test_budget_years_begin_on_the_day_on_which_they_begin() -> None:
    granted = granted_by_week((10.0, 20.0), 26, 160)
    assert np.flatnonzero(granted).tolist() == [0, 26, 78, 130]
    years = [unwrap(budget_year)(week, 26) for week in (0, 25, 26, 77, 78)]
    assert years == [(0, 26), (0, 26), (26, 78), (26, 78), (78, 130)]
    lived = Stepwise(_scenario(budget__yearly=[1000.0, PLENTY], budget__first_year_weeks=26), small_organization())
    lived.live(26)
    assert lived.world.portfolio["stopped"][0]
    lived.live()
    assert not lived.world.portfolio["stopped"][0]


def test_more_money_than_is_needed_is_no_budget_bit_for_bit() -> None:
    none = simulate(_scenario(), [small_organization()], range(4))
    plenty = simulate(_scenario(budget__yearly=[PLENTY]), [small_organization()], range(4))
    assert none.metrics.tobytes() == plenty.metrics.tobytes()
    assert none.series.tobytes() == plenty.series.tobytes()


def test_a_small_budget_delays_a_rollout_and_is_hardly_overspent() -> None:
    free, short = _scenario(), _scenario(budget__yearly=[SMALL])
    assert _metric(free, "stopped_weeks") == 0.0
    assert _metric(short, "stopped_weeks") > 10.0
    assert _metric(short, "adopted") < _metric(free, "adopted")
    a_week = 10_000.0 * 60 / 1000 + 40.0 * 60 / 1000 * 2030
    assert _metric(short, "budget_spent") <= 2 * SMALL + a_week


def test_what_is_paid_stops_in_the_week_after_the_money_is_gone_and_goes_on_with_the_year() -> None:
    lived = Stepwise(_scenario(budget__yearly=[SMALL]), small_organization())
    stopped, money, joined = [], [], []
    for _ in range(WEEKS):
        lived.live()
        stopped.append(bool(lived.world.portfolio["stopped"][0]))
        money.append(float(lived.world.portfolio["money"][0]))
        joined.append(int((lived.world.units["joined"][0] >= 0).sum()))
    first = stopped.index(True)
    assert 0 < first < 52
    assert not stopped[52]
    assert money[51] == money[first - 1] < money[52]
    assert joined[51] == joined[first - 1] < joined[-1]
    support = Stepwise(_scenario(budget__yearly=[SMALL]), small_organization())
    support.live(first + 1)
    aboard = support.world.units[0][support.world.units["joined"][0] >= 0]
    assert set(aboard["support"].tolist()) == {np.float32(support.scenario.rollout.aftercare)}


def test_paid_projects_wait_and_mandatory_ones_do_not() -> None:
    listed = {"portfolio__efforts": [8.0] * 6, "portfolio__starts": [0, 20, 20, 21, 22, 23]}
    poor = {"budget__yearly": [1.0], "budget__project_week": 100.0}
    lived = Stepwise(
        _scenario(**listed, **poor, portfolio__mandatory=[0, 0, 0, 0, 1, 0], project__engaged_limit=1.0),
        small_organization(),
    )
    lived.live(40)
    started = lived.world.projects["status"] > 0
    assert sorted(lived.world.projects["key"][started].tolist()) == [0, 4]


def test_what_is_no_practice_pauses_where_it_costs_something() -> None:
    training = {"intervention__okr__strength": 0.0, "intervention__training__strength": 1.0, "budget__yearly": [1.0]}
    paid = _metric(_scenario(**training, intervention__training__fee=5_000.0), "training_applied")
    free = _metric(_scenario(**training), "training_applied")
    assert paid < free


@pytest.mark.parametrize("yearly", [[], [PLENTY]])
def test_prices_alone_change_nothing_but_what_is_told_to_be_spent(yearly: list[float]) -> None:
    plain = simulate(_scenario(budget__yearly=yearly), [small_organization()], range(3))
    dear = simulate(_scenario(budget__yearly=yearly, budget__coach_week=9_000.0), [small_organization()], range(3))
    differ = [name for i, name in enumerate(METRIC_NAMES) if (plain.metrics[:, i] != dear.metrics[:, i]).any()]
    assert differ == ["budget_spent"]


def test_what_is_left_of_a_year_lapses() -> None:
    lived = Stepwise(_scenario(budget__yearly=[PLENTY]), small_organization())
    lived.live(52)
    assert 0.0 < lived.world.portfolio["left"][0] < PLENTY
    lived.live()
    assert lived.world.portfolio["left"][0] == PLENTY


def test_what_was_overspent_is_missing_in_the_next_year() -> None:
    lived = Stepwise(_scenario(budget__yearly=[SMALL]), small_organization())
    lived.live(52)
    overspent = lived.world.portfolio["left"][0]
    assert overspent < 0.0
    lived.live()
    assert lived.world.portfolio["left"][0] == pytest.approx(SMALL + overspent)


def test_the_rest_of_a_rollout_moves_back_as_many_weeks_as_it_was_stopped() -> None:
    lived = Stepwise(_scenario(budget__yearly=[SMALL]), small_organization())
    lived.live(WEEKS)
    okr = MEASURES.index("okr")
    assert lived.world.portfolio["stopped_weeks"][0] > 10
    assert lived.world.rollouts["postponed"][okr] == lived.world.portfolio["stopped_weeks"][0]


@pytest.mark.parametrize(
    ("stopped", "fee", "time_week", "is_practice", "done"),
    [
        (True, 5.0, 0.0, False, 0.0),
        (True, 0.0, 5.0, False, 0.0),
        (True, 0.0, 0.0, False, 0.7),
        (True, 5.0, 5.0, True, 0.7),
        (False, 5.0, 5.0, False, 0.7),
    ],
)
def test_what_pauses_is_no_practice_and_costs_something(
    stopped: bool, fee: float, time_week: float, is_practice: bool, done: float
) -> None:
    world = Stepwise(_scenario(), small_organization()).world
    world.portfolio["stopped"] = stopped
    own, budget = Training(fee=fee), Budget(time_week=time_week)
    assert unwrap(done_this_week)(0.7, own, is_practice, budget, shown(world)) == done
