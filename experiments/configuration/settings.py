"""Settings of a study: how often it is run, what it is judged by, and where its data lies."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from experiments.configuration.case import CASE, CaseSettings, declared_case
from experiments.configuration.constraints import checked_constraints
from experiments.configuration.dates import calendar_told
from experiments.configuration.questions import checked_answers
from experiments.inference.matters import DECLARED
from experiments.input.own_metrics import OWN, declared_own, settings_text
from sim.errors import ScenarioError, nearest_hint
from sim.outcomes.dictionary import METRIC_NAMES
from sim.parameters import Declaration, Parameters, Role, declare
from sim.scenario import Scenario, declared_parameters

SECTION = "study"
FILE_NAME = re.compile(r"[A-Za-z0-9][\w.=,+-]*")


class Until(Enum):
    """When a study has enough runs."""

    BUDGET = "budget"
    DECIDED = "decided"


class StudySettings(Parameters):
    """How a study is run, compared and kept; nothing here changes what a run computes."""

    name: str = declare("name of the study; empty: made from what is asked", default="", role=Role.CONSTANT)
    folder: str = declare("folder of its data; empty: results/<name>", default="", unit="path", role=Role.CONSTANT)
    replicates: int = declare(
        "replicates of every design point, in pairs across points",
        default=50,
        unit="replicates",
        bounds=(1, 100_000),
        role=Role.CONSTANT,
    )
    until: Until = declare(
        "budget: all replicates; decided: pairs are added until every comparison is decided, replicates at most",
        default=Until.BUDGET,
        role=Role.CONSTANT,
    )
    first_look: int = declare(
        "pairs before the first look; each further look is at twice as many",
        default=8,
        unit="pairs",
        bounds=(2, 10_000),
        role=Role.CONSTANT,
    )
    equivalence: float = declare(
        "difference in the metric that makes none in practice, in its unit; 0: any makes one; -1: as declared for it",
        default=DECLARED,
        bounds=(DECLARED, 1e12),
        role=Role.CONSTANT,
    )
    threads: int = declare("threads; 0: all cores", default=0, unit="threads", bounds=(0, 1024), role=Role.CONSTANT)
    baseline: str = declare(
        "overrides that make the baseline of every point; empty: nothing is tried", default="", role=Role.CONSTANT
    )
    metric: str = declare("metric by which points are ranked", default="change_success", role=Role.CONSTANT)
    metrics: str = declare(
        "metrics of one's own by name, each with a formula over declared ones, a unit and what is better",
        default="",
        role=Role.CONSTANT,
    )
    start: str = declare(
        "day on which week 0 begins, such as 2027-01-04; plans may have dates then, and what is told has them, too",
        default="",
        unit="date",
        role=Role.CONSTANT,
    )
    council: str = declare(
        "day on which a term of the council begins, such as 2026-03-18; what is told has its terms of four years",
        default="",
        unit="date",
        role=Role.CONSTANT,
    )
    require: str = declare(
        "what a plan must keep to be recommended, with ; between, such as 'trust may not fall; failed <= 0.3'",
        default="",
        role=Role.CONSTANT,
    )
    answers: str = declare(
        "what else is answered when the runs are done, with ; between, such as 'departments; flips miscommunication'",
        default="",
        role=Role.CONSTANT,
    )
    confidence: float = declare("confidence of every interval", default=0.95, bounds=(0.5, 0.9999), role=Role.CONSTANT)
    keep_projects: bool = declare("keep the fate of every project", default=False, role=Role.CONSTANT)
    keep_inputs: bool = declare(
        "keep copies of the tables of people and ties (false: only their hashes)", default=True, role=Role.CONSTANT
    )
    pictures: bool = declare("draw pictures into the folder", default=True, role=Role.CONSTANT)

    @property
    def path(self) -> Path:
        """Folder of the study's data."""
        return Path(self.folder) if self.folder else Path("results") / self.name


def checked_settings(values: object) -> StudySettings:
    """Return checked settings; raise ScenarioError for anything that is not allowed."""
    if not isinstance(values, Mapping):
        raise ScenarioError(
            f"{SECTION} is a section with settings of its own, not a value; write {SECTION}.<setting>=..."
        )
    own = {"metrics": settings_text(values["metrics"])} if values.get("metrics") else {}
    settings = StudySettings.checked({**values, **own}, SECTION)
    declared_own(settings.metrics, "study.metrics")
    check_metric(settings.metric, "study.metric")
    calendar_told(settings.plain())
    checked_answers(settings.answers)
    checked_constraints(settings.require, "study.require", check_metric)
    if settings.name and not FILE_NAME.fullmatch(settings.name):
        raise ScenarioError(
            f"study.name must be a plain file name not '{settings.name}'; a path goes into study.folder"
        )
    return settings


def check_metric(name: str, where: str) -> None:
    """Raise ScenarioError where there is no metric of a name."""
    if name not in METRIC_NAMES and name not in OWN:
        hint = nearest_hint(name, [*METRIC_NAMES, *OWN]) or "; see: orgchange describe metrics"
        raise ScenarioError(f"{where}: there is no metric '{name}'{hint}")


@cache
def declared_everything() -> Mapping[str, Declaration]:
    """Return every parameter of a command by its dotted name: the scenario's, then the case's and the study's."""
    sections: dict[str, type[Parameters]] = {CASE: CaseSettings, SECTION: StudySettings}
    others = {
        f"{name}.{key}": declared
        for name, section in sections.items()
        for key, declared in section.declarations().items()
    }
    return {**declared_parameters(), **others}


def declared_values() -> dict[str, Any]:
    """Return the declared default of every parameter as one nested configuration."""
    return Scenario().to_mapping() | {CASE: declared_case(), SECTION: StudySettings().plain()}
