"""Fields of the world in words, in the order of the steps of a week that make them differ.

A difference found after a week may touch many fields at once; the one that comes first here names where it began, and
what is only booked comes last. What moves a trait for good moves its anchor too, so a trait that differs alone was
taken over from others (``listen``).
"""

from typing import NamedTuple

from experiments.wording.names import project_name
from sim.processes.reporting import COLOURS
from sim.state import OUTCOMES, STAGES, STATUSES


class Field(NamedTuple):
    """The step of the week (or one of several) that makes a field differ, and what the field is."""

    step: str
    words: str


PEOPLE, LOAD, ROLLOUT, ACT, START = "replace_leavers", "load_everybody", "take_on_units", "intervene", "start_projects"
WORK, REPORT, FINISH, TOGETHER, NEWS = (
    "work_on_projects",
    "report_projects",
    "finish_projects",
    "live_together",
    "present_results",
)
LISTEN, ADOPT, LEARN, FEEL, AGENDA = "listen", "adopt", "learn_and_forget", "feel", "open_agenda"
OR = " or "

FIELDS = {
    "projects": Field("", "number of projects"),
    "portfolio.wanted": Field("", "projects wanted"),
    "portfolio.rollout_start": Field("", "week in which the rollout begins"),
    "projects.wanted": Field("", "week of approval"),
    "members": Field(START, "seats of the team"),
    "units.rank": Field("", "place in the rollout"),
    "seats.people": Field(PEOPLE, "people who have sat here"),
    "portfolio.hires": Field(PEOPLE, "people who have left"),
    "seats.workload": Field(LOAD, "workload"),
    "units.joined": Field(ROLLOUT, "week of being taken on"),
    "units.support": Field(ROLLOUT, "support"),
    "seats.claimed": Field(ACT, "share of the week that interventions take"),
    "departments.legacy": Field(ACT, "legacy debt"),
    "departments.saved": Field(ACT, "service demand saved"),
    "stances.process_anchor": Field(ACT, "process orientation to return to"),
    "projects.status": Field(START, "status"),
    "projects.start": Field(START, "week of the start"),
    "projects.tracked": Field(START, "benefits are tracked"),
    "projects.practice": Field(START + OR + WORK, "practice in the team"),
    "seats.project": Field(START + OR + FINISH, "project"),
    "portfolio.engaged": Field(START + OR + FINISH, "people on projects"),
    "projects.added_scope": Field(WORK, "requirements added"),
    "projects.sponsored": Field(WORK, "has a sponsor"),
    "projects.failed_exchanges": Field(WORK, "failed exchanges so far"),
    "projects.spent": Field(WORK, "person-weeks spent"),
    "projects.done": Field(WORK, "person-weeks done"),
    "projects.hidden": Field(WORK, "wrong work unseen"),
    "projects.rework_known": Field(WORK, "known rework"),
    "portfolio.spent": Field(WORK, "person-weeks spent on projects"),
    "projects.known_overrun": Field(REPORT, "overrun the team knows"),
    "projects.true_overrun": Field(REPORT, "true overrun"),
    "projects.reported_overrun": Field(REPORT, "reported overrun"),
    "projects.reported": Field(REPORT, "traffic light"),
    "projects.rebaselines": Field(FINISH, "new baselines"),
    "projects.outcome": Field(FINISH, "outcome"),
    "projects.finish": Field(FINISH, "week of the end"),
    "formed_strength": Field(TOGETHER, "ties formed at work"),
    "stances.silo_anchor": Field(ACT + OR + TOGETHER, "silo to return to"),
    "stances.trust_anchor": Field(TOGETHER + OR + NEWS + OR + ADOPT, "trust to return to"),
    "seats.readiness": Field(NEWS + OR + ADOPT, "readiness"),
    "stances.exposure": Field(LISTEN, "share of contacts who use the practice"),
    "traits.process": Field(LISTEN, "process orientation"),
    "traits.silo": Field(LISTEN, "silo"),
    "traits.trust": Field(LISTEN, "trust"),
    "seats.stage": Field(ADOPT, "stage of adoption"),
    "traits.use": Field(ADOPT, "uses the practice"),
    "seats.clock": Field(ADOPT, "patience used up toward the next stage"),
    "seats.proficiency": Field(LEARN, "proficiency"),
    "seats.collaboration_skill": Field(NEWS + OR + LEARN, "collaboration skill"),
    "seats.sense_of_influence": Field(FEEL, "sense of influence"),
    "seats.job_satisfaction": Field(FEEL, "job satisfaction"),
    "portfolio.money": Field(AGENDA, "EUR paid outside"),
    "portfolio.coaching_effort": Field(ROLLOUT, "person-weeks of coaches"),
    "portfolio.claimed_effort": Field(ACT, "person-weeks that interventions take"),
}
NAMED_VALUES = {
    "projects.status": STATUSES,
    "projects.reported": COLOURS,
    "projects.outcome": OUTCOMES,
    "seats.stage": STAGES,
}
UNSET = {"units.joined": "never", "seats.project": "none"}
COLUMNS = {"traits": ("silo", "trust", "process", "use")}
PLACES = {name: place for place, name in enumerate(FIELDS)}


def place_of(name: str) -> int:
    """Return the place of a field in the order of a week; fields nobody named here come last."""
    return PLACES.get(name, len(PLACES))


def in_words(name: str) -> str:
    """Return what a field is; its own name where nobody named it here."""
    return FIELDS[name].words if name in FIELDS else name


def step_of(name: str) -> str:
    """Return the step of the week that makes a field differ, or nothing where that is not known."""
    return FIELDS[name].step if name in FIELDS else ""


def shown(name: str, value: float, digits: int) -> str:
    """Return a value of a field for people, a measure with so many digits."""
    if name in NAMED_VALUES:
        return NAMED_VALUES[name][int(value)]
    if name in UNSET and value < 0:
        return UNSET[name]
    if name == "seats.project":
        return project_name(int(value))
    return f"{value:.{digits}g}"
