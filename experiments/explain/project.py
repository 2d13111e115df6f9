"""A project as something to ask about, and the recorder that watches it."""

import inspect
import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import Event, Figures, Reason, SubjectOutcome, in_order
from experiments.explain.project_events import events_of_week
from experiments.explain.project_names import names_of_projects
from experiments.explain.project_reasons import ProjectEnvironment, reasons_of
from experiments.explain.project_week import ProjectWeek
from experiments.wording.phrases import signed_percent
from experiments.wording.quantities import percent
from sim.processes.coordination import time_lost
from sim.processes.delivery import drawn_for_benefits, luck_of_benefits
from sim.processes.legacy import legacy_factor
from sim.replay import Moment, Replay
from sim.state import CANCELLED, OUTCOMES, PLANNED, RUNNING, STATUSES, THIS_WEEK, Array, World

SPREADS = 2.0  # standard deviations of a Poisson count that make a week unusual
FEWEST = 2
HOW = {"delivered": "", "unused": " (delivered, never used)", "cancelled": " (cancelled)"}


class ProjectThing:
    """A project of the portfolio."""

    kind = "project"

    def __init__(self, replay: Replay, number: int) -> None:
        self.replay = replay
        self.number = number
        self.name = names_of_projects(replay)[number]
        self.practices: Sequence[int] = ()

    def parts(self, world: World) -> Mapping[str, Array]:
        """Return its record and its team."""
        return {"projects": world.projects[self.number : self.number + 1], "members": self._places(world)}

    def outcome(self, world: World) -> SubjectOutcome:
        """Return its outcome; the scale is spending over the first budget, minus 1."""
        return outcome_of(world.projects[self.number], self.replay)

    def differs(self, outcome: SubjectOutcome, other: SubjectOutcome) -> bool:
        """Return whether the word for it is another one."""
        return outcome.word != other.word

    def listens_to(self, world: World, /) -> NDArray[np.int64]:
        """Return the seats of its team."""
        return (
            self._places(world).astype(np.int64)
            if world.projects[self.number]["status"] != PLANNED
            else np.zeros(0, np.int64)
        )

    def recorder(self) -> "ProjectRecorder":
        """Return a new recorder for it."""
        return ProjectRecorder(self.replay, self.number)

    def _places(self, world: World) -> Array:
        first = int(world.projects[self.number]["team_start"])
        return world.members[first : first + int(world.projects[self.number]["team"])]


class ProjectRecorder:
    """Watches one project."""

    def __init__(self, replay: Replay, number: int) -> None:
        self.replay = replay
        self.number = number
        self._events: list[Event] = []
        self._failures: list[tuple[int, int]] = []
        self._record: Array = None
        self._around = ProjectEnvironment(0.0, 1.0, 0.0, 0.0, 1.0)

    def see(self, moment: Moment) -> None:
        """Note what a week changed."""
        week = ProjectWeek(self.replay, self.number, moment)
        self._events += events_of_week(week)
        self._record = week.after.copy()
        if week.runs:
            self._failures.append((moment.week, int(week.gain("failed_exchanges"))))
        if week.starts:
            self._note_start(moment)
        if week.ends:
            self._note_end(moment)

    def _note_start(self, moment: Moment) -> None:
        debt = float(moment.after.departments[self._record["lead"]]["legacy"])
        legacy = inspect.unwrap(legacy_factor)(debt, self.replay.scenario.legacy)
        team, usual = int(self._record["team"]), float(self._record["usual_team"])
        overhead = time_lost(team, usual, self.replay.plan.parameters["coordination"])
        self._around = self._around._replace(overhead=overhead, legacy=legacy)

    def _note_end(self, moment: Moment) -> None:
        """Note how ready the receiving department was before this week's news reached it."""
        start, lead = self.replay.organization.department_start, int(self._record["lead"])
        ready = float(moment.before.seats["readiness"][start[lead] : start[lead + 1]].mean())
        cared = float(moment.after.effects[THIS_WEEK]["user_care"])
        self._around = self._around._replace(ready=ready, cared=cared, luck=self._luck_of_benefits())

    def _luck_of_benefits(self) -> float:
        p = self.replay.scenario.delivery
        drawn = drawn_for_benefits(int(self._record["key"]), self.replay.luck)
        return float(inspect.unwrap(luck_of_benefits)(drawn, p)) if p.luck > 0.0 else 1.0

    def events(self) -> list[Event]:
        """Return what happened, weeks with unusually many failed exchanges among it."""
        return in_order([*self._events, *unusual_failures(self._failures)])

    def reasons(self) -> list[Reason]:
        """Return why it ended as it did; nothing for a project that never started."""
        if self._record["status"] == PLANNED:
            return []
        return reasons_of(self._record, self._around, self.replay.scenario)

    def table(self) -> list[Figures]:
        """Return nothing: the events of a project say it all."""
        return []


def unusual_failures(counts: list[tuple[int, int]]) -> list[Event]:
    """Return the weeks in which more exchanges failed than a Poisson count around the mean makes likely."""
    if not counts:
        return []
    usual = sum(count for _, count in counts) / len(counts)
    limit = max(FEWEST, usual + SPREADS * math.sqrt(usual))
    return [
        Event(
            week,
            "failures",
            f"{count} exchanges fail",
            f"{count} exchanges fail, where {usual:.1f} a week are usual for this project",
            {"failed": count, "usual": usual},
        )
        for week, count in counts
        if count > limit
    ]


def outcome_of(record: Array, replay: Replay) -> SubjectOutcome:
    """Return the outcome of a project from its record.

    The scale is spending over the first budget, minus 1 (0 before its start).
    """
    status, outcome = int(record["status"]), OUTCOMES[record["outcome"]]
    if status == PLANNED:
        wanted, weeks = int(record["wanted"]), replay.plan.weeks
        late = wanted >= weeks
        text = (
            f"would be approved in week {wanted}, beyond the horizon of {weeks} weeks"
            if late
            else "never started: too few people free"
        )
        return SubjectOutcome("not started", text, 0.0)
    overrun = float(record["spent"] / record["budget_first"]) - 1.0
    cost, spent = f"{signed_percent(overrun)} cost", f"{percent(1.0 + overrun)} of its first budget spent"
    if status == RUNNING:
        return SubjectOutcome("unfinished", f"still running at the horizon, with {spent}", overrun)
    word = f"{outcome}{HOW[STATUSES[status]]}"
    if status == CANCELLED:
        return SubjectOutcome(word, f"{word} in week {int(record['finish'])}, with {spent}", overrun)
    return SubjectOutcome(word, f"{word} in week {int(record['finish'])}, {cost}", overrun)
