"""The engine against what is known without it.

Plans kept, no ties no spread, fixed points, mean fields, conservation.
"""

from collections.abc import Mapping
from math import ceil

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.stats import chi2

from sim.organization.chart import NOBODY, Organization
from sim.state import ADOPTED, AWARE, CHALLENGED, FAILED, PROCESS, RUNNING, SILO, TRUST, TRYING, UNAWARE, UNUSED, USE
from tests.verification.organizations import (
    EQUAL_PEOPLE,
    NO_PROJECTS,
    NO_TURNOVER,
    Stepwise,
    by_hand,
    recipe,
    scenario_with,
)

QUIET = {
    **NO_TURNOVER,
    "workload.active": False,
    "exposure.active": False,
    "legacy.active": False,
    "estimation.spread": 0.0,
    "estimation.task_spread": 0.0,
    "estimation.bias": 0.0,
}


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

    @pytest.mark.parametrize("debt", [0.2, 0.9])
    def test_legacy_alone_adds_what_planners_do_not_see(self, debt: float) -> None:
        silence = {"miscommunication.active": False, "steering.active": False}
        changes = {"legacy.active": True, "legacy.debt": debt, "legacy.drag": 0.8}
        replay = Stepwise(
            scenario_with(QUIET, silence, changes, project__size=20.0, horizon__weeks=100), recipe(120, 6)
        )
        replay.live(100)
        ended = replay.world.projects[replay.world.projects["status"] > RUNNING]
        assert ended["done"] == pytest.approx(
            ended["effort"] * (1 + 0.8 * replay.world.departments["legacy"][ended["lead"]]), rel=1e-9
        )
        talk = 1 - ended["spent_coordination"] / ended["spent"]
        assert ended["spent"] - ended["budget_first"] == pytest.approx(
            (ended["done"] - ended["effort"]) / talk, rel=1e-9
        )

    def test_a_little_miscommunication_is_enough_to_leave_the_plan(self) -> None:
        replay = Stepwise(scenario_with(QUIET, project__size=80.0, horizon__weeks=100), recipe(120, 6))
        replay.live(100)
        projects = replay.world.projects
        ended = projects[(projects["status"] > RUNNING) & (projects["failed_exchanges"] > 0)]
        assert len(ended) > 0
        assert (ended["spent"] > ended["budget_first"] * (1 + 1e-9)).all()


PILOT = {
    **NO_PROJECTS,
    **NO_TURNOVER,
    "ties.active": False,
    "intervention.okr.strength": 1.0,
    "rollout.wave_weeks": [0],
    "rollout.wave_units": [1],
    "rollout.order": "chart",
    "adoption.contagion": 2.0,
    "people.threshold": 0.1,
    "horizon.weeks": 80,
}


class TestDiffusion:
    """A practice spreads along ties or not at all."""

    def users_and_others(self, organization: Organization, authority: float) -> tuple[int, int]:
        """Return how many in the pilot use the practice, and how many outside have heard of it, after all weeks."""
        replay = Stepwise(scenario_with(PILOT, influence__authority=authority), organization)
        replay.live(80)
        inside = replay.world.units["joined"][organization.unit] == 0
        return int(replay.world.traits[inside, USE].sum()), int((replay.world.seats["stage"][~inside] != UNAWARE).sum())

    def test_without_ties_only_the_pilot_hears_of_it(self) -> None:
        users, others = self.users_and_others(by_hand(4, 12, 6, lambda _i, _j: False), 0.0)
        assert users > 0
        assert others == 0

    def test_with_ties_it_leaves_the_pilot(self) -> None:
        assert self.users_and_others(by_hand(4, 12, 6, lambda i, j: (i + 5 * j) % 4 == 0), 0.0)[1] > 0

    def test_the_reporting_line_alone_carries_it_too(self) -> None:
        assert self.users_and_others(by_hand(4, 12, 6, lambda _i, _j: False), 3.0)[1] > 0


def who_listens_to_whom(
    organization: Organization, trust: NDArray[np.float64], authority: float
) -> NDArray[np.float64]:
    """Return the row-stochastic matrix of attention: ties (times trust across departments) and the own manager."""
    n = organization.headcount
    weight = np.zeros((n, n))
    for i in range(n):
        for m in range(organization.tie_start[i], organization.tie_start[i + 1]):
            j = organization.tie_target[m]
            weight[i, j] += organization.tie_weight[m] * (
                1.0 if organization.department[i] == organization.department[j] else trust[i]
            )
        if organization.manager[i] != NOBODY:
            weight[i, organization.manager[i]] += authority
    total: NDArray[np.float64] = weight.sum(axis=1, keepdims=True)
    assert (total > 0).all()
    return weight / total


SINGLE = (
    2.0**-24
)  # rounding of a trait between 0.5 and 1 when it is stored; what pulls back to the fixed point keeps it small


