"""The recorder of a unit or a department: who hears, tries, adopts and gives up, with which support, in which mood."""

import inspect
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import Event, Figure, Figures, Reason, in_order
from experiments.explain.followed import followed_in, ladder_of, rollout_followed, units_of
from experiments.explain.group_sentences import onboarding, results_of_trials, support_of
from experiments.explain.trials import PracticeTrial, trials_of_week
from experiments.wording.phrases import counted
from sim.replay import Moment, Replay
from sim.rollout import QUARTER
from sim.state import ADOPTED, AWARE, NEVER, NO_PROJECT, OUTCOMES, RELAPSED, STAGES, TRUST, TRYING, UNAWARE, Array
from sim.taking_on import attention

MOVES = {AWARE: "hear", TRYING: "try", ADOPTED: "adopt", RELAPSED: "give_up"}
FIRST = {
    AWARE: "first to hear of the practice",
    TRYING: "first to try",
    ADOPTED: "first to adopt",
    RELAPSED: "first to give up",
}
HALF = 0.5


def attention_left(moment: Moment, replay: Replay) -> float:
    """Return how much attention the programme still has in a week, 1 at its start."""
    start = int(moment.after.rollouts["start"][followed_in(replay.scenario)])
    return float(inspect.unwrap(attention)(moment.week, start, rollout_followed(replay)))


