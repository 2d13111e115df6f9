"""The recorder of a unit or a department: what it makes of every practice, in which mood, with which projects."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import Event, Figure, Figures, Reason, in_order
from experiments.explain.group_practice import GroupPractice
from experiments.explain.practices import event_of, practice_name, reason_of
from sim.replay import Moment, Replay
from sim.rollout import QUARTER
from sim.state import NO_PROJECT, OUTCOMES, TRUST


class GroupRecorder:
    """Watches some seats and the units they form."""

    def __init__(
        self, replay: Replay, seats: NDArray[np.int64], units: NDArray[np.int64], practices: Sequence[int]
    ) -> None:
        self.replay = replay
        self.seats = seats
        self.told = practices
        self._practices = [GroupPractice(m, replay, seats, units) for m in practices]
        self._events: list[Event] = []
        self._rows: list[Figures] = []
        self._moved: Counter[str] = Counter()

    def see(self, moment: Moment) -> None:
        """Note what a week changed."""
        for practice in self._practices:
            self._events += [event_of(event, practice.m, self.told) for event in practice.see(moment)]
        self._count_leavers(moment)
        self._count_projects(moment)
        if (moment.week + 1) % QUARTER == 0 or moment.week + 1 == self.replay.plan.weeks:
            self._rows += self._rows_of_quarter(moment)
            self._moved.clear()

    def _count_leavers(self, moment: Moment) -> None:
        before, after = (world.seats["people"][self.seats] for world in (moment.before, moment.after))
        self._moved["leave"] += int((before != after).sum())

    def _count_projects(self, moment: Moment) -> None:
        for k in moment.after.finished[: int(moment.after.portfolio[0]["finished"])].tolist():
            project = moment.after.projects[k]
            team = moment.after.members[int(project["team_start"]) :][: int(project["team"])]
            self._moved[OUTCOMES[project["outcome"]]] += int(np.isin(team, self.seats).any())

    def _rows_of_quarter(self, moment: Moment) -> list[Figures]:
        """Return how things stand and what moved since the last rows; what concerns no practice in the first one."""
        shared = self._shared(moment)
        if len(self.told) == 1:
            return [{"week": moment.week, **self._practices[0].row(moment), **shared}]
        rows: list[Figures] = []
        for practice in self._practices:
            once = dict.fromkeys(shared) if rows else shared
            rows.append({"week": moment.week, "practice": practice_name(practice.m), **practice.row(moment), **once})
        return rows

    def _shared(self, moment: Moment) -> dict[str, Figure]:
        seats = moment.after.seats[self.seats]
        running = np.unique(seats["project"][seats["project"] != NO_PROJECT])
        return {
            "leave": self._moved["leave"],
            "trust": float(moment.after.traits[self.seats, TRUST].mean()),
            "readiness": float(seats["readiness"].mean()),
            "satisfaction": float(seats["job_satisfaction"].mean()),
            "running": len(running),
            **{outcome: self._moved[outcome] for outcome in OUTCOMES[1:]},
        }

    def events(self) -> list[Event]:
        """Return what happened; who gives up, quarter by quarter."""
        given_up = [event_of(event, each.m, self.told) for each in self._practices for event in each.given_up()]
        return in_order([*self._events, *given_up])

    def reasons(self) -> list[Reason]:
        """Return what trials, support and attention came to, practice by practice."""
        return [reason_of(reason, each.m, self.told) for each in self._practices for reason in each.reasons()]

    def table(self) -> list[Figures]:
        """Return how it went, a row a quarter and practice."""
        return self._rows
