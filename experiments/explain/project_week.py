"""One week of one project, as the rules that turn changes into events read it."""

import inspect
from dataclasses import dataclass

from experiments.explain.events import Event, Figure
from sim.processes.reporting import colour
from sim.replay import Moment, Replay
from sim.state import PLANNED, RUNNING, Array


@dataclass(frozen=True)
class ProjectWeek:
    """A project before and after a week."""

    replay: Replay
    number: int
    moment: Moment

    @property
    def before(self) -> Array:
        """Its record before the week."""
        return self.moment.before.projects[self.number]

    @property
    def after(self) -> Array:
        """Its record after the week."""
        return self.moment.after.projects[self.number]

    @property
    def starts(self) -> bool:
        """Whether it started in this week."""
        return bool(self.before["status"] == PLANNED and self.after["status"] != PLANNED)

    @property
    def runs(self) -> bool:
        """Whether it started or ran in this week."""
        return bool(self.starts or self.before["status"] == RUNNING)

    @property
    def ends(self) -> bool:
        """Whether it ended in this week."""
        return bool(self.runs and self.after["status"] != RUNNING)

    def gain(self, field: str) -> float:
        """Return by how much a field grew."""
        return float(self.after[field]) - float(self.before[field])

    def true_colour(self, record: Array) -> int:
        """Return the traffic light that counts hidden errors too, green before the start."""
        rule = inspect.unwrap(colour)  # as plain Python: compiling it for one number would take longer than the run
        return int(rule(float(record["true_overrun"]), self.replay.scenario.reporting))

    def event(self, kind: str, brief: str, text: str, **figures: Figure) -> Event:
        """Return an event of this week."""
        return Event(self.moment.week, kind, brief, text, figures)
