"""A dry run: what a study would take - points, runs, time and disk - before any of it is run for good.

Time is told from a few runs of designs spread over the study, which are thrown away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from time import perf_counter
from typing import Any

from experiments.configuration.points import Design, Point
from experiments.configuration.settings import Until
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_designs, threads, with_duplicates
from experiments.running.study import RunningStudy, distinct_designs
from experiments.store.blocks import Block
from experiments.store.inventory import Inventory
from experiments.store.manifest import DesignEntry, load_manifest
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES

PROBED, PROBE_RUNS = 4, 2
# Bytes of a number, and the share of them that compression leaves, measured on studies of 24 to 400 runs.
NUMBER, KEPT = 8, 0.4


@dataclass(frozen=True)
class Forecast:
    """What a study would take.

    Attributes:
        folder: where it would be kept; ``points``: design points, ``designs``: with their baselines.
        runs: how many runs are still to be done, ``at_most`` where it stops when it knows enough.
        seconds: about how long; ``size``: about how many bytes on disk.

    """

    folder: str
    points: int
    designs: int
    runs: int
    at_most: bool
    seconds: float
    size: float


class DryRun(RunningStudy):
    """A study of which everything is checked and nothing is kept."""

    @cached_property
    def _points(self) -> list[Point]:
        """The points that were noted so far."""
        return []

    def open(self) -> Any:  # noqa: ANN401 - never returns
        """Refuse what needs results to know what to run next."""
        raise ScenarioError("--dry-run: a search chooses its points as it goes, at most hydra.sweeper.trials of them")

    def run(self, points: Sequence[Point]) -> None:
        """Note the points."""
        self._points += points

    def finish(self) -> None:
        """Keep nothing."""

    def forecast(self) -> Forecast:
        """Return what the noted points would take."""
        designs = distinct_designs(self._points)
        blocks = [Block(design, missing, projects=False) for design in designs if (missing := self._missing(design))]
        runs = sum(len(group[0].replicates) for group in with_duplicates(blocks))
        weeks = self._points[0].design.scenario.horizon.weeks
        numbers = len(METRIC_NAMES) + weeks * len(SERIES_NAMES)
        return Forecast(
            folder=str(self.settings.path),
            points=len(self._points),
            designs=len(designs),
            runs=runs,
            at_most=self.settings.until == Until.DECIDED,
            seconds=self._seconds_a_run(designs) * runs if runs else 0.0,
            size=runs * numbers * NUMBER * KEPT,
        )

    def _missing(self, design: Design) -> list[int]:
        entry = self._kept.get(design.address)
        kept = Inventory({}) if entry is None else Inventory.of_entry(entry)
        return kept.missing(self.settings.replicates, self.settings)

    @cached_property
    def _kept(self) -> Mapping[str, DesignEntry]:
        manifest = load_manifest(self.settings.path)
        return manifest.designs if manifest is not None else {}

    def _seconds_a_run(self, designs: Sequence[Design]) -> float:
        probed = designs[:: max(1, len(designs) // PROBED)][:PROBED]
        few = min(PROBE_RUNS * threads(self.settings), self.settings.replicates)
        organizations = Organizations()
        self._probe(probed, 1, organizations)  # compiled, and the organizations built
        began = perf_counter()
        return self._probe(probed, few, organizations, began)

    def _probe(
        self, designs: Sequence[Design], replicates: int, organizations: Organizations, began: float = 0.0
    ) -> float:
        settings = replace(self.settings, replicates=replicates, keep_projects=False)
        runs = sum(len(result.outcome.replicates) for result in run_designs(designs, settings, organizations))
        return (perf_counter() - began) / max(1, runs)
