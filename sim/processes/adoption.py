"""Adoption: unaware, aware, trying, adopted, relapsed; by managerial push, by convincing contacts, by own experience.

Rule    Hazards of a week use up a patience drawn on entering a stage:
        to aware     awareness * (exposure + 1 if the own unit has joined)
        to trying    willingness * (push * attention * (1/3 + 2/3 support) if joined + contagion * excess), where excess
                     = (exposure - threshold) / (1 - threshold), at least 0 (reinforcement from several contacts); after
                     a relapse times ``retry``
        to relapsed  relapse * (1 - exposure) * (1 - proficiency), for an adopter
        After ``trial`` weeks a trier adopts if proficiency - border * (1 - partnering) * (1 - exposure) - strain *
        overload + noise z reaches ``bar``; otherwise relapses. Whoever relapses, trier or adopter, loses readiness,
        trust and the trust that is returned to (cynicism). The hazards of hearing and trying carry the strength of the
        practice, that of relapse does not.
Source  Complex contagion: Centola 2010; stages: Rogers; relapse if first cycles are poor: vendor figures (low value).
"""

from sim.bounded import cut
from sim.compiler import compiled, kernel, step
from sim.parameters import FITTED, Grade, Parameters, declare
from sim.processes.people import enter_stage
from sim.processes.saturation import Saturation, crowding, weariness
from sim.rollout import Rollout, attention
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
    World,
)
from sim.streams import ADOPTION_CLOCK, four_uniforms, normal


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
    trial: int = declare(
        "weeks of trying before somebody decides",
        default=13,
        unit="weeks",
        bounds=(1, 104),
        grade=Grade.SEED,
        source="Amsterdam: the first quarter",
    )
    bar: float = declare("quality of the experience needed to go on", default=0.4, bounds=(-1, 1), source=FITTED)
    noise: float = declare("sd of the experience's quality", default=0.12, bounds=(0, 1))
    border: float = declare(
        "loss of quality when no contact uses the practice",
        default=0.4,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="Amsterdam: dependence on departments that do not work this way (direction)",
    )
    strain: float = declare("loss of quality for a workload of 100 % above capacity", default=0.5, bounds=(0, 2))
    relapse: float = declare(
        "hazard of an adopter without proficiency or using contacts", default=0.03, unit="per week", bounds=(0, 1)
    )
    retry: float = declare("hazard of trying again against that of trying first", default=0.25, bounds=(0, 1))
    cynicism: float = declare("share of readiness lost in a relapse", default=0.25, bounds=(0, 1))
    disappointment: float = declare("share of trust lost in a relapse", default=0.08, bounds=(0, 1))


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
def experience_quality(proficiency: float, exposure: float, workload: float, partnering: float, p: Adoption) -> float:
    """Return how good the trial was, before luck; ``partnering`` is the share of the border that partners take away."""
    return proficiency - p.border * (1.0 - partnering) * (1.0 - exposure) - p.strain * max(0.0, workload - 1.0)


@compiled
def relapse_hazard(exposure: float, proficiency: float, p: Adoption) -> float:
    """Return the weekly hazard that an adopter gives up."""
    return p.relapse * (1.0 - exposure) * (1.0 - proficiency)


@step
def adopt(
    week: int, world: World, chart: Chart, p: Adoption, rollout: Rollout, saturation: Saturation, luck: Array
) -> None:
    """Move everybody through the stages of adoption for one week."""
    effects = world.effects[THIS_WEEK]
    strength = effects.practice
    if not p.active or strength <= 0.0:
        return
    push = effects.push * attention(week, world.portfolio[0].rollout_start, rollout)
    onboarding, on_project = weariness(effects.attention_units, saturation), weariness(1.0, saturation)
    for d in range(len(world.departments)):
        first, last = chart.department_start[d], chart.department_start[d + 1]
        crowd = crowding(world.departments[d].projects, last - first, saturation) * weariness(
            effects.attention_everywhere, saturation
        )
        for i in range(first, last):
            stage = world.seats[i].stage
            if stage == TRYING:
                _end_of_trial(i, week, world, p, luck)
            elif stage == ADOPTED:
                _maybe_give_up(i, week, world, p, luck)
            elif stage == UNAWARE:
                _maybe_hear(i, week, strength, world, chart, p, luck)
            else:
                weary = crowd, onboarding, on_project
                _maybe_try(i, week, push, strength, weary, rollout.support_weeks, world, chart, p, luck)


@kernel
def _maybe_hear(i: int, week: int, strength: float, world: World, chart: Chart, p: Adoption, luck: Array) -> None:
    seat = world.seats[i]
    joined = world.units[chart.unit[i]].joined != NEVER
    seat.clock += strength * p.awareness * (world.stances[i].exposure + (1.0 if joined else 0.0))
    if seat.clock >= seat.patience:
        enter_stage(seat, world.traits, i, AWARE, week, luck)


@kernel
def _maybe_try(
    i: int,
    week: int,
    push: float,
    strength: float,
    weary: tuple[float, float, float],
    support_weeks: int,
    world: World,
    chart: Chart,
    p: Adoption,
    luck: Array,
) -> None:
    seat = world.seats[i]
    unit = world.units[chart.unit[i]]
    joined = unit.joined != NEVER
    willing = seat.readiness * weary[0]
    if joined and week - unit.joined < support_weeks:
        willing *= weary[1]
    if seat.project != NO_PROJECT:
        willing *= weary[2]
    pressure = push if joined else 0.0
    stance = world.stances[i]
    hazard = trying_hazard(willing, pressure, unit.support, stance.exposure, stance.threshold, strength, p)
    seat.clock += hazard * (p.retry if seat.stage == RELAPSED else 1.0)
    if seat.clock >= seat.patience:
        enter_stage(seat, world.traits, i, TRYING, week, luck)


@kernel
def _end_of_trial(i: int, week: int, world: World, p: Adoption, luck: Array) -> None:
    seat = world.seats[i]
    if week - seat.stage_week < p.trial:
        return
    u = four_uniforms(luck, ADOPTION_CLOCK, seat.people, i, seat.stage_entries)[1]
    partnering = world.effects[THIS_WEEK].partnering
    quality = experience_quality(
        seat.proficiency, world.stances[i].exposure, seat.workload, partnering, p
    ) + p.noise * normal(u)
    if quality >= p.bar:
        enter_stage(seat, world.traits, i, ADOPTED, week, luck)
    else:
        _relapse(i, week, world, p, luck)


@kernel
def _maybe_give_up(i: int, week: int, world: World, p: Adoption, luck: Array) -> None:
    seat = world.seats[i]
    seat.clock += relapse_hazard(world.stances[i].exposure, seat.proficiency, p)
    if seat.clock >= seat.patience:
        _relapse(i, week, world, p, luck)


@kernel
def _relapse(i: int, week: int, world: World, p: Adoption, luck: Array) -> None:
    seat = world.seats[i]
    enter_stage(seat, world.traits, i, RELAPSED, week, luck)
    seat.readiness = cut(seat.readiness * (1.0 - p.cynicism))
    world.traits[i, TRUST] *= 1.0 - p.disappointment
    world.stances[i].trust_anchor *= 1.0 - p.disappointment
