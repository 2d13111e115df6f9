"""Scenarios, organizations and runs without a study: for models, and for designs of one's own."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.api.frames import described
from experiments.api.running import overrides_of
from experiments.configuration.departments import recipe_told
from experiments.organizations.shared import Organizations, organization_of
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from sim.engine import Outcome
from sim.engine import simulate as simulate_outcome
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationRecipe
from sim.outcomes.dictionary import METRIC_NAMES, METRICS, SERIES, SERIES_NAMES
from sim.scenario import Scenario
from sim.state import PROJECT_FIELDS


def scenario(*overrides: str | Mapping[str, object], config_dir: str | Path = "", **choices: Any) -> Scenario:  # noqa: ANN401 - of any parameter
    """Return the scenario that overrides and choices compose, as ``run`` would run it (of a case: its ``case.arm``).

    Options go by their names (``case="amsterdam"``, ``intervention=["okr"]``), parameters by theirs
    (``{"project.size": 40}``). Raises ScenarioError for what cannot be composed.
    """
    asked = overrides_of(overrides, choices)
    folders = (Path(config_dir),) if config_dir else ()
    with hydra_started() as hydra:
        return composed_scenario(hydra, StudyRequest(asked, folders))


def organization(
    of: Scenario | None = None,
    *,
    employees: str | Path = "",
    ties: str | Path = "",
    departments: str | Path | Sequence[Mapping[str, object]] = "",
    replicate: int = 0,
) -> Organization:
    """Return the organization of a scenario (the declared one unless given), or of one's own tables.

    ``employees`` and ``ties`` name the tables, ``departments`` a table of departments or its rows, such as
    ``{"name": "Permits", "people": 250}``; without ties they are drawn. ``replicate``: whose draw of a recipe. Raises
    ScenarioError for tables that cannot be read.
    """
    wanted = of or Scenario()
    if employees or departments:
        rows = str(departments) if isinstance(departments, Path) else departments
        told = recipe_told(rows, str(employees), str(ties), []).plain()
        declared = OrganizationRecipe().plain()
        always = ("employees", "ties", "source") if employees else ()
        changed = {name: value for name, value in told.items() if value != declared[name] or name in always}
        wanted = wanted.with_values({f"organization.{name}": value for name, value in changed.items()})
    return organization_of(wanted, replicate + wanted.organization.draws, replicate)


def simulate(
    of: Scenario,
    replicates: int = 50,
    *,
    organization: Organization | None = None,
    threads: int = 0,
    keep_projects: bool = False,
) -> "Simulation":
    """Run replicates of a scenario without keeping a study, in organizations of its own unless one is given.

    The same scenario, organization, seed and replicate give the same bits, for any number of threads (0: all cores).
    """
    groups = [organization] if organization is not None else Organizations().of(of, replicates)
    numbers, cores = range(replicates), threads or os.cpu_count() or 1
    return Simulation(of, simulate_outcome(of, groups, numbers, threads=cores, keep_projects=keep_projects))


@dataclass(frozen=True)
class Simulation:
    """Runs of one scenario.

    Attributes:
        scenario: what was run.
        outcome: the arrays (``sim.engine.Outcome``).

    """

    scenario: Scenario
    outcome: Outcome

    @cached_property
    def runs(self) -> pd.DataFrame:
        """A row a run: replicate, and every metric; units in ``.attrs``."""
        frame = pd.DataFrame(self.outcome.metrics, columns=list(METRIC_NAMES))
        frame.insert(0, "replicate", self.outcome.replicates)
        return described(frame, METRICS)

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """A row a run and week: every weekly series."""
        runs, weeks, names = self.outcome.series.shape
        frame = pd.DataFrame(self.outcome.series.reshape(-1, names), columns=list(SERIES_NAMES))
        frame.insert(0, "week", np.tile(np.arange(weeks), runs))
        frame.insert(0, "replicate", np.repeat(self.outcome.replicates, weeks))
        return described(frame, SERIES)

    @cached_property
    def projects(self) -> pd.DataFrame:
        """A row a project of a run; empty unless they were kept."""
        ledgers = self.outcome.projects
        if ledgers is None:
            return pd.DataFrame()
        frame = pd.DataFrame({field.name: _told(ledgers, field) for field in PROJECT_FIELDS if field.exported})
        frame.insert(0, "project", np.tile(np.arange(ledgers.shape[1]), ledgers.shape[0]))
        frame.insert(0, "replicate", np.repeat(self.outcome.replicates, ledgers.shape[1]))
        return frame

    def to_frame(self) -> pd.DataFrame:
        """Return the runs."""
        return self.runs

    def to_dict(self) -> dict[str, Any]:
        """Return the mean of every metric."""
        return {str(name): float(mean) for name, mean in self.runs.drop(columns="replicate").mean().items()}

    def __str__(self) -> str:
        return str(self.runs.drop(columns="replicate").describe().T)

    def _repr_html_(self) -> str:
        return str(self.runs.drop(columns="replicate").describe().T.to_html(border=0))


def _told(ledgers: Any, field: Any) -> Any:  # noqa: ANN401 - records, a field of them, and its column
    column = ledgers[field.name].reshape(-1)
    return np.array(field.choices)[column] if field.choices else column
