"""Runs replayed: what a study notes must give the same rows as on the day they were made."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from experiments.configuration.points import Design
from experiments.inference.weekly_bands import weekly_statistics
from experiments.organizations.shared import Organizations
from experiments.running.execution import as_known, run_one_by_one
from experiments.store.blocks import Result
from experiments.store.manifest import DesignEntry
from experiments.store.merge import MergedRuns
from experiments.store.runs_record import record_of
from sim.engine import Job, Outcome, simulate
from sim.errors import ScenarioError
from sim.scenario import Scenario


def replayed(address: str, entry: DesignEntry, replicates: Sequence[int], organizations: Organizations) -> MergedRuns:
    """Replay some replicates of a design and return what the study would keep of them, or their error."""
    design = Design(_scenario(address, entry.changes))
    groups = organizations.of(design.scenario, entry.replicates)
    outcome, errors = _outcome(design, Job(design.scenario, groups, replicates, entry.projects))
    runs = replace(record_of(Result(design, outcome, errors, seconds=0.0)), design=address)
    return MergedRuns(runs, entry, weekly_statistics(outcome.series))


def _scenario(address: str, changes: Mapping[str, object]) -> Scenario:
    try:
        return Scenario().with_values(changes)
    except ScenarioError as error:
        raise ScenarioError(f"design {address} cannot be run by this version of the model: {error}") from None


def _outcome(design: Design, job: Job) -> tuple[Outcome, dict[int, str]]:
    try:
        outcome = simulate(
            job.scenario,
            job.organizations,
            job.replicates,
            threads=os.cpu_count() or 1,
            keep_projects=job.keep_projects,
        )
    except Exception:  # noqa: BLE001 - whatever goes wrong in a run is that run's result
        result = run_one_by_one(job, design)
        return result.outcome, dict(result.errors)
    return as_known(outcome, job.scenario), {}
