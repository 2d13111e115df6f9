"""A code of a lesson lived again in Python: the same futures, the same decisions, the same bits."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from experiments.lesson.content import Lesson, read_lesson
from experiments.lesson.decisions import CHOICES, KEPT
from experiments.lesson.futures import NAMES, Futures, futures_of
from experiments.lesson.page import stamp_of
from sim.errors import ScenarioError
from sim.model import OrganizationModel
from sim.outcomes.dictionary import SERIES_NAMES

CODE = re.compile(rf"(?P<name>[^.\s]+)\.(?P<replicate>\d+)\.(?P<ways>[{NAMES}][0-9a-z+-]*)\.(?P<stamp>[0-9a-f]+)")
EXAMPLE = "waves.0.a2+b.3f9a2c"


class Decision(NamedTuple):
    """What was decided in which week: parameters and their values."""

    week: int
    levers: Mapping[str, object]


class Lived(NamedTuple):
    """One future, lived to its end.

    Attributes:
        name: what it is called; ``overrides``: its scenario, as ``orgchange run`` reads it.
        decisions: what was decided on the way.
        outcome: the metrics of the run, by name.
        series: the last week of the weekly series, by name.

    """

    name: str
    overrides: tuple[str, ...]
    decisions: Sequence[Decision]
    outcome: Mapping[str, float]
    series: Mapping[str, float]


class Replayed(NamedTuple):
    """What a code says: its lesson, its futures, and whether the lesson is still the one of the code."""

    lesson: Lesson
    lived: Sequence[Lived]
    is_same: bool


def replayed(code: str, name: str = "") -> Replayed:
    """Return the futures of a code, lived again; ``name``: the folder of the lesson, where it is not a shipped one.

    Raise ScenarioError for what is no code, and for decisions that the lesson does not offer.
    """
    found = CODE.fullmatch(code.strip().removeprefix("#"))
    if found is None:
        raise ScenarioError(f"'{' '.join(code.split())}' is no code of a lesson, which looks like {EXAMPLE}")
    lesson = read_lesson(name or found["name"])
    ways = found["ways"].split("+")
    if int(found["replicate"]) != lesson.setting.replicate or [way[:1] for way in ways] != list(NAMES):
        raise ScenarioError(f"the code {code} is not one of the lesson {lesson.name}")
    futures = futures_of(lesson)
    lived = [_lived(lesson, futures, place, way[1:]) for place, way in enumerate(ways)]
    return Replayed(lesson, lived, found["stamp"] == stamp_of(lesson))


def _lived(lesson: Lesson, futures: Futures, future: int, signs: str) -> Lived:
    decisions = _decisions(lesson, signs)
    model = futures.model(future)
    for week, levers in decisions:
        _bring(model, week)
        model.set_levers(**levers)
    _bring(model, model.plan.weeks)
    text = next(iter(lesson.texts.values()))
    return Lived(
        name=text.futures[future],
        overrides=lesson.setting.futures[future],
        decisions=decisions,
        outcome=model.outcome(),
        series=dict(zip(SERIES_NAMES, model.record[-1].tolist(), strict=True)),
    )


def _decisions(lesson: Lesson, signs: str) -> list[Decision]:
    setting, found = lesson.setting, []
    if len(signs) > len(setting.stops):
        raise ScenarioError(f"the lesson {lesson.name} has {len(setting.stops)} stops, not {len(signs)}")
    for stop, sign in zip(setting.stops, signs, strict=False):
        if sign == KEPT:
            continue
        choices = list(setting.choices(stop))
        if CHOICES.find(sign) not in range(len(choices)):
            raise ScenarioError(f"the lesson {lesson.name} offers no choice '{sign}' in week {stop.week}")
        found.append(Decision(stop.week, choices[CHOICES.index(sign)]))
    return found


def _bring(model: OrganizationModel, week: int) -> None:
    while model.week < week:
        model.step()
