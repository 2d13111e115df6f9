"""The engine: many replicates at once, compiled, on all cores, and the same week one step at a time.

A replicate is a pure function of (scenario, organization, seed, replicate). Threads take replicates in chunks; each
writes only rows of its own, so that results do not depend on how many threads there are or on which was first.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from sim.compiler import entry_point, is_kept, kernel, step
from sim.events.catalogue import nothing_has_happened
from sim.interventions.microprojects import Microprojects, mark_microprojects, stream_of
from sim.organization.chart import Organization
from sim.organization.measures import network_measures
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.outcomes.record import measure_standing_ties
from sim.outcomes.summary import summarize
from sim.processes.exposure import draw_election
from sim.processes.ladders import clear_ladders
from sim.processes.legacy import draw_legacy
from sim.processes.listed_portfolio import ListedProjects, PlannedProjects, asked_by_luck, plan_listed
from sim.processes.people import fill_seats, mean_silo
from sim.processes.portfolio import ProjectPlan, plan_portfolio, total_work
from sim.processes.staffing import clear_departments
from sim.scenario import Scenario, parameter_record
from sim.schedules import first_rollouts, make_schedule
from sim.state import NEVER, PORTFOLIO, PROJECT, Array, Chart, Schedule, World, chart_of, empty_world
from sim.streams import LUCK
from sim.taking_on import nobody_on_board
from sim.week import live_week

CHUNK = 4
AHEAD = 8
PLANS_KNOWN = 8
_CHARTS: WeakKeyDictionary[Organization, Chart] = WeakKeyDictionary()
_RATIOS: WeakKeyDictionary[Organization, float] = WeakKeyDictionary()


@dataclass(frozen=True)
class Plan:
    """A scenario made ready for one organization: everything a replicate needs that is not luck."""

    weeks: int
    seed: int
    chart: Chart
    parameters: Any
    projects: NDArray[np.void]
    portfolio: NDArray[np.void]
    rollouts: NDArray[np.void]
    schedule: Schedule
    silo: float
    organization: Organization

    def new_world(self, *, in_columns: bool = False) -> World:
        """Return an empty world with room for this plan's projects; ``in_columns``: for compiled code alone."""
        places = int(self.projects["team"].sum()) if len(self.projects) else 0
        return empty_world(self.organization, len(self.rollouts), len(self.projects), places, in_columns=in_columns)


@dataclass(frozen=True)
class Outcome:
    """What ``r`` replicates of ``w`` weeks gave.

    Attributes:
        replicates: int64 (r), the numbers of the replicates.
        metrics: float64 (r, len(METRICS)).
        series: float32 (r, w, len(SERIES)).
        projects: PROJECT records (r, p), or None unless they were asked for.

    """

    replicates: NDArray[np.int64]
    metrics: NDArray[np.float64]
    series: NDArray[np.float32]
    projects: NDArray[np.void] | None


def _starting_silo(scenario: Scenario, organization: Organization) -> float:
    """Return the mean silo: as told, or from the density ratio of the recipe or of the network that was imported."""
    if scenario.people.silo >= 0:
        return scenario.people.silo
    ratio = scenario.organization.silo_ratio
    if organization.imported:
        measured = _measured_ratio(organization)
        ratio = ratio if math.isnan(measured) else measured
    return _mean_silo(ratio)


_mean_silo = lru_cache(PLANS_KNOWN)(mean_silo)


def _measured_ratio(organization: Organization) -> float:
    """Return the density ratio of a network, measured once: every scenario of a sweep asks for it."""
    if organization not in _RATIOS:
        _RATIOS[organization] = network_measures(organization).density_ratio
    return _RATIOS[organization]


def make_plan(scenario: Scenario, organization: Organization) -> Plan:
    """Make a scenario ready for an organization; raise ScenarioError where they do not fit each other."""
    return make_plans(scenario, [organization])[0]


def make_plans(scenario: Scenario, organizations: Sequence[Organization]) -> list[Plan]:
    """Make a scenario ready for organizations, which share what does not depend on them."""
    parameters, rollouts = parameter_record(scenario), first_rollouts(scenario)
    return [_plan(scenario, organization, parameters, rollouts) for organization in organizations]


def _plan(scenario: Scenario, organization: Organization, parameters: np.void, rollouts: NDArray[np.void]) -> Plan:
    weeks, people = scenario.horizon.weeks, organization.headcount
    wanted, portfolio = _wanted(
        scenario.project,
        scenario.portfolio,
        scenario.intervention.microprojects,
        people,
        organization.departments,
        weeks,
    )
    schedule = make_schedule(scenario, organization)
    return Plan(
        weeks=weeks,
        seed=scenario.horizon.seed,
        chart=_chart(organization),
        parameters=parameters,
        projects=wanted.projects,
        portfolio=portfolio,
        rollouts=rollouts,
        schedule=schedule._replace(asked=wanted.asked),
        silo=_starting_silo(scenario, organization),
        organization=organization,
    )


