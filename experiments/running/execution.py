"""Running designs: many at once on all cores, and one failed run costs nothing but itself."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from time import monotonic
from typing import cast

import numpy as np

from experiments.configuration.points import Design, tries_something, untouched
from experiments.configuration.settings import StudySettings
from experiments.inference.unknown import known
from experiments.organizations.shared import Organizations
from experiments.running.interrupts import times_told, told_since
from experiments.store.blocks import Block, Result
from experiments.wording.shortage import without_layout
from sim.compiler import is_compilation_error
from sim.engine import Job, Outcome, make_plan, simulate, simulate_many
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.scenario import Scenario
from sim.schedules import make_schedule

OF_SCHEDULES = ("organization.", "horizon.", "rollout.", "rollouts.", "intervention.", "budget.", "events.")


def check_designs(
    designs: Sequence[Design], settings: StudySettings, organizations: Organizations, fitting: set[str] | None = None
) -> None:
    """Raise ScenarioError for the first design whose scenario does not fit its organization; run nothing.

    ``fitting`` remembers what fits: of the points of a sweep, many have the same rollouts in the same organization.
    """
    fitting = set() if fitting is None else fitting
    for design in designs:
        told = repr([change for change in design.changes.items() if change[0].startswith(OF_SCHEDULES)])
        if told not in fitting:
            for organization in organizations.of(design.scenario, settings.replicates):
                make_schedule(design.scenario, organization)
            fitting.add(told)


def with_duplicates(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return blocks in their order, those that give the same runs together.

    Where nothing is tried, it does not matter how.
    """
    found: dict[object, list[Block]] = {}
    for block in blocks:
        scenario = block.design.scenario
        alike = block.design if tries_something(scenario) else Design(untouched(scenario))
        found.setdefault((alike.address, tuple(block.replicates), block.projects), []).append(block)
    return list(found.values())


def run_designs(
    designs: Sequence[Design],
    settings: StudySettings,
    organizations: Organizations,
    on_runs: Callable[[int], None] | None = None,
) -> Generator[Result]:
    """Run all replicates of designs, and yield their results in order (see ``run_blocks``)."""
    blocks = [Block(design, range(settings.replicates), settings.keep_projects) for design in designs]
    return run_blocks(blocks, settings, organizations, on_runs)


def run_blocks(
    blocks: Sequence[Block],
    settings: StudySettings,
    organizations: Organizations,
    on_runs: Callable[[int], None] | None = None,
) -> Generator[Result]:
    """Run blocks on all cores, or as many threads as the settings say, and yield their results in order.

    Where the engine fails, the runs of the next block are repeated one by one, so that each has its outcome or error.
    """
    place, runs, began, told = 0, 0, monotonic(), times_told()
    while place < len(blocks):
        jobs = (_job(block, organizations) for block in blocks[place:])
        running = cast(
            "Generator[tuple[Job, Outcome]]", simulate_many(jobs, threads=threads(settings), on_chunk=on_runs)
        )
        try:
            with closing(running) as outcomes:
                for _, outcome in outcomes:
                    runs += len(outcome.replicates)
                    yield Result(
                        blocks[place].design,
                        as_known(outcome, blocks[place].design.scenario),
                        {},
                        (monotonic() - began) / runs,
                    )
                    place += 1
        except Exception as error:
            if is_compilation_error(error) or told_since(told):
                raise
            block = blocks[place]
            yield run_one_by_one(_job(block, organizations), block.design)
            place += 1


def threads(settings: StudySettings) -> int:
    """Return on how many threads to run."""
    return settings.threads or os.cpu_count() or 1


def _job(block: Block, organizations: Organizations) -> Job:
    groups = organizations.of(block.design.scenario, max(block.replicates) + 1)
    return Job(block.design.scenario, groups, block.replicates, block.projects)


def run_one_by_one(job: Job, design: Design) -> Result:
    """Run the replicates of a job one after the other; what goes wrong with one, and at which stage, is its error."""
    ended, errors, before, told = [], {}, monotonic(), times_told()
    for replicate in job.replicates:
        try:
            ended.append(simulate(job.scenario, job.organizations, [replicate], keep_projects=job.keep_projects))
        except Exception as error:
            if told_since(told):
                raise
            errors[replicate] = f"{_stage(job, replicate)}: {type(error).__name__}: {without_layout(error)}"
    outcome = as_known(_joined(ended, job.scenario.horizon.weeks), job.scenario)
    return Result(design, outcome, errors, (monotonic() - before) / len(job.replicates))


def as_known(outcome: Outcome, scenario: Scenario) -> Outcome:
    """Return what runs of a scenario gave, with NaN for what they do not tell."""
    return replace(outcome, metrics=known(outcome.metrics, scenario.horizon.weeks, scenario.benefits.delay))


def _stage(job: Job, replicate: int) -> str:
    """Return whether a run that failed does so before its first week or while its weeks are lived."""
    try:
        make_plan(job.scenario, job.organizations[replicate % len(job.organizations)])
    except Exception:  # noqa: BLE001 - the error itself is known already
        return "preparing"
    return "running"


def _joined(outcomes: Sequence[Outcome], weeks: int) -> Outcome:
    ledgers = [outcome.projects for outcome in outcomes if outcome.projects is not None]
    return Outcome(
        np.concatenate([np.zeros(0, np.int64), *(outcome.replicates for outcome in outcomes)]),
        np.concatenate([np.zeros((0, len(METRIC_NAMES))), *(outcome.metrics for outcome in outcomes)]),
        np.concatenate(
            [np.zeros((0, weeks, len(SERIES_NAMES)), np.float32), *(outcome.series for outcome in outcomes)]
        ),
        np.concatenate(ledgers) if ledgers else None,
    )
