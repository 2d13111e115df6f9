"""What a unit or a department makes of one practice: who hears, tries, adopts and gives up, with which support."""

import inspect
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import Event, Figure, Figures, Reason
from experiments.explain.group_sentences import (
    Told,
    half,
    laid_down,
    onboarding,
    quarter,
    results_of_trials,
    support_of,
)
from experiments.explain.practices import rollout_of_practice
from experiments.explain.trials import PracticeTrial, trials_of_week
from experiments.wording.phrases import counted, person_in_words
from sim.replay import Moment, Replay
from sim.state import ADOPTED, AWARE, NEVER, RELAPSED, STAGES, TRYING, UNAWARE, Array
from sim.taking_on import attention

MOVES = {AWARE: "hear", TRYING: "try", ADOPTED: "adopt", RELAPSED: "give_up"}
FIRST = {
    AWARE: "first to hear of the practice",
    TRYING: "first to try",
    ADOPTED: "first to adopt",
    RELAPSED: "first to give up",
}
HALF = 0.5


def attention_left(m: int, moment: Moment, replay: Replay) -> float:
    """Return how much attention the rollout of a practice still has in a week, 1 at its start."""
    start = int(moment.after.rollouts["start"][m])
    return float(inspect.unwrap(attention)(moment.week, start, rollout_of_practice(m, replay)))


class GroupPractice:
    """Watches some seats on the ladder of one practice, and the units they form in its rollout."""

    def __init__(self, m: int, replay: Replay, seats: NDArray[np.int64], units: NDArray[np.int64]) -> None:
        self.m = m
        self.replay = replay
        self.seats = seats
        self.units = units
        self._trials: list[PracticeTrial] = []
        self._rows: list[Figures] = []
        self._moved: Counter[str] = Counter()
        self._seen: set[int] = set()
        self._supports: list[float] = []
        self._attention = 0.0
        self._laid_down = False

    def see(self, moment: Moment) -> list[Event]:
        """Return what a week changed."""
        told = [*self._rollout(moment), *self._moves(moment)]
        self._trials += trials_of_week(self.m, self.seats.tolist(), moment, self.replay)
        return [Event(moment.week, *one) for one in told]

    def _rollout(self, moment: Moment) -> list[Told]:
        before, after = (world.units[self.m, self.units] for world in (moment.before, moment.after))
        new = after["joined"] != before["joined"]
        on_board = after["joined"] != NEVER
        young = on_board & (moment.week - after["joined"] < rollout_of_practice(self.m, self.replay).support_weeks)
        self._supports += after["support"][young].tolist()
        if new.any():
            self._attention = attention_left(self.m, moment, self.replay)
            everybody = moment.after.units[self.m]
            wave_of = int((everybody["joined"] == moment.week).sum()), len(everybody)
            again = bool((before["joined"][new] != NEVER).all())
            return [onboarding(self.units[new], after["support"][new], wave_of, len(self.units), again=again)]
        if len(self.units) == 1 and on_board[0] and after["support"][0] != before["support"][0]:
            return [support_of(float(before["support"][0]), float(after["support"][0]), over=not young[0])]
        return []

    def _moves(self, moment: Moment) -> list[Told]:
        left = np.not_equal(*(world.seats["people"][self.seats] for world in (moment.before, moment.after)))
        before, after = (world.ladders["stage"][self.m, self.seats] for world in (moment.before, moment.after))
        was = np.where(left, UNAWARE, before)
        stopped = (after == AWARE) & ((was == TRYING) | (was == ADOPTED))
        found = [laid_down(int(stopped.sum()))] if stopped.any() else []
        self._laid_down = self._laid_down or bool(found)
        for stage, move in MOVES.items():
            arrived = (after == stage) & (was != stage) & ~stopped
            self._moved[move] += int(arrived.sum())
            if arrived.any() and stage not in self._seen:
                self._seen.add(stage)
                found.append(self._first(stage, int(self.seats[np.argmax(arrived)]), moment))
        return found + _half(before, after)

    def _first(self, stage: int, seat: int, moment: Moment) -> Told:
        organization = self.replay.organization
        who = person_in_words(seat, int(moment.after.seats["people"][seat]), organization)
        figures = {"stage": STAGES[stage], "seat": organization.seat_names[seat]}
        return "first", FIRST[stage], f"{who} is the {FIRST[stage]}", figures

    def row(self, moment: Moment) -> dict[str, Figure]:
        """Return how things stand, and what moved since the last row."""
        units = moment.after.units[self.m, self.units]
        stages = moment.after.ladders["stage"][self.m, self.seats]
        joined = units["joined"] != NEVER
        support = units["support"][joined]
        row: dict[str, Figure] = {"on_board": int(joined.sum())} if len(self.units) > 1 else {}
        row["support"] = float(support.mean()) if len(support) else 0.0
        row |= {name: int((stages == stage).sum()) for stage, name in enumerate(STAGES)}
        row |= {move: self._moved[move] for move in MOVES.values()}
        self._moved.clear()
        self._rows.append({"week": moment.week, **row})
        return row

    def given_up(self) -> list[Event]:
        """Return how the trials of every quarter ended."""
        found, first = [], 0
        for row in self._rows:
            last, count = int(row["week"] or 0), int(row["give_up"] or 0)
            ended = [trial for trial in self._trials if first <= trial.week <= last]
            if ended or count:
                found.append(Event(last, *quarter(first, ended, count)))
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
        if self._supports and never and not self._laid_down:
            text = f"{counted(never, 'person', 'people')} had not tried it by the end (or not yet, as newcomers)"
            found.append(Reason("waiting", text, {"waiting": never}))
        return found


def _half(before: Array, after: Array) -> list[Told]:
    then, now = (((stages == TRYING) | (stages == ADOPTED)).mean() for stages in (before, after))
    return [half(float(now), more=now > HALF)] if (then > HALF) != (now > HALF) else []
