"""The metric dictionary: every number a run reports, with definition, unit and direction."""

from collections import namedtuple
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Metric:
    """One number: its name, what it is, its unit, and whether more (+1) or less (-1) of it is better (0: neither)."""

    name: str
    definition: str
    unit: str
    direction: int


METRICS = (
    Metric(
        "portfolio_benefits", "benefits until the horizon over those of the same work delivered when due", "share", 1
    ),
    Metric(
        "successful",
        "due projects within tolerance of the first baseline and with enough benefits",
        "share of due projects",
        1,
    ),
    Metric("challenged", "due projects delivered otherwise", "share of due projects", -1),
    Metric("failed", "due projects cancelled, or delivered and never used", "share of due projects", -1),
    Metric("unfinished", "due projects that still run at the horizon", "share of due projects", -1),
    Metric("cancelled", "due projects cancelled", "share of due projects", -1),
    Metric("unused", "due projects delivered and never used", "share of due projects", -1),
    Metric("work_delivered", "wanted change work delivered and used by the horizon", "share of wanted work", 1),
    Metric("work_successful", "due work that ended in successful projects", "share of due work", 1),
    Metric("benefits_realization", "realized over planned benefits of due projects, by effort and worth", "share", 1),
    Metric("time_to_first_benefit", "week in which the first benefit flows (horizon if none does)", "weeks", -1),
    Metric("cost_overrun_first", "mean spending over the first budget, minus 1, of delivered projects", "ratio", -1),
    Metric("cost_overrun_last", "mean spending over the last budget, minus 1, of delivered projects", "ratio", -1),
    Metric(
        "schedule_overrun_first",
        "mean working time over the first schedule, minus 1, of delivered projects",
        "ratio",
        -1,
    ),
    Metric(
        "schedule_overrun_last", "mean working time over the last schedule, minus 1, of delivered projects", "ratio", -1
    ),
    Metric("over_half", "delivered projects more than 50 % over the first budget", "share of delivered", -1),
    Metric("rework_share", "project effort spent on rework", "share of effort", -1),
    Metric("coordination_share", "project effort spent on coordination", "share of effort", -1),
    Metric("fixed_share", "project effort spent on starting up and integrating", "share of effort", -1),
    Metric("waiting_share", "weeks started projects waited for people, of waiting and working", "share of weeks", -1),
    Metric("rebaselines", "new baselines a started project", "per project", -1),
    Metric("projects_due", "projects that should have ended by their first baseline and the tolerance", "projects", 0),
    Metric("projects_started", "projects started", "projects", 0),
    Metric("projects_wanted", "projects wanted over the run", "projects", 0),
    Metric("effort_spent", "effort spent on projects", "person-weeks", 0),
    Metric("intervention_effort", "time that interventions take from people, and coaches", "person-weeks", -1),
    Metric("intervention_money", "money that interventions spend outside", "EUR", -1),
    Metric("joined", "people whose unit was taken on", "share of people", 0),
    Metric("unaware", "people who have not heard of the practice", "share of people", -1),
    Metric("aware", "people who know it and do not use it", "share of people", 0),
    Metric("trying", "people who try it", "share of people", 0),
    Metric("adopted", "people who have adopted it", "share of people", 1),
    Metric("relapsed", "people who gave it up", "share of people", -1),
    Metric("adoption_t10", "first week with 10 % adopted, of runs in which that happens", "weeks", -1),
    Metric("adoption_t50", "first week with 50 % adopted, of runs in which that happens", "weeks", -1),
    Metric("adoption_t90", "first week with 90 % adopted, of runs in which that happens", "weeks", -1),
    Metric("proficiency", "mean proficiency in the practice", "0 to 1", 1),
    Metric("ei_index", "E-I index of tie strengths across and inside departments", "-1 to 1", 0),
    Metric("department_assortativity", "assortativity of tie strength by department", "-1 to 1", 0),
    Metric("trust", "mean trust", "0 to 1", 1),
    Metric("silo", "mean silo", "0 to 1", -1),
    Metric("process_orientation", "mean process orientation", "0 to 1", -1),
    Metric("readiness", "mean readiness for change", "0 to 1", 1),
    Metric("job_satisfaction", "mean job satisfaction", "0 to 1", 1),
    Metric("sense_of_influence", "mean sense of being able to influence", "0 to 1", 1),
    Metric("workload", "mean workload (demand over capacity)", "ratio", -1),
    Metric("newcomers", "people who joined after somebody left", "share of people", 0),
    Metric("watermelon", "weeks of running projects reported green and truly red", "share of project-weeks", -1),
    Metric(
        "benefits_per_effort",
        "planned effort times benefit rate of due projects over the effort spent on them",
        "ratio",
        1,
    ),
    Metric("tracked", "started projects whose benefits are tracked", "share of projects", 0),
    Metric("legacy_debt", "mean legacy debt, by head count", "0 to 1", -1),
    Metric("training_applied", "trained people who apply what they learned", "share of trained", 1),
    Metric("service_saved", "service demand saved by process improvement", "share of demand", 1),
    Metric(
        "change_success",
        "index of the success of the change: the weighted geometric mean of due work on plan, realized benefits up to "
        "those planned, practices in use where one is done, and how people fare",
        "0 to 1",
        1,
    ),
    Metric("change_success_weakest", "the weakest part of the success of the change", "0 to 1", 1),
    Metric("work_on_plan", "due work delivered and used within tolerance of cost and schedule", "share of due work", 1),
    Metric("mastery", "practices in use, as far as those who have adopted them master them", "share of people", 1),
    Metric("people_index", "mean of trust, job satisfaction and retention", "0 to 1", 1),
    Metric("retention", "people who stayed, of those there are in a year", "share of people", 1),
    Metric("on_plan", "due projects used, within tolerance of cost and schedule", "share of due projects", 1),
    Metric("budget_spent", "what measures and projects cost at the budget's prices", "EUR", -1),
    Metric("stopped_weeks", "weeks in which the year's budget was used up", "weeks", -1),
    Metric("worthwhile", "due projects used, with enough of the planned benefits", "share of due projects", 1),
    Metric("failed_exchanges", "exchanges in teams that failed, by project effort", "per 100 person-weeks", -1),
)
METRIC_NAMES = tuple(metric.name for metric in METRICS)
METRIC: Any = namedtuple("MetricColumns", METRIC_NAMES)(*range(len(METRIC_NAMES)))  # noqa: PYI024 - its fields are the names above

