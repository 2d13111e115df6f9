"""Adoption: unaware, aware, trying, adopted, relapsed; by managerial push, by convincing contacts, by own experience.

Rule    Every practice has a ladder of its own. Hazards of a week use up a patience drawn on entering a stage:
        to aware     awareness * (exposure + 1 if the own unit has joined)
        to trying    willingness * (push * attention * (1/3 + 2/3 support) if joined + contagion * excess), where excess
                     = (exposure - threshold) / (1 - threshold), at least 0 (reinforcement from several contacts); after
                     a relapse times ``retry``
        to relapsed  relapse * (1 - exposure) * (1 - proficiency), for an adopter
        After ``trial`` weeks a trier adopts if proficiency - border * (1 - partnering) * (1 - exposure) - strain *
        overload + wins * mood of the department + noise z reaches ``bar``; otherwise relapses, or goes on trying with
        chance compliance * commitment of the top where the own unit has joined. Whoever relapses, trier or adopter,
        loses readiness and trust, and ``lasting_harm`` of it for good (cynicism); who adopts wins some of what is
        missing of both. The hazards of hearing and trying carry the strength of the
        practice, that of relapse does not.
Source  Complex contagion: Centola 2010; stages: Rogers; relapse if first cycles are poor: vendor figures (low value);
        short-term wins: Kotter 1996, Stouten et al. 2018; compliance without commitment: Klein & Sorra 1996.
"""

import numpy as np

from sim.bounded import cut
from sim.compiler import allocates, compiled, kernel, step
from sim.parameters import Parameters, declare
from sim.processes.experience import Experience, shift_trust
from sim.processes.ladders import KEYS_OF_A_PRACTICE, enter_stage
from sim.processes.saturation import Saturation, crowding, weariness
from sim.state import (
    ADOPTED,
    AWARE,
    NEVER,
    NO_PROJECT,
    RELAPSED,
    THIS_WEEK,
    TRUST,
    TRYING,
    UNAWARE,
    Array,
    Chart,
    Schedule,
    World,
)
from sim.streams import ADOPTION_CLOCK, four_uniforms, normal
from sim.taking_on import attention, is_taken_on


class Adoption(Parameters):
    """How people take up a practice and drop it."""

    active: bool = declare(
        "switch of the mechanism", default=True, without="nobody had been able to take up the practice"
    )
    awareness: float = declare("hazard of hearing of the practice", default=0.5, unit="per week", bounds=(0, 10))
    push: float = declare(
        "hazard of trying because the own unit was taken on with full support",
        default=0.2,
        unit="per week",
        bounds=(0, 5),
    )
    contagion: float = declare(
        "hazard of trying when all contacts use it", default=0.10, unit="per week", bounds=(0, 5)
    )
    noise: float = declare("sd of the experience's quality", default=0.12, bounds=(0, 1))
    strain: float = declare("loss of quality for a workload of 100 % above capacity", default=0.5, bounds=(0, 2))
    relapse: float = declare(
        "hazard of an adopter without proficiency or using contacts", default=0.03, unit="per week", bounds=(0, 1)
    )
    retry: float = declare("hazard of trying again against that of trying first", default=0.25, bounds=(0, 1))
    cynicism: float = declare("share of readiness lost in a relapse", default=0.25, bounds=(0, 1))
    disappointment: float = declare("share of trust lost in a relapse", default=0.08, bounds=(0, 1))
    lasting_harm: float = declare(
        "share of that loss that also moves the trust somebody returns to", default=0.5, off=1.0, bounds=(0, 1)
    )
    encouragement: float = declare(
        "share of missing readiness won by a good trial", default=0.08, off=0.0, bounds=(0, 1)
    )
    credit: float = declare("share of missing trust won by a good trial", default=0.04, off=0.0, bounds=(0, 1))
    wins: float = declare(
        "quality of a trial gained where results of projects were all good lately",
        default=0.2,
        off=0.0,
        bounds=(0, 1),
        source="short-term wins: Kotter 1996, Stouten et al. 2018 (direction)",
    )
    compliance: float = declare(
        "chance that somebody whose trial fails goes on, on board and under a fully committed top",
        default=0.2,
        off=0.0,
        bounds=(0, 1),
        source="implementation climate: Klein & Sorra 1996 (direction)",
    )


