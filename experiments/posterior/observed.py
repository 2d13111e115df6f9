"""What a case observes: how it was observed (a design), and what was found, statistic by statistic."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from experiments.posterior.keys import Numbers

EVERYBODY = -1
ITEMS = ("trust", "silo", "process_orientation", "job_satisfaction")
RATIOS = ("cost mean", "cost spread", "cost 10 %", "cost median", "cost 90 %", "cost over half", "weeks mean",
          "weeks spread", "weeks 90 %")  # fmt: skip
COUNTS = ("started", "delivered", "cancelled")


@dataclass(frozen=True)
class Cell:
    """A week and a group (the number of a department, or everybody) in which something was observed.

    ``answers``: of how many people, in a survey.
    """

    week: int
    group: int
    answers: int = 0
    held_out: bool = False


@dataclass(frozen=True)
class Log:
    """A log of adoption: how many people use a practice.

    Attributes:
        cells: where and when.
        of: "using" (trying or adopted) or "adopted".
        completeness: the lowest and the highest share of users that the log may know of.

    """

    cells: tuple[Cell, ...]
    of: str = "using"
    completeness: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True)
class Survey:
    """Waves of a survey.

    Attributes:
        cells: where, when and how many answered.
        items: which of ``ITEMS`` were asked.
        steps: steps of the scale between its ends, 6 on a scale from 1 to 7.
        reliability: the lowest and the highest share of the variance of an answer that is no error.
        users_answer: how much likelier users are to answer than others, from and to.
        spreads, by_use: whether standard deviations are known, and means of users and others.

    """

    cells: tuple[Cell, ...]
    items: tuple[str, ...]
    steps: float = 6.0
    reliability: tuple[float, float] = (0.8, 0.8)
    users_answer: tuple[float, float] = (1.0, 1.0)
    spreads: bool = True
    by_use: bool = False


@dataclass(frozen=True)
class ProjectList:
    """A list of projects, as it stood after ``until``; ``complete``: all projects are in it, so they can be counted.

    ``later``: the last week, up to which those that end after ``until`` are held out; no later than ``until``: none.
    """

    until: int
    later: int = -1
    complete: bool = True


@dataclass(frozen=True)
class Design:
    """All that is observed of a case, without what was found."""

    log: Log | None = None
    surveys: tuple[Survey, ...] = ()
    projects: ProjectList | None = None

    @property
    def cells(self) -> list[Cell]:
        """All weeks and groups in which people were observed."""
        cells = [*(self.log.cells if self.log else ())]
        return cells + [cell for survey in self.surveys for cell in survey.cells]


@dataclass(frozen=True)
class Statistic:
    """One number that is observed in the case and in every run."""

    name: str
    source: str
    week: int
    held_out: bool = False
    kind: str = ""
    group: int = EVERYBODY


@dataclass(frozen=True)
class Found:
    """What was observed: the statistics of a design and their values, NaN where one could not be computed."""

    statistics: Sequence[Statistic]
    values: Numbers
    notes: Sequence[str] = field(default_factory=list)
