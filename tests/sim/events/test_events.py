"""Events come when they are to, to all plans alike, do what they say, and without a chance change nothing."""

from dataclasses import fields
from importlib import import_module
from inspect import unwrap

import numpy as np
import pytest

from sim.engine import simulate
from sim.events.budget_cut import BudgetCut, share_cut
from sim.events.catalogue import Events
from sim.events.event import comes
from sim.events.leavers import WaveOfLeavers, added_hazard
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.processes.budget import Budget
from sim.scenario import Scenario
from sim.state import TRUST
from tests.scenarios import small_organization, small_scenario
from tests.verification.organizations import Stepwise

NAMES = tuple(item.name for item in fields(Events))
WEEK = 10
PEOPLE = small_organization().headcount


def _with(name: str, **values: object) -> dict[str, object]:
    return {f"events.{name}.{key}": value for key, value in {"chance": 1.0, "week": WEEK, **values}.items()}


def _scenario(changes: dict[str, object]) -> Scenario:
    return small_scenario(horizon__weeks=60, budget__yearly=[100_000.0], rollout__coaches=40.0).with_values(
        {"intervention.okr.strength": 1.0, **changes}
    )


def _bytes(changes: dict[str, object]) -> bytes:
    found = simulate(_scenario(changes), [small_organization()], range(6))
    return found.metrics.tobytes() + found.series.tobytes()


@pytest.mark.parametrize("name", NAMES)
def test_an_event_changes_what_follows_and_without_a_chance_nothing(name: str) -> None:
    nothing = _bytes({})
    assert _bytes(_with(name, chance=0.0)) == nothing
    assert _bytes(_with(name, chance=1.0)) != nothing


@pytest.mark.parametrize("name", NAMES)
def test_nothing_differs_before_an_event_comes(name: str) -> None:
    found = [simulate(_scenario(changes), [small_organization()], range(2)).series for changes in ({}, _with(name))]
    assert np.array_equal(found[0][:, :WEEK], found[1][:, :WEEK])


def test_every_event_has_a_key_of_its_own() -> None:
    modules = {import_module(type(getattr(Events(), name)).__module__) for name in NAMES}
    assert len({module.KIND for module in modules}) == len(NAMES)


def test_a_higher_chance_adds_replicates_and_keeps_those_that_met_it() -> None:
    def met(chance: float, size: float) -> list[bool]:
        changes = {**_with("scandal", chance=chance), "project.size": size}
        trust = simulate(_scenario(changes), [small_organization()], range(40)).series[:, WEEK, _column("trust")]
        calm = simulate(_scenario({"project.size": size}), [small_organization()], range(40))
        return [bool(lower) for lower in trust < calm.series[:, WEEK, _column("trust")]]

    rare, often = met(0.3, 20.0), met(0.7, 20.0)
    assert 4 <= sum(rare) < sum(often) <= 36
    assert all(later for earlier, later in zip(rare, often, strict=True) if earlier)
    assert met(0.3, 5.0) == rare, "another plan meets the same events"


def _column(name: str) -> int:
    return SERIES_NAMES.index(name)


def _before_and_after(name: str, **values: object) -> tuple[Stepwise, Stepwise]:
    """Return the same organization after the week in which an event came, or did not."""
    pair = tuple(Stepwise(_scenario(changes), small_organization()) for changes in ({}, _with(name, **values)))
    for lived in pair:
        lived.live(WEEK)
    return pair  # type: ignore[return-value]


def test_a_scandal_takes_its_share_of_everybodys_trust() -> None:
    calm, struck = _before_and_after("scandal", share=0.25)
    before = struck.world.traits[:, TRUST].mean()
    calm.live()
    struck.live()
    lost = calm.world.traits[:, TRUST].mean() - struck.world.traits[:, TRUST].mean()
    assert lost == pytest.approx(0.25 * before, rel=0.2)


def test_a_neighbours_success_wins_its_share_of_the_missing_readiness() -> None:
    calm, struck = _before_and_after("neighbours_success", share=0.5)
    missing = 1.0 - struck.world.seats["readiness"].mean()
    calm.live()
    struck.live()
    won = struck.world.seats["readiness"].mean() - calm.world.seats["readiness"].mean()
    assert won == pytest.approx(0.5 * missing, rel=0.1)


def test_who_is_ill_gives_no_time_and_the_others_of_the_department_carry_the_service() -> None:
    calm, struck = _before_and_after("sick_leave", share=0.5, weeks=4)
    calm.live()
    struck.live()
    seats = struck.world.seats
    ill = seats["away_until"] == WEEK + 4
    assert 0.3 * PEOPLE < ill.sum() < 0.7 * PEOPLE
    assert seats["workload"][~ill].mean() > 1.4 * calm.world.seats["workload"][~ill].mean()
    assert struck.world.portfolio["spent"][0] < calm.world.portfolio["spent"][0]
    struck.live(4)
    calm.live(4)
    assert seats["workload"].mean() < 1.2 * calm.world.seats["workload"].mean()


