"""The compiled week against an independent, plain one: every array, week by week, to 1e-12."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.parameters import Declaration
from sim.rollout import Order
from sim.scenario import declared_parameters
from sim.state import COLOURS, EFFECTS, MEASURE, NEVER, OUTCOMES, SHOCKS, STAGES, STATUSES, World
from tests.verification.cases import BASE, INTERVENTIONS, KNOWN, at_strength
from tests.verification.cases import CASES as SINGLE_CASES
from tests.verification.cases_of_plans import CASES_OF_PLANS
from tests.verification.organizations import Stepwise, recipe, scenario_with
from tests.verification.reference.agreement import differences
from tests.verification.reference.beginning import begin
from tests.verification.reference.effects import ORDER, open_week
from tests.verification.reference.numbers import Luck
from tests.verification.reference.plain import Place, place_of
from tests.verification.reference.week import live_week

CASES = SINGLE_CASES | CASES_OF_PLANS


def place_now(replay: Stepwise) -> Place:
    """Return a plain copy of the engine's world at the beginning of a week."""
    luck = Luck(replay.plan.seed, replay.replicate)
    return place_of(
        replay.world,
        replay.plan.chart,
        replay.scenario,
        luck,
        replay.week,
        replay.plan.schedule,
        replay.plan.silo,
    )


def check_every_week(changes: Mapping[str, object], organization: Organization, replicate: int = 0) -> Stepwise:
    """Live every week twice from the same state and compare what comes out."""
    replay = Stepwise(scenario_with(BASE, changes), organization, replicate)
    while replay.week < replay.plan.weeks:
        place = place_now(replay)
        live_week(place)
        replay.live()
        assert differences(place, replay.world) == [], f"week {place.week}"
    return replay


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_every_week_agrees(name: str) -> None:
    check_every_week(CASES[name], recipe())


def test_every_week_agrees_where_departments_have_conditions_of_their_own() -> None:
    told = {"department_workload": [0.4, 1.3], "department_growth": [-1, 0.3, 0.1], "department_legacy": [0.9, 0, -1]}
    small = {"headcount": 48, "departments": 4, "contacts": 8.0, "team_size": 5}
    values = {f"organization.{name}": value for name, value in (told | small).items()}
    organization = build_organization(scenario_with({}, values).organization, 1, 0)
    assert organization.conditions.shape == (4, 3)
    check_every_week(
        {"legacy.drag": 1.0, "workload.growth": 0.2, **at_strength(1.0, "benefits_governance")}, organization
    )


def test_every_week_agrees_where_some_hear_nobody() -> None:
    organization = recipe(48, 6, 1.0)
    assert (np.diff(organization.tie_start) == 0).any()
    check_every_week({"influence.authority": 0.0, "feedback.gain": 0.5}, organization)


def test_every_week_agrees_where_the_head_is_not_the_first_of_a_department() -> None:
    organization = recipe()
    upside_down = replace(organization, level=organization.level.max() - organization.level)
    check_every_week({**at_strength(1.0, "microprojects", "benefits_governance"), "horizon.weeks": 16}, upside_down)


@pytest.mark.long
@pytest.mark.parametrize("pair", list(combinations(ORDER, 2)), ids=" and ".join)
def test_every_pair_of_interventions_agrees(pair: tuple[str, str]) -> None:
    check_every_week(
        {**at_strength(1.0, *pair), "saturation.fatigue": 0.3, "adoption.push": 1.0}, recipe(), replicate=5
    )


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_every_week_agrees_for_longer(name: str) -> None:
    check_every_week({"horizon.weeks": 56, **CASES[name]}, recipe(60, 6, 14.0), replicate=3)


CODES = {
    ("ladders", "stage"): STAGES,
    ("projects", "status"): STATUSES,
    ("projects", "outcome"): OUTCOMES,
    ("projects", "reported"): COLOURS,
}
RARE = {
    "seats": ("claimed", "sessions", "collaboration_skill", "away_until"),
    "departments": ("legacy", "saved"),
    "projects": (
        "tracked",
        "is_micro",
        "concise",
        "audience",
        "talent",
        "practice",
        "rebaselines",
        "added_scope",
        "failed_exchanges",
        "deadline",
        "rank",
        "mandatory",
    ),
    "portfolio": (
        *("claimed_effort", "coaching_effort", "money", "hires", "watermelon_weeks"),
        *("granted", "booked", "left", "stopped", "stopped_weeks", "listed", "ranked"),
    ),
    "shocks": SHOCKS.names or (),
    "effects": EFFECTS.names or (),
    "measures": MEASURE.names or (),
    "rollouts": ("begun", "ranked", "start", "postponed", "waited"),
}


