"""Runs lived again: what a study notes must give the same rows as on the day they were made."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.configuration.points import Design
from experiments.inference.weekly_bands import weekly_statistics
from experiments.organizations.shared import Organizations
from experiments.running.execution import run_one_by_one
from experiments.store.merge import Part
from sim.engine import Job, Outcome, simulate
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario


def lived_again(
    address: str, entry: Mapping[str, Any], replicates: Sequence[int], organizations: Organizations
) -> Part:
    """Live some replicates of a design again and return what the study would keep of them, or their error."""
    design = Design(_scenario(address, entry["changes"]))
    groups = organizations.of(design.scenario, entry["replicates"])
    job = Job(design.scenario, groups, replicates, entry["projects"])
    outcome, errors = _outcome(design, job)
    metrics = np.full((len(replicates), len(METRIC_NAMES)), np.nan)
    metrics[np.isin(replicates, outcome.replicates)] = outcome.metrics
    return Part(
        design=address,
        entry=dict(entry),
        errors=errors,
        seconds=0.0,
        replicates=np.array(replicates, np.int64),
        metrics=metrics,
        statistics=weekly_statistics(outcome.series),
        projects=outcome.projects if entry["projects"] else None,
        series=outcome.series if entry["full_series"] else None,
    )


def _scenario(address: str, changes: Mapping[str, object]) -> Scenario:
    try:
        return Scenario().with_values(changes)
    except ScenarioError as error:
        raise ScenarioError(f"design {address} cannot be lived by this version of the model: {error}") from None


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
    return outcome, {}
