"""This project: its own compiled influence and adoption rule, week after week, with every other mechanism left out."""

import numba
import numpy as np

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State
from benchmarks.network import DEGREE, DEPARTMENT
from sim.compiler.linking import WholeCompiler
from sim.organization.chart import NOBODY, Organization
from sim.organization.tie_blocks import in_blocks
from sim.organization.tie_layout import TieLayout
from sim.processes.adoption import contagion_excess
from sim.processes.influence import listen
from sim.scenario import Scenario, parameter_record
from sim.state import USE, Array, Chart, World, chart_of, empty_world

ANCHORS = ("silo_anchor", "trust_anchor", "process_anchor")


@numba.njit(nogil=True, error_model="numpy", pipeline_class=WholeCompiler)
def live_weeks(weeks: int, world: World, chart: Chart, influence: Array) -> None:
    """Live the declared weeks; the loop is all that does not come from ``sim``."""
    for _ in range(weeks):
        listen(world, chart, influence)
        for i in range(len(world.seats)):
            if contagion_excess(world.ladders[0, i].exposure, world.stances[i].threshold) > 0.0:
                world.traits[i, USE] = 1.0


def plain_organization(case: Case) -> Organization:
    """Return the case as an organization without managers; all ties count in full, as those inside a department do."""
    n, departments = case.people, case.people // DEPARTMENT
    department = np.arange(n, dtype=np.int32) // DEPARTMENT
    bounds = np.arange(0, n + 1, DEPARTMENT, dtype=np.int32)
    start = np.arange(0, DEGREE * n + 1, DEGREE, dtype=np.int64)
    return Organization(
        seat_names=("",) * n,
        department_names=("",) * departments,
        department=department,
        unit=department,
        manager=np.full(n, NOBODY, np.int32),
        level=np.zeros(n, np.int32),
        department_start=bounds,
        unit_start=bounds,
        unit_department=np.arange(departments, dtype=np.int32),
        change_oriented=np.zeros(departments, np.bool_),
        ties=in_blocks(
            TieLayout(
                tie_start=start,
                tie_split=start[1:].copy(),
                tie_target=case.contacts.ravel(),
                tie_weight=np.ones(DEGREE * n, np.float32),
            )
        ),
        traits=np.full((n, 3), np.nan),
    )


def plain_world(case: Case, organization: Organization) -> World:
    """Return the state of week 0."""
    world = empty_world(organization, 1, 0, 0)
    world.rollouts["begun"] = True  # the one practice leads, so that its use is seen with the traits
    world.traits[:, :3] = case.traits
    world.traits[:, USE] = case.user
    world.stances["threshold"] = case.threshold
    for column, anchor in enumerate(ANCHORS):
        world.stances[anchor] = case.traits[:, column]
    return world


class OwnEngine:
    """The compiled weeks on one case."""

    def __init__(self, case: Case) -> None:
        organization = plain_organization(case)
        self.world = plain_world(case, organization)
        self.chart = chart_of(organization)
        changes = {"influence.rate": RATE, "influence.stubbornness": STUBBORNNESS}
        self.influence = parameter_record(Scenario().with_values(changes))["influence"]

    def live(self, weeks: int) -> None:
        """Live some weeks in one compiled call."""
        live_weeks(weeks, self.world, self.chart, self.influence)

    def state(self) -> State:
        """Return where people are now."""
        return State(self.world.traits[:, :3].copy(), self.world.traits[:, USE] > 0)


def build(case: Case) -> OwnEngine:
    """Build the model."""
    return OwnEngine(case)
