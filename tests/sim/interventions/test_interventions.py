"""Interventions, alone and together: nothing at strength 0, more with more strength, and nothing out of bounds."""

from collections.abc import Callable, Mapping
from enum import Enum
from itertools import combinations

import numpy as np
import pytest

from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import METRIC_NAMES
from sim.parameters import Declaration
from sim.state import NEVER, THIS_WEEK, World
from tests.fast_adoption import NAMES, REACHING_UNITS, SECTIONS, lively, metrics_of, neighbour, of, trying, weekly
from tests.scenarios import OKR, assert_same, run_small

NOT_ODD = (
    "strength",
    "later_weeks",
    "later_strengths",
)  # which only go together: tests/sim/interventions/test_times.py
TOGETHER = [*combinations(NAMES, 2), NAMES]


def odd_value(declared: Declaration) -> object:
    """Return a value that is allowed and nobody's default."""
    if isinstance(declared.default, bool):
        return not declared.default
    if isinstance(declared.default, Enum):
        return next(member.value for member in type(declared.default) if member is not declared.default)
    assert declared.bounds is not None
    low, high = declared.bounds
    return int(min(low + 7, high)) if isinstance(declared.default, int) else low + 0.37 * (high - low)


class TestStrengthZero:
    """At strength 0 no lever changes a bit."""

    def odd(self, name: str) -> dict[str, object]:
        declared = SECTIONS[name].declarations()
        return of(name, **{lever: odd_value(each) for lever, each in declared.items() if lever not in NOT_ODD})

    @pytest.mark.parametrize("name", NAMES)
    def test_alone(self, name: str) -> None:
        rollout = {
            "rollout.speed": 0.3,
            "rollout.gate": 0.4,
            "rollout.growth": 2.0,
            "rollout.catch_up_weeks": 9,
            "rollout.coaches": 3.0,
        }
        assert_same(run_small(lively()), run_small(lively(self.odd(name), rollout)))

    @pytest.mark.parametrize("name", NAMES)
    def test_beside_another_one(self, name: str) -> None:
        beside = trying(neighbour(name))
        assert_same(run_small(lively(beside)), run_small(lively(beside, self.odd(name))))

    @pytest.mark.parametrize("name", NAMES)
    def test_any_strength_above_changes_something(self, name: str) -> None:
        assert run_small(lively()).metrics.tobytes() != run_small(lively(trying(name, strength=0.01))).metrics.tobytes()


class TestBeginning:
    """What begins later leaves what came before alone, and acts with delay."""

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside another one"])
    def test_weeks_before_the_beginning_stay_bit_for_bit(self, name: str, beside: bool) -> None:
        others = trying(neighbour(name)) if beside else {}
        without, later = (
            run_small(lively(others)).series,
            run_small(lively(others, trying(name), of(name, start_week=17))).series,
        )
        assert without[:, :17].tobytes() == later[:, :17].tobytes()
        assert without[:, 17:].tobytes() != later[:, 17:].tobytes()

    ACTS: Mapping[str, Callable[[World], float]] = {
        "okr": lambda world: world.measures[THIS_WEEK]["focus"].max(),
        "training": lambda world: world.seats["collaboration_skill"].max(),
        "strategic_doing": lambda world: world.measures[THIS_WEEK]["reuse"].max(),
        "lean": lambda world: world.departments["saved"].max(),
        "benefits_governance": lambda world: world.effects[THIS_WEEK]["risk_review"],
    }

    @pytest.mark.parametrize("name", ACTS)
    def test_it_costs_from_the_start_and_acts_after_the_delay(self, name: str) -> None:
        scenario = lively(trying(name), of(name, start_week=3, delay=13), {"feedback.lesson": 0.0})
        acts = {week: self.ACTS[name](world) > 0.0 for week, world in weekly(scenario)}
        assert next(week for week, does in acts.items() if does) == 16
        claimed = [float(world.portfolio["claimed_effort"][0]) for week, world in weekly(scenario) if week < 16]
        assert claimed[2] == 0.0
        assert claimed[-1] > 0.0


