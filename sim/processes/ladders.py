"""Ladders: a practice that begins puts everybody on its first rung; where it ends, nobody uses it any longer.

Rule    Everybody is unaware of a practice that begins. On entering a stage a person draws the patience that hazards use
        up (keyed by person, practice and how many stages were entered before). The practice that was first to begin
        leads: whether somebody uses it lies beside the traits, where others see it as they listen. When a practice
        ends, whoever tried or had adopted it goes back to knowing it.
Source  Stages: Rogers 2003. That an ended practice is laid down without disappointment is an assumption.
"""

from sim.compiler import kernel, step
from sim.state import ADOPTED, AWARE, NEVER, THIS_WEEK, TRYING, UNAWARE, USE, Array, World
from sim.streams import ADOPTION_CLOCK, exponential, four_uniforms

KEYS_OF_A_PRACTICE = 1 << 16  # more stages than anybody enters in a run


@kernel
def enter_stage(m: int, i: int, stage: int, week: int, world: World, luck: Array) -> None:
    """Move a seat to a stage of a practice and draw the patience it brings to that stage."""
    ladder = world.ladders[m, i]
    ladder.stage = stage
    ladder.stage_week = week
    ladder.stage_entries += 1
    ladder.clock = 0.0
    key = m * KEYS_OF_A_PRACTICE + ladder.stage_entries
    ladder.patience = exponential(four_uniforms(luck, ADOPTION_CLOCK, world.seats[i].people, i, key)[0])
    ladder.use = 1.0 if stage in (TRYING, ADOPTED) else 0.0
    if m == world.portfolio[0].leading:
        world.traits[i, USE] = ladder.use


@kernel
def stand_below(m: int, i: int, world: World) -> None:
    """Let a seat know nothing of a practice that it has never heard of."""
    ladder = world.ladders[m, i]
    ladder.stage = UNAWARE
    ladder.stage_week = 0
    ladder.stage_entries = 0
    ladder.clock = 0.0
    ladder.patience = 0.0
    ladder.use = 0.0
    ladder.exposure = 0.0
    ladder.proficiency = 0.0


@kernel
def start_unaware(i: int, week: int, world: World, luck: Array) -> None:
    """Put whoever sits down on the first rung of every practice that has begun."""
    world.traits[i, USE] = 0.0
    for m in range(len(world.rollouts)):
        if world.rollouts[m].begun:
            stand_below(m, i, world)
            enter_stage(m, i, UNAWARE, week, world, luck)


@step
def clear_ladders(world: World) -> None:
    """Forget the ladders of the replicate that was lived in this world before."""
    for m in range(len(world.rollouts)):
        if world.rollouts[m].begun:
            for i in range(len(world.seats)):
                stand_below(m, i, world)


@kernel
def list_practices(world: World) -> None:
    """List the measures that are done as a practice this week, for all who ask what somebody practises."""
    count = 0
    for m in range(len(world.rollouts)):
        if world.measures[THIS_WEEK, m].practice > 0.0:
            world.practised[count] = m
            count += 1
    world.portfolio[0].practices = count


@step
def climb_or_lay_down(m: int, week: int, world: World, luck: Array) -> None:
    """Begin the ladder of a measure that is done as a practice for the first time, or end it where it no longer is."""
    practised = world.measures[THIS_WEEK, m].practice > 0.0
    if practised and not world.rollouts[m].begun:
        _begin(m, week, world, luck)
    elif world.rollouts[m].begun and not practised:
        _lay_down(m, week, world, luck)


@kernel
def _begin(m: int, week: int, world: World, luck: Array) -> None:
    world.rollouts[m].begun = True
    if world.portfolio[0].leading == NEVER:
        world.portfolio[0].leading = m
    for i in range(len(world.seats)):
        enter_stage(m, i, UNAWARE, week, world, luck)


@kernel
def _lay_down(m: int, week: int, world: World, luck: Array) -> None:
    for i in range(len(world.seats)):
        if world.ladders[m, i].use > 0.0:
            enter_stage(m, i, AWARE, week, world, luck)