def _chart(organization: Organization) -> Chart:
    if organization not in _CHARTS:
        _CHARTS[organization] = chart_of(organization)
    return _CHARTS[organization]


@lru_cache(PLANS_KNOWN)
def _wanted(
    p: ProjectPlan, listed: ListedProjects, micro: Microprojects, people: int, departments: int, weeks: int
) -> tuple[PlannedProjects, NDArray[np.void]]:
    """Return the projects of a run, and what is known of all together.

    Neighbouring points of a sweep mostly share both; nobody writes into them.
    """
    if listed.efforts:
        plan = plan_listed(listed, p, people, departments, weeks)
        mark_microprojects(plan.projects, micro)
        return plan, _first_portfolio(plan.projects, listed=True, work=plan.projects["effort"].sum())
    projects = plan_portfolio(p, stream_of(micro, p, people, weeks), people, departments, weeks)
    portfolio = _first_portfolio(projects, listed=False, work=total_work(p, people, weeks))
    return PlannedProjects(projects, asked_by_luck(projects)), portfolio


def _first_portfolio(projects: NDArray[np.void], *, listed: bool, work: float) -> NDArray[np.void]:
    """Return what is known of all projects together before the first week, a PORTFOLIO record (1)."""
    portfolio = np.zeros(1, PORTFOLIO)
    portfolio["leading"] = NEVER
    portfolio["wanted"] = len(projects)
    portfolio["listed"] = listed
    portfolio["ranked"] = len(np.unique(projects["rank"])) > 1 or projects["mandatory"].any()
    portfolio["wanted_work"] = work
    return portfolio


@kernel
def copy_rows(source: Array, target: Array) -> None:
    """Copy every record of ``source`` into ``target``."""
    for row in range(len(source)):
        target[row] = source[row]


@step
def _begin(
    world: World,
    chart: Chart,
    p: Scenario,
    projects: Array,
    portfolio: Array,
    rollouts: Array,
    silo: float,
    luck: Array,
) -> None:
    clear_ladders(world)
    copy_rows(projects, world.projects)
    copy_rows(portfolio, world.portfolio)
    copy_rows(rollouts, world.rollouts)
    clear_departments(world)
    nothing_has_happened(world)
    nobody_on_board(world)
    fill_seats(world, chart, p.people, silo, luck)
    draw_election(world, p.exposure, luck)
    draw_legacy(world, chart, p.legacy, luck)
    measure_standing_ties(world, chart)


@entry_point
def begin(
    world: World,
    chart: Chart,
    p: Scenario,
    projects: Array,
    portfolio: Array,
    rollouts: Array,
    silo: float,
    luck: Array,
) -> None:
    """Set a world to the state before the first week."""
    _begin(world, chart, p, projects, portfolio, rollouts, silo, luck)


@entry_point
def some_weeks(
    first: int,
    end: int,
    world: World,
    chart: Chart,
    p: Scenario,
    schedule: Schedule,
    silo: float,
    luck: Array,
    row: Array,
) -> None:
    """Live the weeks from ``first`` on and before ``end``; ``row`` holds the record of the last."""
    for week in range(first, end):
        live_week(week, world, chart, p, schedule, silo, luck, row)


def one_week(
    week: int, world: World, chart: Chart, p: Scenario, schedule: Schedule, silo: float, luck: Array, row: Array
) -> None:
    """Live one week; the stepwise face of the engine."""
    some_weeks(week, week + 1, world, chart, p, schedule, silo, luck, row)


@entry_point
def metrics_of(weeks: int, world: World, chart: Chart, p: Scenario, series: Array, out: Array) -> None:
    """Write the metrics of a world that lived ``weeks`` weeks into ``out``; the other half of the stepwise face."""
    summarize(weeks, world, chart, p.delivery, p.benefits, p.change_success, p.budget, series, out)


@entry_point
def _run_replicates(
    world: World,
    chart: Chart,
    p: Scenario,
    projects: Array,
    portfolio: Array,
    rollouts: Array,
    schedule: Schedule,
    silo: float,
    lucks: Array,
    metrics: Array,
    series: Array,
    ledgers: Array,
) -> None:
    weeks = schedule.on_board.shape[1]
    rows = np.zeros((weeks, series.shape[2]))
    for r in range(len(lucks)):
        _begin(world, chart, p, projects, portfolio, rollouts, silo, lucks[r])
        for week in range(weeks):
            live_week(week, world, chart, p, schedule, silo, lucks[r], rows[week])
        summarize(weeks, world, chart, p.delivery, p.benefits, p.change_success, p.budget, rows, metrics[r])
        for week in range(weeks):
            for column in range(series.shape[2]):
                series[r, week, column] = rows[week, column]
        if len(ledgers) > 0:
            copy_rows(world.projects, ledgers[r])


