"""Ways through a lesson: one of its futures, with what is decided at its stops, lived natively in any world."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.classroom.room import Refused
from experiments.lesson.decisions import CHOICES, KEPT
from experiments.lesson.findings import levers_in_percent
from experiments.lesson.futures import NAMES, Futures
from experiments.lesson.setting import Setting
from sim.model import OrganizationModel
from sim.outcomes.dictionary import METRIC_NAMES

EFFORT, MONEY = "intervention_effort", "intervention_money"


class Price(NamedTuple):
    """What a way takes until its end: person-weeks of people and coaches, and EUR."""

    time: float
    money: float


@dataclass
class Ways:
    """Every way through a lesson; what has been lived is remembered.

    Attributes:
        setting, futures: the lesson.
        metric: by which ways are ranked.
        worlds: the replicates in which they are, which nobody has seen.

    """

    setting: Setting
    futures: Futures
    metric: str
    worlds: range
    _prices: dict[str, Price] = field(default_factory=dict)
    _values: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def check(self, way: str) -> None:
        """Refuse what is no way: a future, then a sign for every stop."""
        signs, stops = way[1:], self.setting.stops
        if way[:1] not in NAMES or not way or len(signs) != len(stops):
            raise Refused("not_understood")
        for stop, sign in zip(stops, signs, strict=True):
            if sign != KEPT and not 0 <= CHOICES.find(sign) < len(list(self.setting.choices(stop))):
                raise Refused("not_understood")

    def price(self, way: str) -> Price:
        """Return what a way takes in the luck that the class has watched."""
        with self._lock:
            if way not in self._prices:
                lived = self._lived(way, self.futures.replicate)
                self._prices[way] = Price(lived[EFFORT], lived[MONEY])
            return self._prices[way]

    def values(self, way: str) -> NDArray[np.float64]:
        """Return the metric in every unseen world, float64 (worlds, 1)."""
        with self._lock:
            if way not in self._values:
                lived = [self._lived(way, world)[self.metric] for world in self.worlds]
                self._values[way] = np.array(lived)[:, np.newaxis]
            return self._values[way]

    def told(self) -> dict[str, Any]:
        """Return what a page needs to offer them."""
        setting = self.setting
        choices = [[self._named(choice) for choice in setting.choices(stop)] for stop in setting.stops]
        stops = [{"week": stop.week, "choices": one} for stop, one in zip(setting.stops, choices, strict=True)]
        shares = levers_in_percent(setting)
        return {"stops": stops, "signs": CHOICES, "kept": KEPT, "futures": NAMES, "shares": shares}

    def _named(self, choice: Mapping[str, Any]) -> list[tuple[str, Any]]:
        names = {lever.parameter: name for name, lever in self.setting.levers.items()}
        return [(names[parameter], value) for parameter, value in choice.items()]

    def _lived(self, way: str, world: int) -> Mapping[str, float]:
        future = NAMES.index(way[0])
        model = OrganizationModel(self.futures.scenarios[future], self.futures.organization, world)
        for stop, sign in zip(self.setting.stops, way[1:], strict=True):
            _bring(model, stop.week)
            if sign != KEPT:
                model.set_levers(**list(self.setting.choices(stop))[CHOICES.index(sign)])
        _bring(model, model.plan.weeks)
        return model.outcome()


def ranked_metric(setting: Setting, direction: Mapping[str, int]) -> str:
    """Return by what ways are ranked where nobody says: the first bet on a metric of which more or less is better."""
    bets = (bet.measure for bet in setting.bets.values() if not bet.week and direction.get(bet.measure))
    return next(bets, METRIC_NAMES[0])


def _bring(model: OrganizationModel, week: int) -> None:
    while model.week < week:
        model.step()