class TestInfluence:
    """Influence alone: x = s x0 + (1 - s) W x (Friedkin & Johnsen 1990)."""

    @pytest.mark.parametrize("stubbornness", [0.2, 0.6, 1.0])
    def test_it_converges_to_the_closed_form(self, stubbornness: float) -> None:
        alone = {
            **NO_PROJECTS,
            **NO_TURNOVER,
            "influence.stubbornness": stubbornness,
            "influence.rate": 0.5,
            "horizon.weeks": 250,
        }
        replay = Stepwise(scenario_with(alone, people__spread=0.4), recipe(60, 6, 10.0))
        start = replay.world.traits[:, : PROCESS + 1].astype(np.float64)
        replay.live(250)
        found = replay.world.traits[:, : PROCESS + 1].astype(np.float64)
        attention = who_listens_to_whom(replay.organization, found[:, TRUST], replay.scenario.influence.authority)
        expected = np.linalg.solve(np.eye(60) - (1 - stubbornness) * attention, stubbornness * start)
        assert found == pytest.approx(expected, abs=SINGLE / (0.5 * stubbornness))
        assert np.abs(found - start).max() > 0.05 or stubbornness == 1.0

    def test_with_equal_trust_attention_never_changes(self) -> None:
        alone = {**NO_PROJECTS, **NO_TURNOVER, "influence.rate": 0.5, "horizon.weeks": 100}
        replay = Stepwise(scenario_with(alone), recipe(60, 6, 10.0))
        replay.world.traits[:, TRUST] = replay.world.stances["trust_anchor"][:] = 0.5
        start = replay.world.traits[:, SILO].astype(np.float64)
        attention = who_listens_to_whom(replay.organization, np.full(60, 0.5), replay.scenario.influence.authority)
        replay.live(100)
        expected = np.linalg.solve(np.eye(60) - 0.4 * attention, 0.6 * start)
        assert replay.world.traits[:, SILO] == pytest.approx(expected, abs=SINGLE / (0.5 * 0.6))
        assert replay.world.traits[:, TRUST] == pytest.approx(0.5, abs=SINGLE / (0.5 * 0.6))


K, FIRST, WEEKS = 0.02, 0.1, 110
MIXED = {
    **NO_PROJECTS,
    **NO_TURNOVER,
    **EQUAL_PEOPLE,
    "horizon.weeks": WEEKS,
    "intervention.okr.strength": 1.0,
    "influence.authority": 0.0,
    "saturation.active": False,
    "people.readiness": 1.0,
    "people.threshold": 0.0,
    "adoption.push": 0.0,
    "adoption.contagion": K,
    "adoption.bar": 0.0,
    "adoption.noise": 0.0,
    "adoption.border": 0.0,
    "adoption.strain": 0.0,
    "adoption.relapse": 0.0,
}


class TestMeanField:
    """Everybody in contact with everybody: users u grow as du/dt = k u (1 - u) = F(u).

    Among n people the variance is V / n and the mean is off by B / n, where dV/dt = 2 F' V + F and
    dB/dt = F' B + F'' V / 2 + F, all from 0 (system-size expansion: Kurtz 1971; van Kampen 1992); the last F is there
    because nobody is a contact of their own, which makes n - 1 contacts of n people.
    """

    def shares(self, n: int, replicates: int) -> NDArray[np.float64]:
        """Return the share of users at the end of some replicates that begin with the same share of adopters."""
        organization = by_hand(1, n, 5, lambda _i, _j: True, managed=False)
        found = []
        for replicate in range(replicates):
            replay = Stepwise(scenario_with(MIXED), organization, replicate)
            users = np.arange(n) < FIRST * n
            replay.world.seats["stage"] = np.where(users, ADOPTED, AWARE)
            replay.world.traits[:, USE] = users
            replay.live(WEEKS)
            assert np.isin(replay.world.seats["stage"], (AWARE, TRYING, ADOPTED)).all()
            found.append(float(replay.world.traits[:, USE].mean()))
        return np.array(found)

    def theory(self) -> tuple[float, float, float]:
        """Return u, V and B at the end, from the differential equations."""

        def slopes(_t: float, state: NDArray[np.float64]) -> list[float]:
            u, v, b = state
            growth, slope = K * u * (1 - u), K * (1 - 2 * u)
            return [growth, 2 * slope * v + growth, slope * b - K * v + growth]

        end = solve_ivp(slopes, (0, WEEKS), [FIRST, 0.0, 0.0], rtol=1e-9, atol=1e-12).y[:, -1]
        return float(end[0]), float(end[1]), float(end[2])

    def weekly_steps(self) -> float:
        """Return the share of users at the end if they grow in weekly steps, which is what the engine does."""
        u = FIRST
        for _ in range(WEEKS):
            u = 1 - (1 - u) * np.exp(-K * u)
        return float(u)

    @pytest.mark.parametrize(
        ("n", "replicates"), [(60, 60), pytest.param(240, 40), pytest.param(960, 40, marks=pytest.mark.long)]
    )
    def test_it_follows_the_differential_equation(self, n: int, replicates: int) -> None:
        found = self.shares(n, replicates)
        share, variance, bias = self.theory()
        luck = 4 * np.sqrt(variance / n / replicates)
        assert abs(found.mean() - share - bias / n) < luck + abs(share - self.weekly_steps())
        spread = ((found - found.mean()) ** 2).sum() / (variance / n)
        low, high = (float(chi2.ppf(tail, replicates - 1)) for tail in (1e-4, 1 - 1e-4))
        assert low < spread < high


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
