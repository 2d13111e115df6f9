"""The one run that sheets of people, projects, events and ties are about, lived again as ``explain`` does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from experiments.explain.practices import practices_told
from experiments.explain.source import Source
from experiments.export.choices import REPLICATE, Chosen
from experiments.export.sheet import WHOLE, Column, Part, repeated
from sim.interventions.catalogue import MEASURES
from sim.replay import Replay

WEEK = Column("week", WHOLE, "week", "week, counted from 0; what stands beside it is true at its end")


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
    def columns(self) -> list[Column]:
        """What every row of its sheets begins with."""
        return [*self.chosen.columns, REPLICATE]

    def start(self, rows: int) -> Part:
        """Return what stands in these columns in so many rows."""
        values: list[Any] = [*self.chosen.values(self.source.design), self.source.replicate]
        return [repeated(value, rows) for value in values]