@compiled
def contagion_excess(exposure: float, threshold: float) -> float:
    """Return how far exposure exceeds the threshold, as a share of what is above it, in [0, 1]."""
    return max(0.0, 1.0 * exposure - 1.0 * threshold) / (1.0 - threshold) if threshold < 1.0 else 0.0


@compiled
def trying_hazard(
    willing: float, push: float, support: float, exposure: float, threshold: float, strength: float, p: Adoption
) -> float:
    """Return the weekly hazard of starting to try.

    ``push`` is 0 outside a joined unit, else the push of the practice * attention.
    """
    return _tempted(willing, _pushed(push, support, p), exposure, threshold, strength, p)


@compiled
def _pushed(push: float, support: float, p: Adoption) -> float:
    return p.push * push * (1.0 + 2.0 * support) / 3.0


@compiled
def _tempted(willing: float, pushed: float, exposure: float, threshold: float, strength: float, p: Adoption) -> float:
    return willing * (pushed + p.contagion * strength * contagion_excess(exposure, threshold))


@compiled
def experience_quality(proficiency: float, exposure: float, workload: float, border: float, p: Adoption) -> float:
    """Return how good the trial was, before luck; ``border`` is what is lost when no contact uses the practice."""
    return proficiency - border * (1.0 - exposure) - p.strain * max(0.0, workload - 1.0)


@compiled
def relapse_hazard(exposure: float, proficiency: float, p: Adoption) -> float:
    """Return the weekly hazard that an adopter gives up."""
    return p.relapse * (1.0 - exposure) * (1.0 - proficiency)


@allocates
@step
def adopt(
    week: int,
    schedule: Schedule,
    world: World,
    chart: Chart,
    p: Adoption,
    saturation: Saturation,
    experience: Experience,
    luck: Array,
) -> None:
    """Move everybody through the stages of every practice for one week."""
    if not p.active:
        return
    weary = np.empty(world.units.shape[1])
    _tell_weariness(week, weary, schedule, world, chart, saturation)
    for q in range(world.portfolio[0].practices):
        _adopt(world.practised[q], week, weary, schedule, world, chart, p, saturation, experience, luck)


@allocates
@step
def _adopt(
    m: int,
    week: int,
    weary: Array,
    schedule: Schedule,
    world: World,
    chart: Chart,
    p: Adoption,
    saturation: Saturation,
    experience: Experience,
    luck: Array,
) -> None:
    practice = world.measures[THIS_WEEK, m]
    units = world.units.shape[1]
    heard, pushes, due = np.empty(units), np.empty(units), np.empty(len(world.seats), np.int8)
    push = practice.push * attention(week, world.rollouts[m].start, schedule.rollouts[m])
    _tell_units(m, push, heard, pushes, world, p)
    strength, on_project = practice.practice, weariness(1.0, saturation)
    for i in range(len(world.seats)):
        u = chart.unit[i]
        _live_through(m, i, strength, heard[u], pushes[u], weary[u], on_project, world, p)
    trial = practice.trial
    for i in range(len(world.seats)):
        due[i] = _is_due(m, i, week, trial, world)
    for i in range(len(world.seats)):
        if due[i] != 0:
            _move(m, i, chart.unit[i], week, world, chart, p, experience, luck)


@kernel
def _tell_units(m: int, push: float, heard: Array, pushes: Array, world: World, p: Adoption) -> None:
    """Write what all of a unit have in common: that they hear of the practice and how they are pushed to try it."""
    for u in range(world.units.shape[1]):
        unit = world.units[m, u]
        heard[u] = 1.0 if unit.joined != NEVER else 0.0
        pushes[u] = _pushed(push if unit.joined != NEVER else 0.0, unit.support, p)


@kernel
def _tell_weariness(
    week: int, weary: Array, schedule: Schedule, world: World, chart: Chart, saturation: Saturation
) -> None:
    """Write the factor on willingness that everybody in a unit has, whatever the practice."""
    everywhere = weariness(world.effects[THIS_WEEK].attention_everywhere, saturation)
    department, crowd, before, onboarding = NEVER, 1.0, 0.0, 1.0
    for u in range(world.units.shape[1]):
        if chart.unit_department[u] != department:
            department = chart.unit_department[u]
            crowd = everywhere * _crowd(department, world, chart, saturation)
        changes = _changes(u, week, schedule, world)
        if changes != before:  # mostly what the unit before is being taken on for
            before, onboarding = changes, weariness(changes, saturation) if changes > 0.0 else 1.0
        weary[u] = crowd * onboarding


