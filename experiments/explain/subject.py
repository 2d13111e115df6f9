"""What can be asked about, how many of each there are, and what their names are."""

from collections.abc import Sequence

import numpy as np

from experiments.explain.employee import EmployeeThing
from experiments.explain.events import Subject
from experiments.explain.group import GroupThing
from experiments.explain.practices import practices_told
from experiments.explain.project import ProjectThing
from experiments.explain.project_names import names_of_projects
from sim.errors import ScenarioError, nearest_hint
from sim.replay import Replay


def subject_of(kind: str, replay: Replay, number: int, practices: Sequence[int] = ()) -> Subject:
    """Return what has this number; people are told about ``practices``, else about those that are done in the run."""
    if kind == "project":
        return ProjectThing(replay, number)
    if kind == "employee":
        return EmployeeThing(replay, number, practices or practices_told(replay))
    return GroupThing(kind, replay, number, practices or practices_told(replay))


def subject_like(subject: Subject, replay: Replay) -> Subject | None:
    """Return the same subject in another run with the same people and luck.

    None where the work is cut into other projects.

    Projects are the same where they draw the same luck, by their key, for the same effort.
    """
    if subject.kind != "project":
        return subject_of(subject.kind, replay, subject.number, subject.practices)
    project, others = subject.replay.plan.projects[subject.number], replay.plan.projects
    same = np.flatnonzero((others["key"] == project["key"]) & (others["effort"] == project["effort"]))
    return ProjectThing(replay, int(same[0])) if len(same) else None


def names_of(kind: str, replay: Replay) -> list[str]:
    """Return the names of all of a kind, by number."""
    organization = replay.organization
    if kind == "project":
        return names_of_projects(replay)
    if kind == "employee":
        return list(organization.seat_names)
    if kind == "department":
        return list(organization.department_names)
    return [str(number) for number in range(organization.units)]


def number_of(kind: str, text: str, replay: Replay) -> int:
    """Return the number of what somebody named by name or by number; raise ScenarioError where there is none.

    A name counts before a number: people of one's own table are often called by numbers.
    """
    names = names_of(kind, replay)
    number = names.index(text) if text in names else int(text) if text.isdecimal() else len(names)
    if number < len(names):
        return number
    if not names:
        raise ScenarioError(f"--{kind} {text}: this run has no {kind}s")
    hint = "" if text.isdecimal() else nearest_hint(text, names).removesuffix("?")
    named = "" if kind == "unit" else f", or by name {names[0]} to {names[-1]}"
    raise ScenarioError(f"--{kind}: there is no {kind} {text}{hint}; {kind}s are numbered 0 to {len(names) - 1}{named}")