def reached(world: World) -> set[str]:
    """Return which stages, states, colours and fields that are often 0 a world has."""
    coded = {
        f"{field} {names[code]}"
        for (table, field), names in CODES.items()
        for code in getattr(world, table)[field].ravel()
    }
    return coded | {
        f"{table}.{field}" for table, fields in RARE.items() for field in fields if getattr(world, table)[field].any()
    }


@pytest.mark.long
def test_the_cases_reach_every_stage_state_colour_and_effect() -> None:
    seen: set[str] = set()
    for changes in CASES.values():
        replay = Stepwise(scenario_with(BASE, changes), recipe())
        for _ in range(replay.plan.weeks):
            before = replay.world.units["joined"].copy()
            replay.live()
            seen |= reached(replay.world)
            again = (before != NEVER) & (before != replay.world.units["joined"])
            seen |= {"taken on again"} if again.any() else set()
    coded = {f"{field} {name}" for (_, field), names in CODES.items() for name in names}
    assert seen == coded | {f"{table}.{field}" for table, fields in RARE.items() for field in fields} | {
        "taken on again"
    }


SOON = 16
COMPARED = {
    "reporting.amber",
    "reporting.red",
    "delivery.tolerance",
}  # an overrun of exactly 0 may be 1e-16 in one of two worlds

VARIED = {
    name: declared
    for name, declared in declared_parameters().items()
    if name.rpartition(".")[0] in KNOWN
    and not isinstance(declared.example, tuple)
    and not name.endswith((".silo", "rollout.start_week"))
}


def values_of(name: str, declared: Declaration) -> st.SearchStrategy[Any]:
    """Return the values a parameter may take, whole numbers up to 60 and beginnings up to ``SOON``."""
    if isinstance(declared.example, bool):
        return st.booleans()
    if isinstance(declared.example, Enum):
        return st.sampled_from([member.value for member in type(declared.example)])
    assert declared.bounds is not None
    low, high = declared.bounds
    if isinstance(declared.example, int):
        return st.integers(
            int(low), int(min(high, SOON if name.endswith(("start_week", "partners_week", "delay")) else 60))
        )
    return st.floats(max(low, 0.01) if name in COMPARED else low, high, allow_subnormal=False)


@st.composite
def points(draw: st.DrawFn) -> dict[str, object]:
    """Return a consistent point of the whole parameter space that differs from the default in some parameters."""
    names = draw(st.lists(st.sampled_from(sorted(VARIED)), max_size=12, unique=True))
    point = {name: draw(values_of(name, VARIED[name])) for name in names}
    point.update({f"{section}.strength": draw(st.sampled_from([0.0, 0.0, 0.3, 1.0])) for section in INTERVENTIONS})
    point["project.size"] = draw(st.sampled_from([2.0, 8.0, 40.0]))
    point["horizon.seed"] = draw(st.integers(0, 2**53))
    colours = sorted((point.get("reporting.amber", 0.1), point.get("reporting.red", 0.3)))
    point["reporting.amber"], point["reporting.red"] = colours
    return point


@pytest.mark.long
@settings(max_examples=8)
@given(points())
def test_every_week_agrees_anywhere(point: dict[str, object]) -> None:
    check_every_week({"horizon.weeks": 24, **point}, recipe(40, 5))


@pytest.mark.long
@settings(max_examples=28, phases=(Phase.explicit, Phase.generate))
@given(points(), st.integers(0, 2**31))
def test_every_week_agrees_anywhere_for_longer(point: dict[str, object], replicate: int) -> None:
    check_every_week({"horizon.weeks": 40, **point}, recipe(54, 6, 12.0), replicate)


@pytest.mark.parametrize("order", list(Order))
def test_the_beginning_agrees(order: Order) -> None:
    replay = Stepwise(scenario_with(BASE, {"rollout.order": order.value}), recipe(), replicate=7)
    empty = replay.plan.new_world()
    for name in ("projects", "portfolio", "rollouts"):
        getattr(empty, name)[:] = getattr(replay.plan, name)
    for name in ("ties_inside", "ties_across"):  # counted for the record only
        empty.portfolio[name] = replay.world.portfolio[name]
    plan = replay.plan
    place = place_of(empty, plan.chart, replay.scenario, Luck(plan.seed, 7), 0, plan.schedule, plan.silo)
    begin(place)
    assert differences(place, replay.world) == []
    open_week(place)
    replay.live()
    assert [unit.rank for unit in place.units[0]] == replay.world.units["rank"][0].tolist()