def test_everybody_ill_stops_all_projects() -> None:
    _, struck = _before_and_after("sick_leave", share=1.0, weeks=3)
    before = struck.world.portfolio["spent"][0]
    struck.live(3)
    assert struck.world.portfolio["spent"][0] == before
    struck.live()
    assert struck.world.portfolio["spent"][0] > before


def test_a_wave_of_leavers_takes_about_its_share() -> None:
    changes = _with("leavers", share=0.4, weeks=20)
    none = {"turnover.annual_rate": 0.0}
    found = simulate(_scenario({**changes, **none}), [small_organization()], range(30))
    gone = found.metrics[:, METRIC_NAMES.index("newcomers")].mean()
    assert gone == pytest.approx(-np.log(0.6), abs=0.06), "newcomers can leave, too: hazards add up"
    hazard = unwrap(added_hazard)(WaveOfLeavers(share=0.4, weeks=20))
    assert 1.0 - np.exp(-20 * hazard) == pytest.approx(0.4)


def test_successors_come_when_a_freeze_is_over() -> None:
    changes = {**_with("hiring_freeze", weeks=30), "turnover.annual_rate": 0.8}
    frozen = Stepwise(_scenario(changes), small_organization())
    frozen.live(WEEK)
    assert not frozen.world.seats["away_until"].any()
    frozen.live(20)
    empty = frozen.world.seats["away_until"] > 0
    assert empty.any()
    assert set(frozen.world.seats["away_until"][empty].tolist()) == {WEEK + 30}


def test_a_surge_multiplies_demand_while_it_lasts() -> None:
    calm, struck = _before_and_after("demand_surge", share=0.5, weeks=2)
    for factor in (1.3, 1.3, 0.99):
        calm.live()
        struck.live()
        ratio = struck.world.seats["workload"].mean() / calm.world.seats["workload"].mean()
        assert factor < ratio < factor + 0.2


def test_a_new_direction_takes_sponsors() -> None:
    calm, struck = _before_and_after("new_direction", share=1.0)
    calm.live()
    struck.live()
    running = struck.world.running[: struck.world.portfolio["running"][0]]
    assert len(running) > 0
    assert not struck.world.projects["sponsored"][running].any()
    assert calm.world.projects["sponsored"][running].any()


def test_a_reorganization_touches_whole_departments() -> None:
    calm, struck = _before_and_after("reorganization", share=0.5, mistrust=0.5, weeks=3)
    calm.live()
    struck.live()
    lost = calm.world.traits[:, TRUST] - struck.world.traits[:, TRUST] > 0.1
    department = small_organization().department
    touched = {int(d) for d in department[lost]}
    assert 0 < len(touched) < small_organization().departments
    assert all(lost[department == d].mean() > 0.8 for d in touched)


@pytest.mark.parametrize(
    ("week", "begins", "weeks", "first_year", "share"),
    [
        (0, 0, 52, 52, 0.2),
        (26, 26, 52, 52, 0.1),
        (52, 26, 52, 52, 0.1),
        (60, 60, 4, 52, 0.2 * 4 / 52),
        (104, 26, 52, 52, 0.0),
        (0, 0, 52, 26, 0.2),
        (26, 0, 52, 26, 0.1),
    ],
)
def test_a_cut_takes_its_share_of_the_weeks_that_it_covers(
    week: int, begins: int, weeks: int, first_year: int, share: float
) -> None:
    cut, budget = BudgetCut(week=begins, weeks=weeks, share=0.2), Budget(first_year_weeks=first_year)
    assert unwrap(share_cut)(week, cut, budget) == pytest.approx(share)


def test_chance_is_a_share_of_replicates() -> None:
    luck = np.zeros(4000, [("seed", np.uint64), ("replicate", np.uint64)])
    luck["replicate"] = np.arange(4000)
    assert np.mean([unwrap(comes)(3, 0.25, one) for one in luck]) == pytest.approx(0.25, abs=0.03)


def test_what_happened_in_one_replicate_is_forgotten_in_the_next() -> None:
    late = {"week": 9, "weeks": 500}
    lasting = ("sick_leave", "hiring_freeze", "leavers", "demand_surge", "budget_cut")
    changes = {key: value for name in lasting for key, value in _with(name, **late).items()}
    scenario = _scenario({**changes, "horizon.weeks": 12, "events.sick_leave.share": 0.5, "turnover.annual_rate": 0.9})
    after_another = simulate(scenario, [small_organization()], [0, 1]).series[1]
    assert after_another.tobytes() == simulate(scenario, [small_organization()], [1]).series[0].tobytes()
