"""The order of a week, in one place: the body of ``live_week`` is the order, and ``order_of_the_week`` prints it."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sim.compiler import step
from sim.events.catalogue import meet_events
from sim.interventions.agenda import actions_of_interventions, intervene, open_agenda
from sim.outcomes.record import record_week
from sim.processes.adoption import adopt
from sim.processes.budget import keep_budget
from sim.processes.delivery import FinishRules, finish_projects
from sim.processes.experience import live_together
from sim.processes.feedback import present_results
from sim.processes.influence import listen
from sim.processes.learning import learn_and_forget
from sim.processes.reporting import report_projects
from sim.processes.staffing import StartRules, start_projects
from sim.processes.ties import fade_ties
from sim.processes.turnover import LeaveRules, replace_leavers
from sim.processes.wellbeing import feel
from sim.processes.work import WorkRules, work_on_projects
from sim.processes.workload import load_everybody
from sim.scenario import Scenario
from sim.state import Array, Chart, Schedule, World
from sim.taking_on import take_on_units


@step
def live_week(
    week: int, world: World, chart: Chart, p: Scenario, schedule: Schedule, silo: float, luck: Array, row: Array
) -> None:
    """Let the whole organization live through one week and write its record into ``row``."""
    meet_events(week, schedule, world, chart, p.events, p.budget, p.experience, luck)
    keep_budget(week, schedule, world, p.budget)
    open_agenda(week, schedule, world, chart, p.intervention, p.budget, luck)
    leaving = LeaveRules(p.leave_taking, p.people, p.experience)
    replace_leavers(week, world, chart, p.turnover, leaving, silo, luck)
    load_everybody(week, world, chart, p.project.allocation, p.workload)
    take_on_units(week, schedule, world, chart, p.rollout)
    intervene(
        week,
        schedule,
        world,
        chart,
        p.intervention,
        p.budget,
        p.saturation,
        p.experience,
        p.ties,
        p.workload.week_hours,
        luck,
    )
    starting = StartRules(p.coordination, p.fixed_costs, p.estimation, p.legacy, p.hidden_errors, p.tracking)
    start_projects(week, schedule, world, chart, p.project, p.budget, starting, luck)
    working = WorkRules(
        p.coordination, p.exposure, p.tracking, p.miscommunication, p.hidden_errors, p.onboarding, p.deadline
    )
    work_on_projects(week, schedule, world, chart, p.project.allocation, working, luck)
    report_projects(world, p.reporting, p.coordination)
    finishing = FinishRules(p.hidden_errors, p.steering, p.tracking, p.exposure)
    finish_projects(week, world, chart, p.delivery, finishing, luck)
    live_together(week, schedule, world, chart, p.experience, p.ties, luck)
    fade_ties(world, p.ties)
    present_results(world, chart, p.feedback, p.experience)
    listen(world, chart, p.influence)
    adopt(week, schedule, world, chart, p.adoption, p.saturation, p.experience, luck)
    learn_and_forget(world, chart, p.learning)
    feel(world, p.wellbeing)
    record_week(world, chart, p.reporting, row)


class Step(NamedTuple):
    """One step of a week: its function, where that is, the sections of the scenario it reads, and what it does."""

    name: str
    module: str
    reads: tuple[str, ...]
    does: str


def order_of_the_week() -> list[Step]:
    """Return the steps of a week in the order they run; what interventions do is indented below ``intervene``."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(live_week)))
    named: dict[str, ast.expr] = {}
    steps: list[Step] = []
    for line in tree.body[0].body:  # type: ignore[attr-defined]
        if isinstance(line, ast.Assign):
            named[ast.unparse(line.targets[0])] = line.value
        elif isinstance(line, ast.Expr) and isinstance(line.value, ast.Call):
            steps += _described(line.value, named)
    return steps


def _described(call: ast.Call, named: Mapping[str, ast.expr]) -> list[Step]:
    function = globals()[ast.unparse(call.func)]
    text = inspect.getdoc(function) or ""
    step = Step(function.__name__, function.__module__, tuple(_read(call, named)), text.splitlines()[0])
    inside = actions_of_interventions() if function is intervene else []
    return [
        step,
        *(Step(f"  {one}", f"sim.interventions.{one}", (f"intervention.{one}",), does) for one, does in inside),
    ]


def _read(value: ast.expr, named: Mapping[str, ast.expr]) -> Iterator[str]:
    """Yield what an argument takes from the scenario, also by way of something that was put together before."""
    text = ast.unparse(value)
    if isinstance(value, ast.Call):
        for argument in value.args:
            yield from _read(argument, named)
    elif text in named:
        yield from _read(named[text], named)
    elif text.startswith("p."):
        yield text.removeprefix("p.")
