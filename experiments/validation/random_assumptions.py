"""Random assumptions: every assumed number is multiplied by its own random factor, and the patterns are measured again.

Rule    Draws of all numbers of grade assumption that can only be doubted, each times U(0.5, 1.5) and within its bounds,
        by Latin hypercube keyed by the seed of the base. What is 0 stays 0, so what is switched off stays off. All
        draws share people and luck. A draw that the model refuses counts nowhere.
Source  McKay, Beckman & Conover 1979 (the samplers of a sweep).
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from experiments.configuration.assumptions import assumptions
from experiments.sweeps.ranges import Range
from experiments.sweeps.sampling import LHS, sampled_points
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Pattern
from experiments.validation.power import Power
from experiments.validation.scoreboard import Scored, score
from sim.compiler import source_stamp
from sim.errors import ScenarioError
from sim.scenario import Scenario

LOWEST, HIGHEST = 0.5, 1.5

Draw = Mapping[str, float]


def random_draws(base: Scenario, draws: int) -> list[Draw]:
    """Return values of all assumptions that are set and not 0, a mapping a draw."""
    ranges = {name: found for name in assumptions() if (found := _range(name, base)) is not None}
    return [
        {name: int(value) if ranges[name].whole else float(value) for name, _, value in map(_parted, point)}
        for point in sampled_points(LHS, ranges, draws, base.horizon.seed)
    ]


def _parted(override: str) -> tuple[str, str, str]:
    return override.partition("=")


def _range(name: str, base: Scenario) -> Range | None:
    declared, value = assumptions()[name], attrgetter(name)(base)
    if not value or declared.bounds is None:
        return None
    ends = sorted((LOWEST * value, HIGHEST * value))
    low, high = (min(max(end, declared.bounds[0]), declared.bounds[1]) for end in ends)
    whole = isinstance(declared.example, int)
    return Range(name, round(low), round(high), whole=True) if whole else Range(name, low, high)


def measured_power(
    patterns: Sequence[Pattern],
    base: Scenario,
    draws: int,
    make: Callable[[Scenario], Laboratory],
    on_experiment: Callable[[int], None] = lambda _: None,
) -> Power:
    """Measure patterns with random assumptions, each draw in a laboratory of its own."""
    drawn = random_draws(base, draws)
    met = {pattern.id: dict.fromkeys((target.key for target in pattern.targets), 0) for pattern in patterns}
    refused, effort = 0, 0.0
    for values in drawn:
        try:
            laboratory = make(base.with_values(values))
            scored = score(patterns, laboratory, on_experiment)
        except ScenarioError:
            refused += 1
            continue
        effort = laboratory.effort
        _count(met, scored)
    varied = len(drawn[0]) if drawn else 0
    return Power(source_stamp(), len(drawn) - refused, effort, varied, refused, met)


def _count(met: Mapping[str, dict[str, int]], scored: Sequence[Scored]) -> None:
    for one in scored:
        for part in one.parts:
            met[one.pattern.id][part.target.key] += part.target.contains(part.found.value)
