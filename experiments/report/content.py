"""What a report is made from: a study read once, and what its parts ask of it again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from experiments.cases.findings import Findings, findings_of
from experiments.configuration.case import CASE
from experiments.configuration.settings import SECTION
from experiments.discover.discovery import Discovery, discovered
from experiments.discover.regret import RegretTable
from experiments.inference.paired import Difference
from experiments.report.wording import interventions, plan
from experiments.results.study import Study, StudyPoint, read_study
from experiments.sensitivity.measure import Sensitivity, sensitivities
from experiments.store.manifest import Manifest
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from sim.errors import ScenarioError
from sim.parameters import Role
from sim.scenario import declared_parameters


@dataclass(frozen=True)
class ReportContent:
    """A study for its report.

    The study, what its case found, and what its policies say (None: nothing).

    ``sensitivities``: what each number decides, where it was sampled to see that; its points are no plans then.
    """

    study: Study
    findings: Findings | None
    discovery: Discovery | None
    sensitivities: Sequence[Sensitivity] = ()

    @property
    def folder(self) -> Path:
        """Where the study lies."""
        return self.study.folder

    @property
    def manifest(self) -> Manifest:
        """What the study notes about itself."""
        return self.study.manifest

    @property
    def metric(self) -> str:
        """Name of the metric that plans are judged by."""
        return self.study.metric

    @property
    def direction(self) -> int:
        """Whether more (+1) or less (-1) of it is better (0: neither)."""
        return self.study.direction

    @property
    def confidence(self) -> str:
        """Confidence of every interval."""
        return self.study.confidence_text

    @cached_property
    def varied(self) -> list[str]:
        """Keys in which the points differ; settings of the study apart."""
        return [key for key in self.manifest.varied if not key.startswith(f"{SECTION}.")]

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
    def compared(self) -> list[StudyPoint]:
        """Points of which runs ended, best first."""
        return [point for point in self.study.ranked if point.has_runs]

    @cached_property
    def failed(self) -> int:
        """How many runs of all points failed."""
        return self.study.failed_runs

    @cached_property
    def against_baseline(self) -> dict[str, dict[str, Difference]]:
        """The paired differences to the baseline by address, where there are any."""
        found = {point.design: self.study.against_baseline(point) for point in self.compared}
        return {
            address: differences
            for address, differences in found.items()
            if differences and any(each.pairs for each in differences.values())
        }

    def name(self, point: StudyPoint) -> str:
        """Return what tells a plan from the others."""
        return plan(point.choices, self.varied) if self.varied else "the plan"

    def mean(self, point: StudyPoint) -> float:
        """Return the mean of the study's metric."""
        return self.study.means(point)[self.metric].mean

    @property
    def replicates(self) -> str:
        """How many runs every plan has, in words."""
        return self.study.replicates_text

    @cached_property
    def tried(self) -> list[str]:
        """Names of the interventions that every plan tries."""
        points = [point.design for point in self.manifest.points]
        each = [self.manifest.changes(design) for design in points]
        return [
            name for name in interventions() if all(changes.get(f"intervention.{name}.strength") for changes in each)
        ]

    @property
    def asked(self) -> Sequence[str]:
        """Keys that were chosen and are the same in every point; what makes a case is told elsewhere."""
        points = self.manifest.points
        told = (f"{SECTION}.", f"{CASE}.")
        return [key for key in points[0].choices if key not in self.manifest.varied and not key.startswith(told)]


def content_of(folder: Path) -> ReportContent:
    """Read a study; raise ScenarioError where there is none that has been finished."""
    study = read_study(folder)
    findings = findings_of(study)
    decides = _sensitivities(study)
    discovery = _discovery(study) if findings is None and not decides else None
    return ReportContent(study, findings, discovery, decides)


def _sensitivities(study: Study) -> Sequence[Sensitivity]:
    if study.manifest.design_kind not in (MORRIS, SOBOL_INDICES):
        return ()
    try:
        return sensitivities(study)
    except ScenarioError:
        return ()


def _discovery(study: Study) -> Discovery | None:
    try:
        return discovered(study)
    except ScenarioError:
        return None
