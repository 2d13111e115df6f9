"""Turnover: people leave, more of them where satisfaction is low; the seat stays and somebody new sits down.

Rule    weekly hazard = rate / 52 * (1 + dissatisfaction * (1 - 2 satisfaction)), never below 0, and what a wave of
        leavers adds; a person leaves when
        the hazards lived through exceed the patience drawn at arrival. A leaver's knowledge becomes rework of the
        project, and to bring in a successor takes its team ``bring_in`` person-weeks.
Source  That team changes cost: Huijgens et al. (EBSPM), many of them go with +93 %; rates and sizes are assumptions,
        and what follows from them here is far less.
"""

from typing import NamedTuple

from sim.compiler import compiled, kernel, step
from sim.parameters import Parameters, declare
from sim.processes.experience import Experience
from sim.processes.leave_taking import LeaveTaking, be_missed, take_ties_along
from sim.processes.people import People, take_seat
from sim.state import NO_PROJECT, Array, Chart, World


class Turnover(Parameters):
    """How often people leave and what it costs a project."""

    active: bool = declare("switch of the mechanism", default=True, without="nobody had left")
    annual_rate: float = declare("share of people who leave in a year", default=0.08, unit="per year", bounds=(0, 1))
    dissatisfaction: float = declare(
        "how much stronger the wish to leave is without any satisfaction", default=0.5, bounds=(0, 1)
    )
    knowledge_lost: float = declare(
        "share of a member's part of the work that must be redone",
        default=0.2,
        bounds=(0, 1),
        source="many team changes go with +93 % cost (Huijgens, EBSPM; direction): this value gives some +4 %",
    )
    bring_in: float = declare(
        "work of a team to bring in a successor",
        default=0.5,
        off=0.0,
        unit="person-weeks",
        bounds=(0, 20),
        source="adding people to software work (Brooks 1975; direction)",
    )


class LeaveRules(NamedTuple):
    """The mechanisms that meet in somebody who leaves and is replaced."""

    leave_taking: LeaveTaking
    people: People
    experience: Experience


@compiled
def weekly_hazard(job_satisfaction: float, p: Turnover) -> float:
    """Return the hazard of leaving in a week (>= 0)."""
    return max(0.0, p.annual_rate / 52.0 * (1.0 + p.dissatisfaction * (1.0 - 2.0 * job_satisfaction)))


@step
def replace_leavers(
    week: int, world: World, chart: Chart, p: Turnover, rules: LeaveRules, silo: float, luck: Array
) -> None:
    """Let everybody whose patience is used up leave, hand over badly, and be replaced."""
    if not p.active:
        return
    missed, leaving = rules.leave_taking.missed > 0.0, world.shocks[0].leaving
    if not missed:
        for i in range(len(world.seats)):
            _wear_out(i, leaving, world, p)
    for i in range(len(world.seats)):
        if missed:  # whoever left before may have made somebody less content
            _wear_out(i, leaving, world, p)
        if world.seats[i].tenure_clock >= world.seats[i].tenure_patience:
            _replace(i, week, world, chart, p, rules, silo, luck)


@kernel
def _wear_out(i: int, leaving: float, world: World, p: Turnover) -> None:
    world.seats[i].tenure_clock += weekly_hazard(world.seats[i].job_satisfaction, p) + leaving


@step
def _replace(
    i: int, week: int, world: World, chart: Chart, p: Turnover, rules: LeaveRules, silo: float, luck: Array
) -> None:
    seat, shocks = world.seats[i], world.shocks[0]
    if seat.project != NO_PROJECT:
        _change_team(world.projects[seat.project], p)
    be_missed(i, rules.leave_taking, world, chart, rules.experience)
    take_seat(i, week, world, chart, rules.people, silo, luck)
    take_ties_along(i, rules.leave_taking, world)
    seat.away_until = shocks.frozen_until
    shocks.away_until = max(shocks.away_until, shocks.frozen_until)
    world.portfolio[0].hires += 1


@kernel
def _change_team(project: Array, p: Turnover) -> None:
    project.rework_known += p.knowledge_lost * project.done / project.team
    project.startup_left += p.bring_in