@kernel
def _crowd(department: int, world: World, chart: Chart, saturation: Saturation) -> float:
    colleagues = chart.department_start[department + 1] - chart.department_start[department]
    return crowding(world.departments[department].projects, colleagues, saturation)


@kernel
def _changes(u: int, week: int, schedule: Schedule, world: World) -> float:
    """Return the attention of all that a unit is being taken on for."""
    changes = 0.0
    for m in range(len(world.rollouts)):
        if is_taken_on(m, u, week, world, schedule):
            changes += world.measures[THIS_WEEK, m].attention
    return changes


@kernel
def _live_through(
    m: int,
    i: int,
    strength: float,
    heard: float,
    push: float,
    weary: float,
    on_project: float,
    world: World,
    p: Adoption,
) -> None:
    """Use up patience: whatever the stage, all hazards are computed and one counts, several people at once.

    ``weary`` is the factor on willingness that everybody in the unit has, ``on_project`` who is on a project besides.
    """
    ladder, seat, again = world.ladders[m, i], world.seats[i], p.retry
    stage, exposure = ladder.stage, ladder.exposure
    hearing = strength * p.awareness * (exposure + heard)
    giving_up = relapse_hazard(exposure, ladder.proficiency, p)
    rested = seat.readiness * weary
    willing = rested * on_project if seat.project != NO_PROJECT else rested
    trying = _tempted(willing, push, exposure, world.stances[i].threshold, strength, p)
    hazard = trying * (again if stage == RELAPSED else 1.0)
    hazard = hearing if stage == UNAWARE else hazard
    hazard = giving_up if stage == ADOPTED else hazard
    ladder.clock += 0.0 if stage == TRYING else hazard


@kernel
def _is_due(m: int, i: int, week: int, trial: int, world: World) -> int:
    """Return 1 for somebody who may enter another stage now, else 0."""
    ladder = world.ladders[m, i]
    tried = 1 if week - ladder.stage_week >= trial else 0
    used_up = 1 if ladder.clock >= ladder.patience else 0
    return tried if ladder.stage == TRYING else used_up


@kernel
def _move(
    m: int, i: int, u: int, week: int, world: World, chart: Chart, p: Adoption, experience: Experience, luck: Array
) -> None:
    stage = world.ladders[m, i].stage
    if stage == TRYING:
        mood = world.departments[chart.unit_department[u]].mood
        _end_of_trial(m, i, u, week, mood, world, p, experience, luck)
    elif stage == ADOPTED:
        _relapse(m, i, week, world, p, luck)
    else:
        enter_stage(m, i, AWARE if stage == UNAWARE else TRYING, week, world, luck)


@kernel
def _end_of_trial(
    m: int, i: int, u: int, week: int, mood: float, world: World, p: Adoption, experience: Experience, luck: Array
) -> None:
    ladder, practice = world.ladders[m, i], world.measures[THIS_WEEK, m]
    key = m * KEYS_OF_A_PRACTICE + ladder.stage_entries
    draws = four_uniforms(luck, ADOPTION_CLOCK, world.seats[i].people, i, key)
    border = practice.border * (1.0 - practice.partnering)
    quality = experience_quality(ladder.proficiency, ladder.exposure, world.seats[i].workload, border, p)
    if quality + p.wins * mood + p.noise * normal(draws[1]) >= practice.bar:
        enter_stage(m, i, ADOPTED, week, world, luck)
        _be_encouraged(i, world, p, experience)
    elif world.units[m, u].joined != NEVER and draws[2] < p.compliance * practice.commitment:
        enter_stage(m, i, TRYING, week, world, luck)
    else:
        _relapse(m, i, week, world, p, luck)


@kernel
def _be_encouraged(i: int, world: World, p: Adoption, experience: Experience) -> None:
    seat = world.seats[i]
    seat.readiness = cut(seat.readiness + p.encouragement * (1.0 - seat.readiness))
    if p.credit > 0.0:
        shift_trust(i, p.credit * (1.0 - world.traits[i, TRUST]), world, experience)


@kernel
def _relapse(m: int, i: int, week: int, world: World, p: Adoption, luck: Array) -> None:
    seat = world.seats[i]
    enter_stage(m, i, RELAPSED, week, world, luck)
    seat.readiness = cut(seat.readiness * (1.0 - p.cynicism))
    world.traits[i, TRUST] *= 1.0 - p.disappointment
    world.stances[i].trust_anchor *= 1.0 - p.disappointment * p.lasting_harm
