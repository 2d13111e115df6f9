"""What a report is made from: a study read once, and what its parts ask of it again and again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path

from experiments.cases.findings import CaseAnswer, Findings, findings_of
from experiments.cases.wording import spoken
from experiments.configuration.case import CASE, Case, checked_case
from experiments.configuration.observation import BASELINE
from experiments.configuration.plans.plan import PLAN, Plan
from experiments.configuration.settings import SECTION
from experiments.discover.discovery import Discovery, discovered
from experiments.discover.regret import RegretTable
from experiments.inference.paired import Difference
from experiments.report.wording import ARM, NAMED, interventions, name_of, plan, small_metric, title, value
from experiments.results.caveats import Names
from experiments.results.replicates import replicates_in_words
from experiments.results.study import Study, StudyPoint, read_study
from experiments.sensitivity.measure import Sensitivity, sensitivities
from experiments.store.manifest import Manifest
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from experiments.wording.choices import Choice
from experiments.wording.language import localized, say
from experiments.wording.names import brief, small
from sim.errors import ScenarioError
from sim.parameters import Role
from sim.scenario import declared_parameters

HORIZON = "horizon.weeks"


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
    def valued(self) -> list[StudyPoint]:
        """Points that have a value of the study's metric, best first."""
        return [point for point in self.compared if not isnan(self.mean(point))]

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
        return self.titles.get(point.design) or (plan(point.choices, self.varied) if self.varied else say("plan.this"))

    def short(self, point: StudyPoint) -> str:
        """Return what tells a plan from the others without units, for where room is scarce."""
        if point.design in self.titles or not self.varied or self.varied in NAMED:
            return self.name(point)
        return f"“{', '.join(self._in_short(key, point.value(key)) for key in self.varied)}”"

    def _in_short(self, key: str, chosen: Choice | None) -> str:
        if isinstance(chosen, (int, float)) and not isinstance(chosen, bool):
            return f"{name_of(key)} {brief(key, chosen)}"
        return plan({} if chosen is None else {key: chosen}, [key]).strip("“”")

    @cached_property
    def titles(self) -> dict[str, str]:
        """What people call the points: titles that plans and arms were given, by address."""
        found: dict[str, str] = {}
        for point in self.study.points:
            key = next((each for each in ([ARM], [PLAN]) if self.varied == each), None)
            title = self._title(str(point.choices.get(key[0]))) if key else ""
            if title:
                found[point.design] = f"“{title}”"
        return found

    def _title(self, name: str) -> str:
        named = self.case.arms[name].title if name in self.case.arms else ""
        given = self.manifest.plans.get(name)
        return named or (given.title if given is not None else "")

    @property
    def case_arms(self) -> Mapping[str, Plan]:
        """The alternatives of the study's case by name; none where it has none that vary."""
        if self.findings is not None:
            return self.findings.case.arms
        return self.case.arms if ARM in self.varied else {}

    @cached_property
    def case(self) -> Case:
        """The case of the study."""
        return checked_case(self.manifest.configuration.get(CASE, {}))

    @property
    def names(self) -> Names:
        """What things are called in a report."""
        return Names(say("caveats.plans"), self.short, small_metric, name_of, _part, value)

    def pair(self, found: CaseAnswer) -> str:
        """Return which two arms are compared, as the beginning of a sentence."""
        one, other = found.contrast.arm or next(iter(self.case.arms), ""), found.contrast.against
        return title(say("case.pair", one=self.arm(one), other=self.arm(other)))

    def arm(self, name: str) -> str:
        """Return what an arm of a case is called."""
        if name in ("", BASELINE):
            return say(f"case.{name or 'the_plan'}")
        return self._title(name) or spoken(name)

    def mean(self, point: StudyPoint) -> float:
        """Return the mean of the study's metric."""
        return self.study.means(point)[self.metric].mean

    @cached_property
    def weeks(self) -> str:
        """How many weeks a run has, or from how few to how many where that varies."""
        found = [point.value(HORIZON) for point in self.study.points] if HORIZON in self.varied else []
        told = sorted({int(each) for each in found if isinstance(each, (int, float))}) or [self.manifest.weeks]
        ends = [localized(f"{end:,}") for end in (told[0], told[-1])]
        return ends[0] if len(told) == 1 else say("value.between", low=ends[0], high=ends[1])

    @property
    def replicates(self) -> str:
        """How many runs every plan has, in words."""
        return replicates_in_words(self.study)

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


def _part(name: str) -> str:
    """Return what a part of the success of the change is called inside a sentence."""
    return f"“{small(say(f'front.parts.{name}'))}”"


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
