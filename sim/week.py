"""The order of a week, in one place: the body of ``live_week`` is the order, and ``order_of_the_week`` prints it."""

import ast
import inspect
import textwrap

from sim.compiler import step
from sim.interventions.agenda import actions_of_interventions, intervene, open_agenda
from sim.outcomes.record import record_week
from sim.processes.adoption import adopt
from sim.processes.delivery import finish_projects
from sim.processes.experience import live_together
from sim.processes.feedback import present_results
from sim.processes.influence import listen
from sim.processes.learning import learn_and_forget
from sim.processes.reporting import report_projects
from sim.processes.staffing import StartRules, start_projects
from sim.processes.ties import fade_ties
from sim.processes.turnover import replace_leavers
from sim.processes.wellbeing import feel
from sim.processes.work import WorkRules, work_on_projects
from sim.processes.workload import load_everybody
from sim.rollout import take_on_units
from sim.scenario import Scenario
from sim.state import THIS_WEEK, Array, Chart, World


@step
def live_week(
    week: int, world: World, chart: Chart, p: Scenario, on_board: Array, silo: float, luck: Array, row: Array
) -> None:
    """Let the whole organization live through one week and write its record into ``row``."""
    open_agenda(week, world, chart, p, luck)
    replace_leavers(week, world, chart, p.turnover, p.people, silo, luck)
    load_everybody(week, world, chart, p.project.allocation, p.workload)
    take_on_units(week, on_board, world, chart, p.rollout)
    intervene(week, world, chart, p, luck)
    starting = StartRules(p.coordination, p.fixed_costs, p.estimation, p.legacy, p.hidden_errors, p.tracking)
    start_projects(week, world, chart, p.project, starting, luck)
    working = WorkRules(p.coordination, p.exposure, p.tracking, p.learning, p.miscommunication, p.hidden_errors)
    work_on_projects(week, world, chart, p.project.allocation, working, luck)
    report_projects(world, p.reporting, p.coordination)
    finish_projects(week, world, chart, p.delivery, p.hidden_errors, p.steering, p.tracking)
    live_together(week, world, chart, p.experience, p.ties, luck)
    fade_ties(world, p.ties)
    present_results(world, chart, p.feedback, p.experience)
    listen(world, chart, p.influence)
    adopt(week, world, chart, p.adoption, p.rollout, p.saturation, luck)
    learn_and_forget(world, chart.unit, world.effects[THIS_WEEK].self_help, p.learning)
    feel(world, p.wellbeing)
    record_week(world, chart, p.reporting, row)


def order_of_the_week() -> list[tuple[str, str, str]]:
    """Return the steps of a week in the order they run: (function, module, first line of its description)."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(live_week)))
    body = tree.body[0].body  # type: ignore[attr-defined]
    calls = [
        ast.unparse(node.value.func) for node in body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]
    return [step for name in calls for step in _described(name)]


def _described(name: str) -> list[tuple[str, str, str]]:
    inside = actions_of_interventions() if name == intervene.__name__ else []
    return [_describe(name), *((f"  {one}", f"sim.interventions.{one}", does) for one, does in inside)]


def _describe(name: str) -> tuple[str, str, str]:
    function = globals()[name]
    text = inspect.getdoc(function) or ""
    return name, function.__module__, text.splitlines()[0]