def lucks_of(seed: int, replicates: NDArray[np.int64]) -> NDArray[np.void]:
    """Return the key records, LUCK (r), of some replicates of a study."""
    lucks = np.zeros(len(replicates), LUCK)
    lucks["seed"] = seed
    lucks["replicate"] = replicates
    return lucks


def run_chunk(plan: Plan, replicates: NDArray[np.int64], *, keep_projects: bool) -> Outcome:
    """Run some replicates of a plan in one compiled call, on the calling thread."""
    r = len(replicates)
    metrics = np.zeros((r, len(METRIC_NAMES)))
    series = np.zeros((r, plan.weeks, len(SERIES_NAMES)), np.float32)
    ledgers = np.zeros((r if keep_projects else 0, len(plan.projects)), PROJECT)
    lucks = lucks_of(plan.seed, replicates)
    _run_replicates(
        plan.new_world(in_columns=True),
        plan.chart,
        plan.parameters,
        plan.projects,
        plan.portfolio,
        plan.rollouts,
        plan.schedule,
        plan.silo,
        lucks,
        metrics,
        series,
        ledgers,
    )
    return Outcome(replicates, metrics, series, ledgers if keep_projects else None)


@dataclass(frozen=True)
class Job:
    """One scenario with the organizations its replicates share.

    Replicate r lives in organization r modulo their number.
    """

    scenario: Scenario
    organizations: Sequence[Organization]
    replicates: Sequence[int]
    keep_projects: bool = False


def simulate(
    scenario: Scenario,
    organizations: Sequence[Organization],
    replicates: Sequence[int],
    *,
    threads: int = 1,
    keep_projects: bool = False,
) -> Outcome:
    """Run replicates of one scenario and return their outcome in the order of ``replicates``."""
    job = Job(scenario, organizations, replicates, keep_projects)
    return next(outcome for _, outcome in simulate_many([job], threads=threads))


def simulate_many(
    jobs: Iterable[Job], *, threads: int = 1, on_chunk: Callable[[int], None] | None = None
) -> Iterator[tuple[Job, Outcome]]:
    """Run jobs on ``threads`` threads and yield each with its outcome, in the order given.

    ``on_chunk`` is told the number of runs whenever some have finished. Closing the iterator drops what has not begun.
    """
    pool = ThreadPoolExecutor(threads)
    ahead: deque[tuple[Job, list[Future[Outcome]]]] = deque()
    try:
        for job in jobs:
            ahead.append((job, _submit(job, pool, on_chunk)))
            if len(ahead) > AHEAD:
                yield _collected(ahead.popleft())
        while ahead:
            yield _collected(ahead.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(job: Job, pool: ThreadPoolExecutor, on_chunk: Callable[[int], None] | None) -> list[Future[Outcome]]:
    numbers = np.asarray(job.replicates, np.int64)
    plans = make_plans(job.scenario, job.organizations)
    futures = []
    for draw, plan in enumerate(plans):
        mine = numbers[numbers % len(plans) == draw]
        chunks = [mine[first : first + CHUNK] for first in range(0, len(mine), CHUNK)]
        futures += [pool.submit(_run_and_tell, plan, chunk, job.keep_projects, on_chunk) for chunk in chunks]
    return futures


def _run_and_tell(
    plan: Plan, replicates: NDArray[np.int64], keep_projects: bool, on_chunk: Callable[[int], None] | None
) -> Outcome:
    outcome = run_chunk(plan, replicates, keep_projects=keep_projects)
    if on_chunk is not None:
        on_chunk(len(replicates))
    return outcome


def _collected(item: tuple[Job, list[Future[Outcome]]]) -> tuple[Job, Outcome]:
    job, futures = item
    parts = [future.result() for future in futures]
    found = np.concatenate([part.replicates for part in parts])
    position = {int(number): row for row, number in enumerate(found)}
    order = np.array([position[int(number)] for number in job.replicates])
    ledgers = [part.projects for part in parts if part.projects is not None]
    return job, Outcome(
        found[order],
        np.concatenate([part.metrics for part in parts])[order],
        np.concatenate([part.series for part in parts])[order],
        np.concatenate(ledgers)[order] if ledgers else None,
    )


def is_compiled(*, stepwise: bool = False) -> bool:
    """Return whether machine code is on disk: of whole replicates, or of single weeks (``stepwise``)."""
    return is_kept(some_weeks if stepwise else _run_replicates)
