"""What is lived in a lesson: its two futures, what is bet on, where one decides, what is asked why, what is claimed."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Annotated, Any, Literal

import msgspec

REPLICATES = 1 << 32
WEEKS = 1 << 12
MOST_WORLDS = 1_000
SIZES = ("people", "departments", "teams", "weeks", "years")  # what texts can name besides bets and claims
FIRST, SECOND, SAME, UNDECIDED = "first", "second", "same", "undecided"

Value = bool | int | float
Week = Annotated[int, msgspec.Meta(ge=1, lt=WEEKS)]
Worlds = Annotated[int, msgspec.Meta(ge=10, le=MOST_WORLDS)]


class Bet(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is bet on before anybody watches.

    Attributes:
        measure: a metric of a run, or with a ``week`` a weekly series.
        kind: which future has more of it ("which"), or between which bounds it ends up in the first ("range").
        least: the smallest difference that is worth the name.
        answer: what many worlds say (for "which"); a lesson whose model says otherwise is refused by its check.

    """

    measure: str
    answer: Literal["first", "second", "same", ""] = ""
    kind: Literal["which", "range"] = "which"
    least: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    week: Week | None = None


class Claim(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the texts say of two other futures, and what the model has to say of them for that."""

    futures: tuple[tuple[str, ...], tuple[str, ...]]
    measure: str
    answer: Literal["first", "second", "same", "undecided"]
    least: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    week: Week | None = None
    worlds: Worlds | None = None


class Lever(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What can be decided: a parameter, and the values it can be given."""

    parameter: str
    values: Annotated[tuple[Value, ...], msgspec.Meta(min_length=1, max_length=6)]


class Stop(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A week in which one decides, and by which levers."""

    week: Week
    levers: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=3)]


class Setting(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is lived.

    Attributes:
        series: the weekly series that are drawn, the first of which is told.
        futures: the overrides of each of two scenarios, as ``orgchange run`` reads them.
        case: the case whose name the lesson goes by, too; none without any.
        practice: the measure whose ladder the people are shown on; none where people do not take one up.
        replicate: whose luck both have.
        worlds: how many pairs of worlds tell whether it was luck.
        bets, levers, why, claims: by the names that the texts know them by.
        stops: where one decides, in their order.
        why: parameters that are changed to see what somebody's life hung on.

    """

    series: tuple[str, ...]
    futures: tuple[tuple[str, ...], ...]
    case: str = ""
    practice: str = ""
    replicate: Annotated[int, msgspec.Meta(ge=0, lt=REPLICATES)] = 0
    worlds: Worlds = 100
    bets: dict[str, Bet] = {}
    levers: dict[str, Lever] = {}
    stops: Annotated[tuple[Stop, ...], msgspec.Meta(max_length=3)] = ()
    why: dict[str, dict[str, Value]] = {}
    claims: dict[str, Claim] = {}

    def choices(self, stop: Stop) -> Iterator[Mapping[str, Any]]:
        """Yield every combination of values that can be chosen at a stop, by parameter."""
        levers = [self.levers[name] for name in stop.levers]
        for values in product(*(lever.values for lever in levers)):
            yield {lever.parameter: value for lever, value in zip(levers, values, strict=True)}