class GroupRecorder:
    """Watches some seats and the units they form."""

    def __init__(self, replay: Replay, seats: NDArray[np.int64], units: NDArray[np.int64]) -> None:
        self.replay = replay
        self.seats = seats
        self.units = units
        self._events: list[Event] = []
        self._trials: list[PracticeTrial] = []
        self._rows: list[Figures] = []
        self._moved: Counter[str] = Counter()
        self._seen: set[int] = set()
        self._supports: list[float] = []
        self._attention = 0.0

    def see(self, moment: Moment) -> None:
        """Note what a week changed."""
        self._note_rollout(moment)
        self._note_moves(moment)
        self._note_projects(moment)
        self._trials += trials_of_week(self.seats.tolist(), moment, self.replay)
        if (moment.week + 1) % QUARTER == 0 or moment.week + 1 == self.replay.plan.weeks:
            self._rows.append(self._row(moment))
            self._moved.clear()

    def _note_rollout(self, moment: Moment) -> None:
        before, after = (units_of(world, self.replay.scenario)[self.units] for world in (moment.before, moment.after))
        new = after["joined"] != before["joined"]
        on_board = after["joined"] != NEVER
        young = on_board & (moment.week - after["joined"] < rollout_followed(self.replay).support_weeks)
        self._supports += after["support"][young].tolist()
        if new.any():
            self._attention = attention_left(moment, self.replay)
            everybody = units_of(moment.after, self.replay.scenario)
            wave = int((everybody["joined"] == moment.week).sum())
            again = bool((before["joined"][new] != NEVER).all())
            wave_of = (wave, len(everybody))
            self._note(
                moment, onboarding(self.units[new], after["support"][new], wave_of, len(self.units), again=again)
            )
        elif len(self.units) == 1 and on_board[0] and after["support"][0] != before["support"][0]:
            self._note(moment, support_of(float(before["support"][0]), float(after["support"][0]), over=not young[0]))

    def _note(self, moment: Moment, told: tuple[str, str, str, Figures]) -> None:
        self._events.append(Event(moment.week, *told))

    def _note_moves(self, moment: Moment) -> None:
        people = (world.seats["people"][self.seats] for world in (moment.before, moment.after))
        before, after = (ladder_of(world, self.replay.scenario)[self.seats] for world in (moment.before, moment.after))
        left = np.not_equal(*people)
        was = np.where(left, UNAWARE, before["stage"])
        self._moved["leave"] += int(left.sum())
        for stage, move in MOVES.items():
            arrived = (after["stage"] == stage) & (was != stage)
            self._moved[move] += int(arrived.sum())
            if arrived.any() and stage not in self._seen:
                self._seen.add(stage)
                who = self.replay.organization.seat_names[self.seats[np.argmax(arrived)]]
                self._note(
                    moment,
                    ("first", FIRST[stage], f"{who} is the {FIRST[stage]}", {"stage": STAGES[stage], "seat": who}),
                )
        self._note_half(moment, before["stage"], after["stage"])

    def _note_half(self, moment: Moment, before: Array, after: Array) -> None:
        then, now = (((stages == TRYING) | (stages == ADOPTED)).mean() for stages in (before, after))
        if (then > HALF) != (now > HALF):
            text = "more than half use the practice" if now > HALF else "no more than half use the practice any longer"
            self._note(moment, ("half", text, text, {"using": float(now)}))

    def _note_projects(self, moment: Moment) -> None:
        for k in moment.after.finished[: int(moment.after.portfolio[0]["finished"])].tolist():
            project = moment.after.projects[k]
            team = moment.after.members[int(project["team_start"]) :][: int(project["team"])]
            self._moved[OUTCOMES[project["outcome"]]] += int(np.isin(team, self.seats).any())

    def _row(self, moment: Moment) -> Figures:
        """Return how things stand, and what moved since the last row."""
        seats = moment.after.seats[self.seats]
        units = units_of(moment.after, self.replay.scenario)[self.units]
        stages = ladder_of(moment.after, self.replay.scenario)["stage"][self.seats]
        joined = units["joined"] != NEVER
        support = units["support"][joined]
        running = np.unique(seats["project"][seats["project"] != NO_PROJECT])
        levels: dict[str, Figure] = {name: int((stages == stage).sum()) for stage, name in enumerate(STAGES)}
        moved: dict[str, Figure] = {name: self._moved[name] for name in ("hear", "try", "adopt", "give_up", "leave")}
        mood: dict[str, Figure] = {
            "trust": float(moment.after.traits[self.seats, TRUST].mean()),
            "readiness": float(seats["readiness"].mean()),
            "satisfaction": float(seats["job_satisfaction"].mean()),
        }
        ended: dict[str, Figure] = {outcome: self._moved[outcome] for outcome in OUTCOMES[1:]}
        rollout: dict[str, Figure] = {"on_board": int(joined.sum())} if len(self.units) > 1 else {}
        rollout["support"] = float(support.mean()) if len(support) else 0.0
        return {"week": moment.week, **rollout, **levels, **moved, **mood, "running": len(running), **ended}

    def events(self) -> list[Event]:
        """Return what happened; who gives up, quarter by quarter."""
        return in_order([*self._events, *self._given_up()])

    def _given_up(self) -> list[Event]:
        found, first = [], 0
        for row in self._rows:
            last, count = int(row["week"] or 0), int(row["give_up"] or 0)
            ended = [trial for trial in self._trials if first <= trial.week <= last]
            failed = sum(not trial.adopted for trial in ended)
            if ended or count:
                end = (
                    f"{counted(len(ended), 'trial ends', 'trials end')}, {len(ended) - failed} in adoption and "
                    f"{failed} in giving up"
                )
                later = (
                    f"; {counted(count - failed, 'adopter gives', 'adopters give')} up later" if count > failed else ""
                )
                brief, text = f"{len(ended) - failed} adopt, {count} give up", f"since week {first}: {end}{later}"
                found.append(
                    Event(
                        last, "trials", brief, text, {"trials": len(ended), "failed_trials": failed, "relapses": count}
                    )
                )
            first = last + 1
        return found

    def reasons(self) -> list[Reason]:
        """Return what trials, support and attention came to."""
        found = []
        if self._supports:
            mean = float(np.mean(self._supports))
            text = (
                f"{mean:.2f} on average while being taken on (1: full), attention of the programme "
                f"{self._attention:.2f} then"
            )
            found.append(Reason("support", text, {"support": mean, "attention": self._attention}))
        if self._trials:
            found.append(results_of_trials(self._trials))
        never = int(self._rows[-1]["aware"] or 0) + int(self._rows[-1]["unaware"] or 0)
        if self._supports and never:
            text = f"{counted(never, 'person', 'people')} had not tried it by the end (or not yet, as newcomers)"
            found.append(Reason("waiting", text, {"waiting": never}))
        return found

    def table(self) -> list[Figures]:
        """Return how it went, a row a quarter."""
        return self._rows
