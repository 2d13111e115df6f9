"""A practice spreads along ties, and among people who all meet it spreads as theory says."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.stats import chi2

from sim.organization.chart import Organization
from sim.state import ADOPTED, AWARE, TRYING, UNAWARE, USE
from tests.scenarios import OKR
from tests.verification.organizations import (
    EQUAL_PEOPLE,
    NO_PROJECTS,
    NO_TURNOVER,
    Stepwise,
    by_hand,
    scenario_with,
)

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
        inside = replay.world.units["joined"][OKR][organization.unit] == 0
        return int(replay.world.traits[inside, USE].sum()), int(
            (replay.world.ladders["stage"][OKR][~inside] != UNAWARE).sum()
        )

    def test_without_ties_only_the_pilot_hears_of_it(self) -> None:
        users, others = self.users_and_others(by_hand(4, 12, 6, lambda _i, _j: False), 0.0)
        assert users > 0
        assert others == 0

    def test_with_ties_it_leaves_the_pilot(self) -> None:
        assert self.users_and_others(by_hand(4, 12, 6, lambda i, j: (i + 5 * j) % 4 == 0), 0.0)[1] > 0

    def test_the_reporting_line_alone_carries_it_too(self) -> None:
        assert self.users_and_others(by_hand(4, 12, 6, lambda _i, _j: False), 3.0)[1] > 0


K, FIRST, WEEKS = 0.02, 0.1, 110
MIXED = {
    **NO_PROJECTS,
    **NO_TURNOVER,
    **EQUAL_PEOPLE,
    "horizon.weeks": 1 + WEEKS,
    "intervention.okr.strength": 1.0,
    "influence.authority": 0.0,
    "saturation.active": False,
    "people.readiness": 1.0,
    "people.threshold": 0.0,
    "adoption.push": 0.0,
    "adoption.contagion": K,
    "intervention.okr.bar": 0.0,
    "adoption.noise": 0.0,
    "intervention.okr.border": 0.0,
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
            replay.live()  # the week in which the practice begins and nobody can have tried it yet
            users = np.arange(n) < FIRST * n
            replay.world.ladders["stage"][OKR] = np.where(users, ADOPTED, AWARE)
            replay.world.ladders["use"][OKR] = replay.world.traits[:, USE] = users
            replay.live(WEEKS)
            assert np.isin(replay.world.ladders["stage"][OKR], (AWARE, TRYING, ADOPTED)).all()
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