SHARES = {
    "stances": ("silo_anchor", "trust_anchor", "process_anchor", "threshold"),
    "seats": ("collaboration_skill", "readiness", "job_satisfaction", "sense_of_influence", "transfer_bar"),
    "ladders": ("proficiency", "exposure", "use"),
    "units": ("support",),
    "departments": ("legacy", "saved"),
    "projects": ("practice", "concise", "audience", "talent", "reach"),
    "measures": (
        *("strength", "practice", "taken_on", "self_help", "partnering", "clarity"),
        *("independence", "modularity", "reuse", "agility", "outcome_focus"),
    ),
    "effects": ("scope_control", "estimate_care", "sponsor_care", "user_care", "tracking"),
}


def assert_in_bounds(world: World) -> None:
    for table, array in zip(World._fields, world, strict=True):
        for column in array.dtype.names or (...,):
            assert np.isfinite(array[column]).all(), f"{table}[{column}]"
    assert ((world.traits >= 0.0) & (world.traits <= 1.0)).all()
    for table, columns in SHARES.items():
        for column in columns:
            values = getattr(world, table)[column]
            assert ((values >= 0.0) & (values <= 1.0)).all(), f"{table}[{column}]"
    assert (world.seats["claimed"] >= 0.0).all()
    assert (world.seats["workload"] >= 0.0).all()


class TestTogether:
    """Any two run beside each other, and all of them."""

    @pytest.mark.parametrize("names", TOGETHER, ids=" and ".join)
    def test_nothing_leaves_its_bounds_in_any_week(self, names: tuple[str, ...]) -> None:
        for _, world in weekly(lively(trying(*names))):
            assert_in_bounds(world)

    @pytest.mark.parametrize("names", TOGETHER, ids=" and ".join)
    def test_together_is_not_one_of_them_alone(self, names: tuple[str, ...]) -> None:
        together = metrics_of(*names)
        assert np.isfinite(together).all()
        for name in names:
            assert not np.array_equal(together, metrics_of(name))

    def test_others_weaken_what_acts(self) -> None:
        alone, among = (
            [world.measures[THIS_WEEK].copy() for _, world in weekly(lively(trying(*names)))]
            for names in (("okr",), NAMES)
        )
        weight = {name: getattr(lively().intervention, name).attention for name in NAMES if name != "okr"}
        for one, together in zip(alone, among, strict=True):
            others = sum(
                each * (together[MEASURES.index(name)]["taken_on"] if name in REACHING_UNITS else 1.0)
                for name, each in weight.items()
            )
            assert together[OKR]["focus"] == pytest.approx(one[OKR]["focus"] * np.exp(-0.1 * others), rel=1e-12)
        assert {float(together[OKR]["taken_on"]) for together in among} == {0.0, 1.0}


MOVES = {
    "okr": "process_orientation",
    "training": "silo",
    "strategic_doing": "trust",
    "lean": "service_saved",
    "benefits_governance": "legacy_debt",
    "microprojects": "sense_of_influence",
}


class TestContinuity:
    """Outcomes come from those without an intervention as its strength rises from 0."""

    def assert_continuous(self, name: str, metric: str) -> None:
        """Check that the effect shrinks to nothing with strength, in steps: projects and their pieces are whole."""
        moved = [np.abs(metrics_of(name, strength=strength) - metrics_of()) for strength in (0.001, 0.01, 0.1, 1.0)]
        least, little, some, full = (float(each[METRIC_NAMES.index(metric)]) for each in moved)
        assert least < 0.1 * full
        assert little < 0.25 * full
        assert some < 0.75 * full

    @pytest.mark.parametrize(("name", "metric"), MOVES.items())
    def test_a_little_strength_has_a_little_effect(self, name: str, metric: str) -> None:
        self.assert_continuous(name, metric)

    @pytest.mark.parametrize("name", NAMES)
    def test_a_little_strength_costs_a_little_money(self, name: str) -> None:
        self.assert_continuous(name, "intervention_money")

    @pytest.mark.parametrize("name", NAMES)
    def test_a_little_strength_takes_a_little_time(self, name: str) -> None:
        self.assert_continuous(name, "intervention_effort")


def test_what_reaches_units_reaches_nobody_whose_unit_was_not_taken_on() -> None:
    for name in REACHING_UNITS:
        for week, world in weekly(lively(trying(name), {"rollout.start_week": 30, "feedback.active": False})):
            assert (world.units["joined"][MEASURES.index(name)] == NEVER).all() == (week < 30)
            if week < 30:
                assert not world.seats["claimed"].any()
                assert not world.seats["collaboration_skill"].any()
                assert not world.ladders["use"].any()
