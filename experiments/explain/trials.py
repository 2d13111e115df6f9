"""Trials of the practice: what made the experience of somebody good enough to adopt, or not.

Rule    quality = proficiency - border - strain + luck against the bar, as in ``sim.processes.adoption``. A trial ends
        after the week's influence and before its learning: exposure and workload are those after the week, proficiency
        is that without what was learned or forgotten since. The luck is drawn again from its key: person, seat,
        practice and stages entered so far.
"""

import inspect
from collections.abc import Iterable
from statistics import NormalDist, fmean
from typing import NamedTuple

from experiments.explain.practices import practice_name
from sim.bounded import combined
from sim.processes.adoption import experience_quality
from sim.processes.ladders import KEYS_OF_A_PRACTICE
from sim.processes.learning import weekly_gain
from sim.replay import Moment, Replay
from sim.state import ADOPTED, PROCESS, RELAPSED, THIS_WEEK, TRYING
from sim.streams import ADOPTION_CLOCK, four_uniforms

NEUTRAL = NormalDist()


class PracticeTrial(NamedTuple):
    """One trial of a practice and the parts of its quality.

    ``border``, ``strain`` and ``luck`` are added to ``proficiency``.
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

    @property
    def quality(self) -> float:
        """How good the experience was."""
        return self.proficiency + self.border + self.strain + self.luck

    def passes_without(self, part: str) -> bool:
        """Return whether it would have been good enough without a part (with average luck for ``luck``)."""
        return self.quality - float(getattr(self, part)) >= self.bar

    def in_words(self) -> str:
        """Return the sum as one text."""
        parts = (
            f"{self.proficiency:.2f} proficiency {_added(self.border)} border {_added(self.strain)} strain "
            f"{_added(self.luck)} luck"
        )
        return f"{parts} = {self.quality:.2f}, needed {self.bar:.2f}"


def trials_of_week(m: int, seats: Iterable[int], moment: Moment, replay: Replay) -> list[PracticeTrial]:
    """Return the trials of practice ``m`` by some seats that ended in a week."""
    before, after = moment.before.ladders["stage"][m], moment.after.ladders["stage"][m]
    stayed = moment.before.seats["people"] == moment.after.seats["people"]
    return [
        _trial(m, seat, moment, replay)
        for seat in seats
        if stayed[seat] and before[seat] == TRYING and after[seat] in (ADOPTED, RELAPSED)
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
    )


def _before_learning(m: int, seat: int, moment: Moment, replay: Replay) -> float:
    """Return a proficiency as it was before the last step that changes it.

    What is learned is linear in what is missing.
    """
    after, p = moment.after, replay.scenario.learning
    skill = float(after.ladders[m, seat]["proficiency"])
    if after.ladders[m, seat]["use"] == 0.0:
        return skill * 2.0 ** (1.0 / p.half_life) if p.active else skill
    support = float(after.units[m, replay.organization.unit[seat]]["support"])
    helped = inspect.unwrap(combined)(support, float(after.measures[THIS_WEEK, m]["self_help"]))
    share = inspect.unwrap(weekly_gain)(0.0, helped, float(after.traits[seat, PROCESS]), p)
    return float((skill - share) / (1.0 - share))


def mean_in_words(trials: list[PracticeTrial]) -> str:
    """Return the mean parts of some trials as one text."""
    means = [fmean(getattr(trial, name) for trial in trials) for name in ("proficiency", "border", "strain", "luck")]
    return f"{means[0]:.2f} proficiency {_added(means[1])} border {_added(means[2])} strain {_added(means[3])} luck"


def _added(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {abs(value):.2f}"
