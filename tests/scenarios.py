"""Small organizations and short scenarios that tests share."""

from functools import cache

import numpy as np

from sim.engine import Outcome, simulate
from sim.interventions.catalogue import MEASURES
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.scenario import Scenario

OKR = MEASURES.index("okr")
SMALL = {
    "organization.headcount": 60,
    "organization.departments": 5,
    "organization.team_size": 6,
    "organization.contacts": 8.0,
    "horizon.weeks": 40,
    "project.size": 12.0,
}
PRACTICE = {"intervention.okr.strength": 1.0, "rollout.speed": 0.5}


def small_scenario(**changes: object) -> Scenario:
    """Return the small scenario with changes, ``project__size=5`` meaning ``project.size``."""
    dotted = {name.replace("__", "."): value for name, value in changes.items()}
    return Scenario().with_values({**SMALL, **dotted})


@cache
def _organization(scenario: Scenario) -> Organization:
    return build_organization(scenario.organization, scenario.horizon.seed, 0)


def small_organization(scenario: Scenario | None = None) -> Organization:
    """Return the organization that goes with a small scenario."""
    return _organization(scenario or small_scenario())


def assert_same(one: Outcome, other: Outcome) -> None:
    """Check that two outcomes are the same, bit for bit: metrics, series and projects."""
    assert one.metrics.tobytes() == other.metrics.tobytes()
    assert one.series.tobytes() == other.series.tobytes()
    assert one.projects is not None
    assert other.projects is not None
    for name in one.projects.dtype.names or ():
        np.testing.assert_array_equal(one.projects[name], other.projects[name], err_msg=name)


def run_small(scenario: Scenario, replicates: int = 4, threads: int = 1) -> Outcome:
    """Run some replicates of a small scenario and keep every project."""
    return simulate(scenario, [small_organization(scenario)], range(replicates), threads=threads, keep_projects=True)
