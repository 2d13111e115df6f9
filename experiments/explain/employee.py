"""A seat and who sits in it as something to ask about, and the recorder that watches it."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.explain.employee_practice import EmployeePractice
from experiments.explain.events import Event, Figure, Figures, Reason, SubjectOutcome
from experiments.explain.group import contacts_of
from experiments.explain.practices import event_of, practice_name, reason_of
from experiments.explain.project_names import names_of_projects
from experiments.wording.quantities import percent
from sim.replay import Moment, Replay
from sim.state import NO_PROJECT, OUTCOMES, STAGES, TRUST, Array, World

OF_PRACTICE = ("proficiency", "exposure")
OF_WORK = ("workload", "job_satisfaction", "sense_of_influence")


class EmployeeThing:
    """A seat."""

    kind = "employee"

    def __init__(self, replay: Replay, number: int, practices: Sequence[int]) -> None:
        self.replay = replay
        self.number = number
        self.name = replay.organization.seat_names[number]
        self.practices = practices

    def parts(self, world: World) -> Mapping[str, Array]:
        """Return its traits, its records and the ties its work has formed."""
        row = slice(self.number, self.number + 1)
        arrays = {name: getattr(world, name)[row] for name in ("traits", "stances", "seats", "formed_strength")}
        return {**arrays, "ladders": world.ladders[:, row]}

    def outcome(self, world: World) -> SubjectOutcome:
        """Return the stage of adoption of whoever sits there, practice by practice; the scale is proficiency."""
        rungs = {m: world.ladders[m, self.number] for m in self.practices}
        people = int(world.seats[self.number]["people"])
        who = "" if people == 1 else f"; {self.name} has left, and the person is number {people} in this seat"
        since = {m: f"{STAGES[rung['stage']]} since week {int(rung['stage_week'])}" for m, rung in rungs.items()}
        skills = {practice_name(m): float(rung["proficiency"]) for m, rung in rungs.items()}
        text = f"{_by_practice(since)}{who}"
        return SubjectOutcome(stages_of(self.number, self.practices, world), text, sum(skills.values()), skills)

    def differs(self, outcome: SubjectOutcome, other: SubjectOutcome) -> bool:
        """Return whether the word for it is another one."""
        return outcome.word != other.word

    def listens_to(self, _world: World, /) -> NDArray[np.int64]:
        """Return the seats the person turns to or reports to."""
        return contacts_of(np.array([self.number]), self.replay.organization)

    def recorder(self) -> "EmployeeRecorder":
        """Return a new recorder for it."""
        return EmployeeRecorder(self.replay, self.number, self.practices)


def stages_of(seat: int, practices: Sequence[int], world: World) -> str:
    """Return on which stage somebody is, with each practice where there are several."""
    return _by_practice({m: STAGES[world.ladders[m, seat]["stage"]] for m in practices})


def _by_practice(texts: Mapping[int, str]) -> str:
    if len(texts) == 1:
        return next(iter(texts.values()))
    return ", ".join(f"{practice_name(m)} {text}" for m, text in texts.items())


class EmployeeRecorder:
    """Watches one seat."""

    def __init__(self, replay: Replay, number: int, practices: Sequence[int]) -> None:
        self.replay = replay
        self.number = number
        self.told = practices
        self._practices = [EmployeePractice(m, replay, number) for m in practices]
        self._events: list[Event] = []
        self._rows: list[Figures] = []

    def see(self, moment: Moment) -> None:
        """Note what a week changed."""
        if moment.week == 0:
            self._note(moment, "seat", "sits here", f"sits here from the start: {self._person(moment)}")
        self._note_departure(moment)
        self._note_practices(moment, EmployeePractice.taken_on)
        self._note_project(moment)
        self._note_practices(moment, EmployeePractice.moves)
        if (moment.week + 1) % 26 == 0 or moment.week + 1 == self.replay.plan.weeks:  # twice a year
            self._rows += self._rows_of_half_year(moment)

    def _note(self, moment: Moment, kind: str, brief: str, text: str, **figures: Figure) -> None:
        self._events.append(Event(moment.week, kind, brief, text, figures))

    def _note_practices(self, moment: Moment, change: Callable[[EmployeePractice, Moment], Event | None]) -> None:
        for practice in self._practices:
            event = change(practice, moment)
            if event is not None:
                self._events.append(event_of(event, practice.m, self.told))

    def _person(self, moment: Moment) -> str:
        seat, threshold = moment.after.seats[self.number], float(moment.after.stances["threshold"][self.number])
        silo, trust, process = (float(value) for value in moment.after.traits[self.number][:3])
        return (
            f"silo {silo:.2f}, trust {trust:.2f}, process orientation {process:.2f}, readiness "
            f"{seat['readiness']:.2f}, "
            f"convinced when {percent(threshold)} of the contacts use {'the' if len(self.told) == 1 else 'a'} practice"
        )

    def _note_departure(self, moment: Moment) -> None:
        before, after = moment.before.seats[self.number], moment.after.seats[self.number]
        if before["people"] != after["people"]:
            stage, content = stages_of(self.number, self.told, moment.before), float(before["job_satisfaction"])
            text = f"leaves ({stage}, job satisfaction {content:.2f}); a newcomer sits down: {self._person(moment)}"
            self._note(moment, "leaves", "leaves, a newcomer comes", text, stage=stage, job_satisfaction=content)

    def _note_project(self, moment: Moment) -> None:
        before, after = (int(world.seats["project"][self.number]) for world in (moment.before, moment.after))
        if before == after:
            return
        if before != NO_PROJECT:
            outcome, name = OUTCOMES[moment.after.projects["outcome"][before]], names_of_projects(self.replay)[before]
            brief, text = f"{name} {outcome}", f"{name} ends: {outcome}"
            self._note(moment, "project", brief, text, project=before, outcome=outcome)
        if after != NO_PROJECT:
            name = names_of_projects(self.replay)[after]
            self._note(moment, "project", f"joins {name}", f"joins the team of {name}", project=after)

    def _rows_of_half_year(self, moment: Moment) -> list[Figures]:
        """Return how the person is with every practice; what has to do with none of them in the first row only."""
        rows: list[Figures] = []
        for m in self.told:
            rung = moment.after.ladders[m, self.number]
            which = {} if len(self.told) == 1 else {"practice": practice_name(m)}
            person, work = self._person_and_work(moment)
            if rows:
                person, work = dict.fromkeys(person), dict.fromkeys(work)
            mastered = {name: float(rung[name]) for name in OF_PRACTICE}
            rows.append({"week": moment.week, **which, "stage": STAGES[rung["stage"]], **person, **mastered, **work})
        return rows

    def _person_and_work(self, moment: Moment) -> tuple[dict[str, Figure], dict[str, Figure]]:
        seat = moment.after.seats[self.number]
        person: dict[str, Figure] = {
            "trust": float(moment.after.traits[self.number, TRUST]),
            "readiness": float(seat["readiness"]),
            "threshold": float(moment.after.stances["threshold"][self.number]),
        }
        return person, {name: float(seat[name]) for name in OF_WORK}

    def events(self) -> list[Event]:
        """Return what happened."""
        return self._events

    def reasons(self) -> list[Reason]:
        """Return what every trial came to, and what would have saved the failed ones."""
        return [reason_of(reason, each.m, self.told) for each in self._practices for reason in each.reasons()]

    def table(self) -> list[Figures]:
        """Return how the person was, twice a year, with every practice."""
        return self._rows
