"""What a report is made from: a study read once, and what its parts ask of it again and again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.cases.findings import Findings, findings_of
from experiments.configuration.case import CASE
from experiments.configuration.settings import SECTION
from experiments.discover.discovery import Discovery, discovered
from experiments.discover.regret import RegretTable
from experiments.inference.paired import Difference
from experiments.report.wording import interventions, plan
from experiments.results.for_pictures import StudyData, study_data
from experiments.results.study import DIRECTIONS, Analysis, PointRuns, analyse
from experiments.sensitivity.measure import Sensitivity, sensitivities
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from sim.errors import ScenarioError
from sim.parameters import Role
from sim.scenario import declared_parameters


@dataclass(frozen=True)
class Study:
    """A study for its report.

    Its analysis, its data for pictures, what its case found, and what its policies say (None: nothing).

    ``sensitivities``: what each number decides, where it was sampled to see that; its points are no plans then.
    """

    analysis: Analysis
    data: StudyData
    findings: Findings | None
    discovery: Discovery | None
    sensitivities: Sequence[Sensitivity] = ()

    @property
    def folder(self) -> Path:
        """Where the study lies."""
        return self.analysis.folder

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the study notes about itself."""
        return self.analysis.manifest

    @property
    def metric(self) -> str:
        """Name of the metric that plans are judged by."""
        return self.analysis.metric

    @property
    def direction(self) -> int:
        """Whether more (+1) or less (-1) of it is better (0: neither)."""
        return DIRECTIONS[self.metric]

    @property
    def confidence(self) -> str:
        """Confidence of every interval."""
        return f"{100 * self.manifest['confidence']:g} %"

    @cached_property
    def varied(self) -> list[str]:
        """Keys in which the points differ; settings of the study apart."""
        return [key for key in self.manifest["varied"] if not key.startswith(f"{SECTION}.")]

    @property
    def worlds(self) -> RegretTable | None:
        """Policies over worlds; None unless something varies that nobody can choose."""
        return self.discovery.regret if self.discovery is not None else None

    @cached_property
    def uncertain(self) -> list[str]:
        """Those of the varied keys that nobody can choose."""
        if self.discovery is not None:
            return list(self.discovery.space.uncertainties)
        declared = declared_parameters()
        return [key for key in self.varied if key in declared and declared[key].role == Role.UNCERTAINTY]

    @cached_property
    def compared(self) -> list[PointRuns]:
        """Points of which runs ended, best first."""
        return [point for point in self.analysis.ranked if len(point.runs.replicates)]

    @cached_property
    def failed(self) -> int:
        """How many runs of all points failed."""
        return sum(point.runs.failed for point in self.analysis.points)

    @cached_property
    def against_baseline(self) -> dict[str, dict[str, Difference]]:
        """The paired differences to the baseline by address, where there are any."""
        found = {point.design: self.analysis.against_baseline(point) for point in self.compared}
        return {
            address: differences
            for address, differences in found.items()
            if differences and differences[self.metric].pairs
        }

    def name(self, point: PointRuns) -> str:
        """Return what tells a plan from the others."""
        return plan(point.choices, self.varied) if self.varied else "the plan"

    def mean(self, point: PointRuns) -> float:
        """Return the mean of the study's metric."""
        return self.analysis.means(point)[self.metric].mean

    @property
    def replicates(self) -> str:
        """How many runs every plan has, in words."""
        return self.data.replicates if self.data.points else "no replicates"

    @cached_property
    def tried(self) -> list[str]:
        """Names of the interventions that every plan tries."""
        points = [point["design"] for point in self.manifest["points"]]
        each = [self.manifest["designs"][design]["changes"] for design in points]
        return [
            name for name in interventions() if all(changes.get(f"intervention.{name}.strength") for changes in each)
        ]

    @property
    def asked(self) -> Sequence[str]:
        """Keys that were chosen and are the same in every point; what makes a case is told elsewhere."""
        points = self.manifest["points"]
        told = (f"{SECTION}.", f"{CASE}.")
        return [key for key in points[0]["choices"] if key not in self.manifest["varied"] and not key.startswith(told)]


def study_of(folder: Path) -> Study:
    """Read a study; raise ScenarioError where there is none that has been finished."""
    analysis = analyse(folder)
    findings = findings_of(analysis)
    decides = _sensitivities(analysis)
    discovery = _discovery(analysis) if findings is None and not decides else None
    return Study(analysis, study_data(analysis), findings, discovery, decides)


def _sensitivities(analysis: Analysis) -> Sequence[Sensitivity]:
    if (analysis.manifest.get("design") or {}).get("kind") not in (MORRIS, SOBOL_INDICES):
        return ()
    try:
        return sensitivities(analysis)
    except ScenarioError:
        return ()


def _discovery(analysis: Analysis) -> Discovery | None:
    try:
        return discovered(analysis)
    except ScenarioError:
        return None
