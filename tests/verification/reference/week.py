"""The order of the week."""

from tests.verification.reference.adoption import adopt
from tests.verification.reference.budget import keep_budget
from tests.verification.reference.delivery import finish_projects
from tests.verification.reference.effects import open_week
from tests.verification.reference.events import meet_events
from tests.verification.reference.experience import live_together
from tests.verification.reference.feedback import present_results
from tests.verification.reference.influence import listen
from tests.verification.reference.interventions import intervene
from tests.verification.reference.learning import learn_and_forget
from tests.verification.reference.plain import Place
from tests.verification.reference.reporting import count_watermelons, report_projects
from tests.verification.reference.rollout import take_on_units
from tests.verification.reference.staffing import start_projects
from tests.verification.reference.ties import fade_ties
from tests.verification.reference.turnover import replace_leavers
from tests.verification.reference.wellbeing import feel
from tests.verification.reference.work import work_on_projects
from tests.verification.reference.workload import load_everybody

WEEK = (
    meet_events,
    keep_budget,
    open_week,
    replace_leavers,
    load_everybody,
    take_on_units,
    intervene,
    start_projects,
    work_on_projects,
    report_projects,
    finish_projects,
    live_together,
    fade_ties,
    present_results,
    listen,
    adopt,
    learn_and_forget,
    feel,
    count_watermelons,
)


def live_week(place: Place) -> None:
    """Live one week."""
    for step in WEEK:
        step(place)
