"""The one run that sheets of people, projects, events and ties are about, lived again as ``explain`` does it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from experiments.explain.practices import practices_told
from experiments.explain.source import Source
from experiments.export.choices import REPLICATE, Chosen
from experiments.export.sheet import DAY, WHOLE, Column, Part, repeated
from experiments.wording.calendar import Calendar
from sim.interventions.catalogue import MEASURES
from sim.replay import Replay

WEEK = Column("week", WHOLE, "week", "week, counted from 0; what stands beside it is true at its end")
DATE = Column("date", DAY, "", "first day of the week")


@dataclass(frozen=True)
class Run:
    """A run of a study.

    Attributes:
        source: which run it is, and how it is lived again.
        about: what is true of all its sheets.
        chosen: what the study's designs chose.

    """

    source: Source
    chosen: Chosen
    about: Mapping[str, str]
    practices: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        told = practices_told(self.replay)
        done = [m for m in told if getattr(self.replay.scenario.intervention, MEASURES[m]).strength > 0.0]
        object.__setattr__(self, "practices", tuple(done))

    @property
    def replay(self) -> Replay:
        """The run, ready to be lived again."""
        return self.source.replay

    @property
    def calendar(self) -> Calendar | None:
        """On which day its weeks begin; None where the study says none."""
        return self.chosen.study.calendar

    @property
    def weekly(self) -> list[Column]:
        """What every row of a sheet by weeks begins with."""
        return [*self.columns, WEEK, *([DATE] if self.calendar else [])]

    def in_week(self, week: int, rows: int) -> Part:
        """Return what stands in these columns in so many rows of a week."""
        return [*self.start(rows), *(repeated(each, rows) for each in (week, *self.dates([week])))]

    def dates(self, weeks: Iterable[int | None]) -> list[date | None]:
        """Return the first days of weeks; none at all where the study does not say when it begins."""
        calendar = self.calendar
        return [] if calendar is None else [None if week is None else calendar.date_of(week) for week in weeks]

    @property
    def columns(self) -> list[Column]:
        """What every row of its sheets begins with."""
        return [*self.chosen.columns, REPLICATE]

    def start(self, rows: int) -> Part:
        """Return what stands in these columns in so many rows."""
        values: list[Any] = [*self.chosen.values(self.source.design), self.source.replicate]
        return [repeated(value, rows) for value in values]
