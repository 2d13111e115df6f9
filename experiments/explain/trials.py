"""Trials of the practice: what made the experience of somebody good enough to adopt, or not.

Rule    quality = proficiency - border - strain + results + luck against the bar, as in ``sim.processes.adoption``. A
        trial ends after the week's influence and before its learning: exposure and workload are those after the week,
        proficiency is that without what was learned or forgotten since. The luck is drawn again from its key: person,
        seat, practice and stages entered so far.
"""

import inspect
from collections.abc import Iterable, Sequence
from statistics import NormalDist, fmean
from typing import NamedTuple

import numpy as np

from experiments.explain.practices import practice_name
from sim.bounded import combined
from sim.processes.adoption import experience_quality
from sim.processes.ladders import KEYS_OF_A_PRACTICE
from sim.processes.learning import weekly_gain
from sim.replay import Moment, Replay
from sim.state import ADOPTED, PROCESS, RELAPSED, THIS_WEEK, TRYING
from sim.streams import ADOPTION_CLOCK, four_uniforms

NEUTRAL = NormalDist()
ADDED = ("border", "strain", "results", "luck")
FIXED_POINT = 12  # each round leaves less than an eighth of the error, as a week's gain is small
_both, _learned = inspect.unwrap(combined), inspect.unwrap(weekly_gain)


class PracticeTrial(NamedTuple):
    """One trial of a practice and the parts of its quality.

    ``border``, ``strain``, ``results`` and ``luck`` are added to ``proficiency``. Who ``complies`` goes on after a bad
    one.
    """

    week: int
    seat: int
    practice: str
    proficiency: float
    border: float
    strain: float
    luck: float
    bar: float
    adopted: bool
    results: float = 0.0
    complies: bool = False

    @property
    def quality(self) -> float:
        """How good the experience was."""
        return self.proficiency + self.border + self.strain + self.results + self.luck

    def passes_without(self, part: str) -> bool:
        """Return whether it would have been good enough without a part (with average luck for ``luck``)."""
        return self.quality - float(getattr(self, part)) >= self.bar

    def in_words(self) -> str:
        """Return the sum as one text."""
        return f"{mean_in_words([self])} = {self.quality:.2f}, needed {self.bar:.2f}"


def trials_of_week(m: int, seats: Iterable[int], moment: Moment, replay: Replay) -> list[PracticeTrial]:
    """Return the trials of practice ``m`` by some seats that ended in a week."""
    before, after = moment.before.ladders[m], moment.after.ladders[m]
    stayed = moment.before.seats["people"] == moment.after.seats["people"]
    moved = stayed & (before["stage_entries"] != after["stage_entries"]) & (before["stage"] == TRYING)
    return [
        _trial(m, seat, moment, replay)
        for seat in seats
        if moved[seat] and after["stage"][seat] in (ADOPTED, RELAPSED, TRYING)
    ]


def _trial(m: int, seat: int, moment: Moment, replay: Replay) -> PracticeTrial:
    before, after = moment.before.ladders[m, seat], moment.after.ladders[m, seat]
    p, measure = replay.scenario.adoption, moment.after.measures[THIS_WEEK, m]
    rule = inspect.unwrap(experience_quality)  # as plain Python: compiling it for a few numbers takes longer
    exposure, workload = float(after["exposure"]), float(moment.after.seats["workload"][seat])
    skill = _before_learning(m, seat, moment, replay)
    border = float(measure["border"] * (1.0 - measure["partnering"]))
    without_strain = rule(skill, exposure, 0.0, border, p)
    key = m * KEYS_OF_A_PRACTICE + int(before["stage_entries"])
    drawn = four_uniforms(replay.luck, ADOPTION_CLOCK, int(moment.before.seats["people"][seat]), seat, key)[1]
    return PracticeTrial(
        week=moment.week,
        seat=seat,
        practice=practice_name(m),
        proficiency=skill,
        border=without_strain - skill,
        strain=rule(skill, exposure, workload, border, p) - without_strain,
        luck=p.noise * NEUTRAL.inv_cdf(drawn),
        bar=float(measure["bar"]),
        adopted=bool(after["stage"] == ADOPTED),
        results=p.wins * float(moment.after.departments["mood"][replay.organization.department[seat]]),
        complies=bool(after["stage"] == TRYING),
    )


def _before_learning(m: int, seat: int, moment: Moment, replay: Replay) -> float:
    """Return a proficiency as it was before the last step that changes it.

    What is learned is linear in what is missing.
    """
    after, p = moment.after, replay.scenario.learning
    skill = float(after.ladders[m, seat]["proficiency"])
    if after.ladders[m, seat]["use"] == 0.0:
        return skill * 2.0 ** (1.0 / p.half_life) if p.active else skill
    share = _gain(m, seat, moment, replay)
    return (skill - share) / (1.0 - share)


def _gain(m: int, seat: int, moment: Moment, replay: Replay) -> float:
    """Return the share of missing proficiency that somebody who uses a practice gained in a week."""
    after, p, unit = moment.after, replay.scenario.learning, replay.organization.unit[seat]
    helped = _both(float(after.units[m, unit]["support"]), float(after.measures[THIS_WEEK, m]["self_help"]))
    if p.peers > 0.0:
        helped = _both(helped, p.peers * _mastered_by_peers(m, int(unit), helped, moment, replay))
    return float(_learned(0.0, helped, float(after.traits[seat, PROCESS]), p))


def _mastered_by_peers(m: int, unit: int, helped: float, moment: Moment, replay: Replay) -> float:
    """Return how far a team practised before it learned, which is a part of what it learned by."""
    p, seats = replay.scenario.learning, slice(*replay.organization.unit_start[unit : unit + 2].tolist())
    ladder, process = moment.after.ladders[m, seats], moment.after.traits[seats, PROCESS].astype(float)
    using, skill = ladder["use"] > 0.0, ladder["proficiency"].astype(float)
    mastered = float((using * skill).mean())
    for _ in range(FIXED_POINT):
        share = np.array([_learned(0.0, _both(helped, p.peers * mastered), each, p) for each in process])
        mastered = float((using * (skill - share) / (1.0 - share)).mean())
    return mastered


def mean_in_words(trials: Sequence[PracticeTrial]) -> str:
    """Return the mean parts of some trials as one text; results of projects only where they count."""
    means = {name: fmean(getattr(trial, name) for trial in trials) for name in ("proficiency", *ADDED)}
    added = [f"{_added(means[name])} {name}" for name in ADDED if name != "results" or means[name] != 0.0]
    return " ".join([f"{means['proficiency']:.2f} proficiency", *added])


def _added(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {abs(value):.2f}"
