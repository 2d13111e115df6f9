"""Running designs: many at once on all cores, and one failed run costs nothing but itself."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from time import monotonic
from typing import cast

import numpy as np

from experiments.organizations import Organizations
from experiments.parts import Result
from experiments.points import Design
from experiments.settings import StudySettings
from sim.engine import Job, Outcome, simulate, simulate_many
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.rollout import units_on_board


def check_designs(designs: Sequence[Design], settings: StudySettings, organizations: Organizations) -> None:
    """Raise ScenarioError for the first design whose scenario does not fit its organization; run nothing."""
    for design in designs:
        for organization in organizations.of(design.scenario, settings.replicates):
            units_on_board(design.scenario.rollout, organization.units, design.scenario.horizon.weeks)


def run_designs(
    designs: Sequence[Design], settings: StudySettings, organizations: Organizations, on_runs: Callable[[int], None] | None = None
) -> Generator[Result]:
    """Run designs on all cores, or as many threads as the settings say, and yield their results in order.

    Where the engine fails, the runs of the next design are repeated one by one, so that each has its outcome or error.
    """
    next_design, began = 0, monotonic()
    while next_design < len(designs):
        jobs = (_job(design, settings, organizations) for design in designs[next_design:])
        running = cast("Generator[tuple[Job, Outcome]]", simulate_many(jobs, threads=threads(settings), on_chunk=on_runs))
        try:
            with closing(running) as outcomes:
                for _, outcome in outcomes:
                    seconds = (monotonic() - began) / (settings.replicates * (next_design + 1))
                    yield Result(designs[next_design], outcome, {}, seconds)
                    next_design += 1
        except Exception:  # noqa: BLE001 - whatever goes wrong in a run is that run's result
            yield run_one_by_one(_job(designs[next_design], settings, organizations), designs[next_design])
            next_design += 1


def threads(settings: StudySettings) -> int:
    """Return on how many threads to run."""
    return settings.threads or os.cpu_count() or 1


def _job(design: Design, settings: StudySettings, organizations: Organizations) -> Job:
    return Job(design.scenario, organizations.of(design.scenario, settings.replicates), range(settings.replicates), settings.keep_projects)


def run_one_by_one(job: Job, design: Design) -> Result:
    """Run the replicates of a job one after another, so that one that fails costs nothing but itself."""
    ended, errors, before = [], {}, monotonic()
    for replicate in job.replicates:
        try:
            ended.append(simulate(job.scenario, job.organizations, [replicate], keep_projects=job.keep_projects))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a run is that run's result
            errors[replicate] = f"{type(error).__name__}: {error}"
    return Result(design, _joined(ended, job.scenario.horizon.weeks), errors, (monotonic() - before) / len(job.replicates))


def _joined(outcomes: Sequence[Outcome], weeks: int) -> Outcome:
    ledgers = [outcome.projects for outcome in outcomes if outcome.projects is not None]
    return Outcome(
        np.concatenate([np.zeros(0, np.int64), *(outcome.replicates for outcome in outcomes)]),
        np.concatenate([np.zeros((0, len(METRIC_NAMES))), *(outcome.metrics for outcome in outcomes)]),
        np.concatenate([np.zeros((0, weeks, len(SERIES_NAMES)), np.float32), *(outcome.series for outcome in outcomes)]),
        np.concatenate(ledgers) if ledgers else None,
    )