_OF_A_RUN = {metric.name: metric for metric in METRICS}

# What is recorded every week; a metric of a run that is named here is the value of its last week.
SERIES = (
    _OF_A_RUN["joined"],
    _OF_A_RUN["unaware"],
    _OF_A_RUN["aware"],
    _OF_A_RUN["trying"],
    _OF_A_RUN["adopted"],
    _OF_A_RUN["relapsed"],
    _OF_A_RUN["proficiency"],
    Metric("support", "mean support of the units on board (0 if none is)", "0 to 1", 1),
    _OF_A_RUN["trust"],
    _OF_A_RUN["silo"],
    _OF_A_RUN["process_orientation"],
    _OF_A_RUN["readiness"],
    Metric("collaboration_skill", "mean collaboration skill", "0 to 1", 1),
    _OF_A_RUN["job_satisfaction"],
    _OF_A_RUN["sense_of_influence"],
    _OF_A_RUN["workload"],
    _OF_A_RUN["ei_index"],
    Metric("running_projects", "projects running", "projects", 0),
    Metric("engaged", "people on projects", "share of people", 0),
    Metric("reported_red", "running projects that report red", "share of running", -1),
    Metric("truly_red", "running projects that are red", "share of running", -1),
    Metric("watermelon", "running projects that report green and are red", "share of running", -1),
    Metric("work_delivered", "wanted change work delivered and used so far", "share of wanted work", 1),
    Metric("effort_spent", "effort spent on projects so far", "person-weeks", 0),
    Metric("using", "people who use the practice, trying or adopted", "share of people", 1),
    _OF_A_RUN["training_applied"],
    _OF_A_RUN["service_saved"],
    _OF_A_RUN["legacy_debt"],
)
SERIES_NAMES = tuple(metric.name for metric in SERIES)
WEEKLY: Any = namedtuple("WeeklyColumns", SERIES_NAMES)(*range(len(SERIES_NAMES)))  # noqa: PYI024 - its fields are the names above
