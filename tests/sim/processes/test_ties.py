"""What is noted of the ties inside a team: nobody misses one there, whatever the size of the team."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.organization.chart import Organization
from sim.processes.ties import BITS
from sim.scenario import Scenario
from tests.verification.organizations import Stepwise, recipe

PEOPLE = 120


def _noted_one_by_one(organization: Organization, team: list[int], first: int, i: int) -> int:
    """Return the places of a team, from ``first`` on, to which seat ``i`` has a tie, looked up one by one, as bits."""
    ties = slice(*organization.tie_start[i : i + 2].tolist())
    known = set(organization.tie_target[ties].tolist())
    return sum({1 << (first + m) % BITS for m, j in enumerate(team) if j in known})


@settings(max_examples=8, deadline=None)
@given(
    size=st.floats(5.0, 400.0),
    factor=st.floats(0.3, 3.0),
    departments=st.sampled_from((1, 5)),
    contacts=st.sampled_from((4.0, 20.0)),
    seed=st.integers(0, 1000),
)
def test_every_tie_inside_a_team_is_noted(
    size: float, factor: float, departments: int, contacts: float, seed: int
) -> None:
    values = {"project.size": size, "project.team_factor": factor, "project.engaged_limit": 0.9, "horizon.seed": seed}
    scenario = Scenario().with_values({**values, "project.share": 0.3, "horizon.weeks": 20})
    organization = recipe(PEOPLE, departments, contacts)
    replay = Stepwise(scenario, organization)
    replay.live(12)
    world = replay.world
    running = world.projects[world.running[: world.portfolio["running"][0]]]
    for project in running:
        first, last = project["team_start"], project["team_start"] + project["team"]
        team = world.members[first:last].tolist()
        noted = world.tied_to[first:last].view(np.uint64).tolist()
        assert noted == [_noted_one_by_one(organization, team, int(first), i) for i in team]
