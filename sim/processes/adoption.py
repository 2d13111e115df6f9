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

from sim.bounded import cut
from sim.compiler import compiled, kernel, step
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
    pushed = p.push * push * (1.0 + 2.0 * support) / 3.0
    return willing * (pushed + p.contagion * strength * contagion_excess(exposure, threshold))


@compiled
def experience_quality(proficiency: float, exposure: float, workload: float, border: float, p: Adoption) -> float:
    """Return how good the trial was, before luck; ``border`` is what is lost when no contact uses the practice."""
    return proficiency - border * (1.0 - exposure) - p.strain * max(0.0, workload - 1.0)


@compiled
def relapse_hazard(exposure: float, proficiency: float, p: Adoption) -> float:
    """Return the weekly hazard that an adopter gives up."""
    return p.relapse * (1.0 - exposure) * (1.0 - proficiency)


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
    for q in range(world.portfolio[0].practices):
        _adopt(world.practised[q], week, schedule, world, chart, p, saturation, experience, luck)


@step
def _adopt(
    m: int,
    week: int,
    schedule: Schedule,
    world: World,
    chart: Chart,
    p: Adoption,
    saturation: Saturation,
    experience: Experience,
    luck: Array,
) -> None:
    push = world.measures[THIS_WEEK, m].push * attention(week, world.rollouts[m].start, schedule.rollouts[m])
    everywhere = weariness(world.effects[THIS_WEEK].attention_everywhere, saturation)
    on_project = weariness(1.0, saturation)
    strength = world.measures[THIS_WEEK, m].practice
    department, crowd = NEVER, 1.0
    for u in range(world.units.shape[1]):
        if chart.unit_department[u] != department:
            department = chart.unit_department[u]
            crowd = everywhere * _crowd(department, world, chart, saturation)
        pressure = push if world.units[m, u].joined != NEVER else 0.0
        weary = crowd * _onboarding(u, week, schedule, world, saturation)
        for i in range(chart.unit_start[u], chart.unit_start[u + 1]):
            _move(m, i, u, week, strength, (weary, on_project), pressure, world, chart, p, experience, luck)


@kernel
def _crowd(department: int, world: World, chart: Chart, saturation: Saturation) -> float:
    colleagues = chart.department_start[department + 1] - chart.department_start[department]
    return crowding(world.departments[department].projects, colleagues, saturation)


@kernel
def _onboarding(u: int, week: int, schedule: Schedule, world: World, saturation: Saturation) -> float:
    """Return the factor on willingness, in (0, 1], of all that a unit is being taken on for."""
    changes = 0.0
    for m in range(len(world.rollouts)):
        if is_taken_on(m, u, week, world, schedule):
            changes += world.measures[THIS_WEEK, m].attention
    return weariness(changes, saturation) if changes > 0.0 else 1.0


@kernel
def _move(
    m: int,
    i: int,
    u: int,
    week: int,
    strength: float,
    weary: tuple[float, float],
    pressure: float,
    world: World,
    chart: Chart,
    p: Adoption,
    experience: Experience,
    luck: Array,
) -> None:
    stage = world.ladders[m, i].stage
    if stage == TRYING:
        mood = world.departments[chart.unit_department[u]].mood
        _end_of_trial(m, i, u, week, mood, world, p, experience, luck)
    elif stage == ADOPTED:
        _maybe_give_up(m, i, week, world, p, luck)
    elif stage == UNAWARE:
        _maybe_hear(m, i, u, week, strength, world, p, luck)
    else:
        _maybe_try(m, i, u, week, strength, weary, pressure, world, p, luck)


@kernel
def _maybe_hear(m: int, i: int, u: int, week: int, strength: float, world: World, p: Adoption, luck: Array) -> None:
    ladder = world.ladders[m, i]
    joined = world.units[m, u].joined != NEVER
    ladder.clock += strength * p.awareness * (ladder.exposure + (1.0 if joined else 0.0))
    if ladder.clock >= ladder.patience:
        enter_stage(m, i, AWARE, week, world, luck)


@kernel
def _maybe_try(
    m: int,
    i: int,
    u: int,
    week: int,
    strength: float,
    weary: tuple[float, float],
    pressure: float,
    world: World,
    p: Adoption,
    luck: Array,
) -> None:
    """``weary`` are the factors on willingness that everybody in the unit has, and who is on a project besides."""
    willing = world.seats[i].readiness * weary[0]
    if world.seats[i].project != NO_PROJECT:
        willing *= weary[1]
    ladder, support = world.ladders[m, i], world.units[m, u].support
    threshold = world.stances[i].threshold
    hazard = trying_hazard(willing, pressure, support, ladder.exposure, threshold, strength, p)
    ladder.clock += hazard * (p.retry if ladder.stage == RELAPSED else 1.0)
    if ladder.clock >= ladder.patience:
        enter_stage(m, i, TRYING, week, world, luck)


@kernel
def _end_of_trial(
    m: int, i: int, u: int, week: int, mood: float, world: World, p: Adoption, experience: Experience, luck: Array
) -> None:
    ladder, practice = world.ladders[m, i], world.measures[THIS_WEEK, m]
    if week - ladder.stage_week < practice.trial:
        return
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
def _maybe_give_up(m: int, i: int, week: int, world: World, p: Adoption, luck: Array) -> None:
    ladder = world.ladders[m, i]
    ladder.clock += relapse_hazard(ladder.exposure, ladder.proficiency, p)
    if ladder.clock >= ladder.patience:
        _relapse(m, i, week, world, p, luck)


@kernel
def _relapse(m: int, i: int, week: int, world: World, p: Adoption, luck: Array) -> None:
    seat = world.seats[i]
    enter_stage(m, i, RELAPSED, week, world, luck)
    seat.readiness = cut(seat.readiness * (1.0 - p.cynicism))
    world.traits[i, TRUST] *= 1.0 - p.disappointment
    world.stances[i].trust_anchor *= 1.0 - p.disappointment * p.lasting_harm
