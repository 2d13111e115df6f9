"""The laboratory: runs what patterns ask for, and runs nothing twice in one command."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from experiments.organizations.shared import Organizations
from sim.engine import Outcome, simulate
from sim.organization.chart import Organization
from sim.outcomes.dictionary import WEEKLY
from sim.replay import Replay
from sim.scenario import Scenario
from sim.state import World

FEWEST = 6

Watcher = Callable[[int, World, Organization], None]


class Laboratory:
    """Runs scenarios that differ from ``base`` in named parameters; ``effort`` scales how many replicates are run."""

    def __init__(self, base: Scenario, effort: float = 1.0, threads: int = 0) -> None:
        self.base = base
        self.effort = effort
        self._threads = threads or os.cpu_count() or 1
        self._organizations = Organizations()
        self._kept: dict[Scenario, Outcome] = {}

    def replicates(self, usual: int) -> int:
        """Return how many replicates to run where ``usual`` are run at effort 1."""
        return max(FEWEST, round(usual * self.effort))

    def organizations(self, changes: Mapping[str, object], usual: int) -> Sequence[Organization]:
        """Return the organizations that such replicates live in."""
        return self._organizations.of(self.base.with_values(changes), self.replicates(usual))

    def run(self, changes: Mapping[str, object], usual: int) -> Outcome:
        """Return the outcome, projects included, of ``usual`` replicates (times effort) of the base with changes."""
        scenario, replicates = self.base.with_values(changes), self.replicates(usual)
        kept = self._kept.get(scenario)
        if kept is None or len(kept.replicates) < replicates:
            organizations = self.organizations(changes, usual)
            kept = simulate(scenario, organizations, range(replicates), threads=self._threads, keep_projects=True)
            self._kept[scenario] = kept
        return kept

    def run_in(self, organizations: Sequence[Organization], changes: Mapping[str, object], usual: int) -> Outcome:
        """Return the outcome of replicates that live in organizations of one's own."""
        scenario = self.base.with_values(changes)
        return simulate(scenario, organizations, range(self.replicates(usual)), threads=self._threads)

    def watch(self, changes: Mapping[str, object], usual: int, watchers: Callable[[int], Watcher]) -> None:
        """Replay replicates week by week.

        ``watchers(r)`` makes the function that is shown replicate r after every week.
        """
        scenario, replicates = self.base.with_values(changes), self.replicates(usual)
        organizations = self.organizations(changes, usual)
        with ThreadPoolExecutor(self._threads) as pool:
            for _ in pool.map(
                lambda r: _watch(scenario, organizations[r % len(organizations)], r, watchers(r)), range(replicates)
            ):
                pass


def _watch(scenario: Scenario, organization: Organization, replicate: int, watcher: Watcher) -> None:
    replay = Replay(scenario, organization, replicate)
    world = replay.beginning()
    for week, _ in replay.follow(world):
        watcher(week, world, organization)


def weekly(outcome: Outcome, name: str) -> NDArray[np.float64]:
    """Return one weekly series of all replicates, float64 (r, w)."""
    return outcome.series[:, :, getattr(WEEKLY, name)].astype(np.float64)
