"""The events there are, one section each, and the step of the week in which they come.

A line here and one in ``meet_events`` each; a new one needs its file, and a KIND that no other has.
"""

from dataclasses import dataclass

from sim.compiler import kernel, step
from sim.events.budget_cut import BudgetCut, cut_budget
from sim.events.demand_surge import DemandSurge, raise_demand
from sim.events.hiring_freeze import HiringFreeze, freeze_hiring
from sim.events.leavers import WaveOfLeavers, let_people_go
from sim.events.neighbours_success import NeighboursSuccess, be_encouraged
from sim.events.new_direction import NewDirection, change_direction
from sim.events.reorganization import Reorganization, reorganize
from sim.events.scandal import Scandal, lose_trust
from sim.events.sick_leave import SickLeave, fall_ill
from sim.processes.budget import Budget
from sim.processes.experience import Experience
from sim.state import Array, Chart, Schedule, World


@dataclass(frozen=True)
class Events:
    """What may come from outside, one section an event."""

    budget_cut: BudgetCut = BudgetCut()
    hiring_freeze: HiringFreeze = HiringFreeze()
    leavers: WaveOfLeavers = WaveOfLeavers()
    sick_leave: SickLeave = SickLeave()
    demand_surge: DemandSurge = DemandSurge()
    new_direction: NewDirection = NewDirection()
    reorganization: Reorganization = Reorganization()
    scandal: Scandal = Scandal()
    neighbours_success: NeighboursSuccess = NeighboursSuccess()


@kernel
def nothing_has_happened(world: World) -> None:
    """Let nobody be away and no department be regrouped yet; everything else is said anew every week."""
    world.shocks[0].away_until = 0
    world.shocks[0].regrouped = False


@step
def meet_events(
    week: int,
    schedule: Schedule,
    world: World,
    chart: Chart,
    p: Events,
    budget: Budget,
    experience: Experience,
    luck: Array,
) -> None:
    """Let whatever comes from outside this week come."""
    shocks = world.shocks[0]
    shocks.leaving, shocks.frozen_until, shocks.demand = 0.0, 0, 1.0
    shocks.sponsor_loss, shocks.cut = 0.0, 0.0
    cut_budget(week, p.budget_cut, budget, world, luck)
    freeze_hiring(week, p.hiring_freeze, world, luck)
    let_people_go(week, p.leavers, world, luck)
    fall_ill(week, p.sick_leave, world, luck)
    raise_demand(week, p.demand_surge, world, luck)
    change_direction(week, p.new_direction, world, luck)
    reorganize(week, schedule, p.reorganization, world, chart, experience, luck)
    lose_trust(week, p.scandal, world, experience, luck)
    be_encouraged(week, p.neighbours_success, world, luck)
