"""The bench: runs designs, each once, and says by how much one exceeds another, pair by pair."""

from collections.abc import Iterable
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from experiments.cases.simulated import counted_in, is_counted
from experiments.configuration.points import Design
from experiments.configuration.settings import StudySettings
from experiments.inference.matters import matters
from experiments.inference.paired import Difference, common_rows, paired_differences
from experiments.inference.runs import Runs
from experiments.inference.shares import share_difference
from experiments.organizations.shared import Organizations
from experiments.running.execution import check_designs, run_designs
from experiments.wording.progress import Progress
from sim.errors import ScenarioError


class Bench:
    """Designs that were run with one number of replicates."""

    def __init__(self, settings: StudySettings, organizations: Organizations) -> None:
        self._settings, self._organizations = settings, organizations
        self._runs: dict[str, Runs] = {}

    @property
    def replicates(self) -> int:
        """Runs of every design."""
        return self._settings.replicates

    def takes(self, *designs: Design) -> bool:
        """Return whether the model takes some designs."""
        try:
            check_designs(designs, self._settings, self._organizations)
        except ScenarioError:
            return False
        return True

    def new(self, designs: Iterable[Design]) -> list[Design]:
        """Return the designs that have not been run, each once."""
        return list({design.address: design for design in designs if design.address not in self._runs}.values())

    def run(self, designs: Iterable[Design]) -> None:
        """Run the designs that have not been run."""
        wanted = self.new(designs)
        if not wanted:
            return
        with (
            Progress(len(wanted) * self.replicates) as progress,
            closing(run_designs(wanted, self._settings, self._organizations, progress.advance)) as results,
        ):
            for result in results:
                outcome = result.outcome
                self._runs[result.design.address] = Runs(outcome.replicates, outcome.metrics.copy(), 0)

    def runs_of(self, designs: Iterable[Design]) -> int:
        """Return how many runs of some designs ended."""
        return sum(len(self._runs[address].replicates) for address in {design.address for design in designs})

    def difference(self, one: Design, other: Design, metric: str) -> Difference:
        """Return by how much one design exceeds another, both run, on a metric."""
        confidence = self._settings.confidence
        here, there = self._runs[one.address], self._runs[other.address]
        rows, others = common_rows(here.replicates, there.replicates)
        first, second = here.named(metric)[rows], there.named(metric)[others]
        if len(rows) and is_counted(metric):
            cases = _cases(here, rows, metric), _cases(there, others, metric)
            found = share_difference(first, second, confidence, cases=cases)
        else:
            found = paired_differences(first[:, np.newaxis], second[:, np.newaxis], confidence)[0]
        return found._replace(equivalence=matters(metric, self._settings.metric, self._settings.equivalence))


def _cases(runs: Runs, rows: NDArray[np.intp], metric: str) -> float:
    counted = counted_in(runs, metric)
    return 0.0 if counted is None else float(counted[rows].sum())
