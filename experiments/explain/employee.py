"""A seat and who sits in it as something to ask about, and the recorder that watches it."""

import inspect
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import Event, Figure, Figures, Reason, SubjectOutcome
from experiments.explain.followed import ladder_of, units_of
from experiments.explain.group import contacts_of
from experiments.explain.group_recorder import attention_left
from experiments.explain.trials import PracticeTrial, trials_of_week
from experiments.wording.names import project_name
from experiments.wording.quantities import percent
from sim.processes.adoption import relapse_hazard
from sim.replay import Moment, Replay
from sim.state import (
    ADOPTED,
    AWARE,
    NEVER,
    NO_PROJECT,
    OUTCOMES,
    RELAPSED,
    STAGES,
    TRUST,
    TRYING,
    UNAWARE,
    Array,
    World,
)

TRAITS = ("readiness", "threshold", "proficiency", "exposure", "workload", "job_satisfaction", "sense_of_influence")


class EmployeeThing:
    """A seat."""

    kind = "employee"

    def __init__(self, replay: Replay, number: int) -> None:
        self.replay = replay
        self.number = number
        self.name = replay.organization.seat_names[number]

    def parts(self, world: World) -> Mapping[str, Array]:
        """Return its traits, its records and the ties its work has formed."""
        row = slice(self.number, self.number + 1)
        arrays = {name: getattr(world, name)[row] for name in ("traits", "stances", "seats", "formed_strength")}
        return {**arrays, "ladders": world.ladders[:, row]}

    def outcome(self, world: World) -> SubjectOutcome:
        """Return the stage of adoption of whoever sits there; the scale is proficiency."""
        rung = ladder_of(world, self.replay.scenario)[self.number]
        stage, people = STAGES[rung["stage"]], int(world.seats[self.number]["people"])
        who = "" if people == 1 else f"; the person is number {people} in this seat"
        return SubjectOutcome(stage, f"{stage} since week {int(rung['stage_week'])}{who}", float(rung["proficiency"]))

    def differs(self, outcome: SubjectOutcome, other: SubjectOutcome) -> bool:
        """Return whether the word for it is another one."""
        return outcome.word != other.word

    def listens_to(self, _world: World, /) -> NDArray[np.int64]:
        """Return the seats the person turns to or reports to."""
        return contacts_of(np.array([self.number]), self.replay.organization)

    def recorder(self) -> "EmployeeRecorder":
        """Return a new recorder for it."""
        return EmployeeRecorder(self.replay, self.number)


