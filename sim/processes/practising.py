"""Practising: what the practices of people do for the projects they work on.

Rule    A person practises as far as they use and master it; a team as the mean of its members. What practices avoid or
        save adds up like independent measures: of what the one leaves the other avoids its share. What a practice does
        for a project is in proportion to how far its team practises it; errors and status are seen earlier in
        proportion to how many use it, mastered or not. A project that is run by a practice has all that the practice
        does, whoever is in its team; which share of starting projects that is, keyed by project, the practice says.
Source  Rule of the house; how much each practice does is said with the practice.
"""

from sim.bounded import combined
from sim.compiler import kernel
from sim.state import NEVER, THIS_WEEK, Array, World
from sim.streams import WAY_OF_RUNNING, four_uniforms


@kernel
def practised_by(i: int, practices: int, first: int, world: World) -> float:
    """Return how far somebody practises anything, in [0, 1].

    ``practices`` are done, the ``first`` of them in most runs alone, so that it does without a loop.
    """
    practised = practised_by_one(i, practices, first, world)
    for q in range(1, practices):
        ladder = world.ladders[world.practised[q], i]
        practised = combined(practised, ladder.use * ladder.proficiency)
    return practised


@kernel
def practised_by_one(i: int, practices: int, first: int, world: World) -> float:
    """Return how far somebody practises anything, in [0, 1], where at most one practice is done."""
    if practices == 0:
        return 0.0
    ladder = world.ladders[first, i]
    return 1.0 * ladder.use * ladder.proficiency


@kernel
def practise(project: Array, world: World) -> None:
    """Write how far a team practises anything this week, and what that does for its project."""
    project.practice = 0.0
    project.agility = 0.0
    project.independence = 0.0
    project.modularity = 0.0
    project.reuse = 0.0
    project.outcome_focus = 0.0
    project.visibility = 0.0
    for q in range(world.portfolio[0].practices):
        m = world.practised[q]
        mastered, using = _shares(project, m, world)
        _add(project, world.measures[THIS_WEEK, m], mastered, using)
    if project.run_by != NEVER:
        _add(project, world.measures[THIS_WEEK, project.run_by], 1.0, 1.0)


@kernel
def choose_way(project: Array, world: World, luck: Array) -> None:
    """Decide whether a project that starts is run by a practice, the first one whose chance comes up."""
    project.run_by = NEVER
    for m in range(len(world.rollouts)):
        chance = world.measures[THIS_WEEK, m].by_project
        if chance > 0.0 and project.run_by == NEVER:
            project.run_by = m if four_uniforms(luck, WAY_OF_RUNNING, 0, project.key, m)[0] < chance else NEVER


@kernel
def _shares(project: Array, m: int, world: World) -> tuple[float, float]:
    """Return how far a team practises one practice, and how many of it use it, both in [0, 1]."""
    mastered, using = 0.0, 0.0
    for place in range(project.team):
        ladder = world.ladders[m, world.members[project.team_start + place]]
        mastered += ladder.use * ladder.proficiency
        using += ladder.use
    return mastered / project.team, using / project.team


@kernel
def _add(project: Array, practice: Array, mastered: float, using: float) -> None:
    project.practice = combined(project.practice, mastered)
    project.agility = combined(project.agility, practice.agility * mastered)
    project.independence = combined(project.independence, practice.independence * mastered)
    project.modularity = combined(project.modularity, practice.modularity * mastered)
    project.reuse = combined(project.reuse, practice.reuse * mastered)
    project.outcome_focus = combined(project.outcome_focus, practice.outcome_focus * mastered)
    project.visibility += practice.visibility * using


@kernel
def mean_mastery(m: int, world: World) -> float:
    """Return how far everybody together practises a practice, the mean of use * proficiency, in [0, 1]."""
    total = 0.0
    for i in range(len(world.seats)):
        total += world.ladders[m, i].use * world.ladders[m, i].proficiency
    return total / len(world.seats)