class EmployeeRecorder:
    """Watches one seat."""

    def __init__(self, replay: Replay, number: int) -> None:
        self.replay = replay
        self.number = number
        self._events: list[Event] = []
        self._trials: list[PracticeTrial] = []
        self._rows: list[Figures] = []

    def see(self, moment: Moment) -> None:
        """Note what a week changed."""
        if moment.week == 0:
            self._note(moment, "seat", "sits here", f"sits here from the start: {self._person(moment)}")
        self._note_departure(moment)
        self._note_rollout(moment)
        self._note_project(moment)
        self._note_stage(moment)
        if (moment.week + 1) % 26 == 0 or moment.week + 1 == self.replay.plan.weeks:  # twice a year
            self._rows.append(self._row(moment))

    def _note(self, moment: Moment, kind: str, brief: str, text: str, **figures: Figure) -> None:
        self._events.append(Event(moment.week, kind, brief, text, figures))

    def _rung(self, world: World) -> Array:
        """Return where the person stands with the practice that the run is followed by."""
        return ladder_of(world, self.replay.scenario)[self.number]

    def _person(self, moment: Moment) -> str:
        seat, threshold = moment.after.seats[self.number], float(moment.after.stances["threshold"][self.number])
        silo, trust, process = (float(value) for value in moment.after.traits[self.number][:3])
        return (
            f"silo {silo:.2f}, trust {trust:.2f}, process orientation {process:.2f}, readiness "
            f"{seat['readiness']:.2f}, "
            f"convinced when {percent(threshold)} of the contacts use the practice"
        )

    def _note_departure(self, moment: Moment) -> None:
        before, after = moment.before.seats[self.number], moment.after.seats[self.number]
        if before["people"] != after["people"]:
            stage, content = STAGES[self._rung(moment.before)["stage"]], float(before["job_satisfaction"])
            text = f"leaves ({stage}, job satisfaction {content:.2f}); a newcomer sits down: {self._person(moment)}"
            self._note(moment, "leaves", "leaves, a newcomer comes", text, stage=stage, job_satisfaction=content)

    def _note_rollout(self, moment: Moment) -> None:
        unit = self.replay.organization.unit[self.number]
        before, after = (units_of(world, self.replay.scenario)[unit] for world in (moment.before, moment.after))
        if after["joined"] != before["joined"]:
            support = float(after["support"])
            text = f"unit {unit} is taken on; support {support:.2f} (1: full)"
            self._note(moment, "taken on", f"unit taken on, support {support:.2f}", text, support=support)

    def _note_project(self, moment: Moment) -> None:
        before, after = (
            int(moment.before.seats["project"][self.number]),
            int(moment.after.seats["project"][self.number]),
        )
        if before == after:
            return
        if before != NO_PROJECT:
            outcome = OUTCOMES[moment.after.projects["outcome"][before]]
            name = project_name(before)
            self._note(
                moment, "project", f"{name} {outcome}", f"{name} ends: {outcome}", project=before, outcome=outcome
            )
        if after != NO_PROJECT:
            self._note(
                moment,
                "project",
                f"joins {project_name(after)}",
                f"joins the team of {project_name(after)}",
                project=after,
            )

    def _note_stage(self, moment: Moment) -> None:
        left = moment.before.seats["people"][self.number] != moment.after.seats["people"][self.number]
        before, after = self._rung(moment.before), self._rung(moment.after)
        was = UNAWARE if left else int(before["stage"])
        stage = int(after["stage"])
        if stage == was:
            return
        self._trials += (ended := trials_of_week([self.number], moment, self.replay))
        using, threshold = float(after["exposure"]), float(moment.after.stances["threshold"][self.number])
        if stage == AWARE:
            self._note(
                moment,
                "hears",
                "hears of it",
                f"hears of the practice; {percent(using)} of the contacts use it",
                exposure=using,
            )
        elif stage == TRYING:
            self._note(
                moment,
                "tries",
                "tries",
                self._why_trying(moment, using, threshold),
                exposure=using,
                threshold=threshold,
            )
        elif ended:
            verb = "adopts" if stage == ADOPTED else "gives up"
            self._note(moment, verb, verb, f"{verb} after the trial: {ended[0].in_words()}", quality=ended[0].quality)
        elif stage == RELAPSED:
            hazard = inspect.unwrap(relapse_hazard)(using, float(before["proficiency"]), self.replay.scenario.adoption)
            skill = f"proficiency {before['proficiency']:.2f}, hazard {hazard:.4f} a week"
            self._note(
                moment,
                "gives up",
                "gives up",
                f"gives up later: {percent(using)} of the contacts use it, {skill}",
                exposure=using,
            )

    def _why_trying(self, moment: Moment, using: float, threshold: float) -> str:
        unit = units_of(moment.after, self.replay.scenario)[self.replay.organization.unit[self.number]]
        against = "more" if using > threshold else "less"
        drawn = f"{percent(using)} of the contacts use it, {against} than the {percent(threshold)} that convince"
        if unit["joined"] == NEVER:
            return f"begins to try, without being asked: {drawn}"
        left = attention_left(moment, self.replay)
        return (
            f"begins to try: the unit is asked to (support {unit['support']:.2f}, attention of the programme "
            f"{left:.2f}); {drawn}"
        )

    def _row(self, moment: Moment) -> Figures:
        rung, stance, seat = (
            self._rung(moment.after),
            moment.after.stances[self.number],
            moment.after.seats[self.number],
        )
        records = {name: next(row for row in (rung, stance, seat) if name in row.dtype.names) for name in TRAITS}
        traits: dict[str, Figure] = {name: float(record[name]) for name, record in records.items()}
        return {
            "week": moment.week,
            "stage": STAGES[rung["stage"]],
            "trust": float(moment.after.traits[self.number, TRUST]),
            **traits,
        }

    def events(self) -> list[Event]:
        """Return what happened."""
        return self._events

    def reasons(self) -> list[Reason]:
        """Return what every trial came to, and what would have saved the failed ones."""
        return [
            Reason("trial", _verdict(trial), {**trial._asdict(), "quality": trial.quality}) for trial in self._trials
        ]

    def table(self) -> list[Figures]:
        """Return how the person was, twice a year."""
        return self._rows


def _verdict(trial: PracticeTrial) -> str:
    if trial.adopted:
        return f"week {trial.week}: good enough, {trial.in_words()}"
    words = {"border": "if all contacts used it", "strain": "without overload", "luck": "with average luck"}
    saved = [text for part, text in words.items() if trial.passes_without(part)]
    return (
        f"week {trial.week}: not good enough, {trial.in_words()}; enough "
        f"{' or '.join(saved) or 'only with more proficiency'}"
    )
