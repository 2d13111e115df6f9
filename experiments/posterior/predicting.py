"""Predictions: runs with fresh luck from posterior draws and from the declared defaults, against what was observed."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from experiments.posterior.bank import Bank, Question, bank_of
from experiments.posterior.keys import Numbers
from experiments.posterior.lived import Lived
from experiments.posterior.observed import Statistic
from experiments.posterior.scores import crps_of_draws, crps_of_normal
from experiments.wording.progress import Progress
from sim.errors import ScenarioError

FRESH, FRESH_DEFAULTS = 2**31, 2**30
BAND = (5.0, 95.0)

Job = TypeVar("Job")


@dataclass(frozen=True)
class Predicted:
    """One statistic against the runs that the posterior predicts.

    Attributes:
        statistic, observed: what, and its value.
        low, middle, high: 5, 50 and 95 % of the predictions.
        p: two-sided share of predictions as far out.
        score, default_score, naive_score: CRPS of held-out ones, in spreads of the prior; the lower the better.

    """

    statistic: Statistic
    observed: float
    low: float
    middle: float
    high: float
    p: float
    score: float
    default_score: float
    naive_score: float


def runs_at(question: Question, places: Numbers, threads: int) -> tuple[Bank, Numbers]:
    """Run draws of a posterior with fresh luck; those whose values contradict each other are left out.

    Return what was seen, and which rows of ``places`` were run.
    """
    jobs = list(enumerate(question.values(places)))

    def one(job: tuple[int, dict[str, float]]) -> tuple[int, Lived] | None:
        try:
            return job[0], question.run(FRESH + job[0], job[1])
        except ScenarioError:
            return None

    lived = _all(jobs, one, threads)
    rows = np.array([row for row, _ in lived])
    return bank_of(rows, question.homes(FRESH + rows), places[rows], [run for _, run in lived]), rows


def runs_as_declared(question: Question, count: int, threads: int) -> Bank:
    """Run the scenario as it is given, every parameter at its default, with fresh luck."""

    def one(number: int) -> tuple[int, Lived]:
        return number, question.run(FRESH_DEFAULTS + number, {})

    lived = _all(range(count), one, threads)
    numbers = np.arange(count)
    return bank_of(numbers, question.homes(FRESH_DEFAULTS + numbers), np.empty((count, 0)), [run for _, run in lived])


def _all(jobs: Sequence[Job], one: Callable[[Job], tuple[int, Lived] | None], threads: int) -> list[tuple[int, Lived]]:
    found = []
    with ThreadPoolExecutor(threads) as pool, Progress(len(jobs)) as progress:
        for result in pool.map(one, jobs):
            progress.advance(1)
            if result is not None:
                found.append(result)
    return found


def predictions(
    statistics: Sequence[Statistic],
    observed: Numbers,
    ways: Mapping[str, Numbers],
    scale: Numbers,
) -> list[Predicted]:
    """Return every statistic against its predictions; ``ways``: draws of the posterior and of the defaults."""
    found = []
    low, middle, high = np.array([_percentiles(column) for column in ways["posterior"].T]).T
    scores = {name: _scored(draws, observed, scale) for name, draws in ways.items()}
    for at, statistic in enumerate(statistics):
        draws = ways["posterior"][:, at]
        draws = draws[np.isfinite(draws)]
        below = (np.sum(draws < observed[at]) + 0.5 * np.sum(draws == observed[at]) + 0.5) / (len(draws) + 1)
        naive = _naive(statistics, observed, at) / scale[at]
        held = statistic.held_out and np.isfinite(observed[at])
        found.append(
            Predicted(
                statistic,
                float(observed[at]),
                float(low[at]),
                float(middle[at]),
                float(high[at]),
                float(2 * min(below, 1 - below)) if np.isfinite(observed[at]) else np.nan,
                float(scores["posterior"][at]) if held else np.nan,
                float(scores["defaults"][at]) if held else np.nan,
                float(naive) if held else np.nan,
            )
        )
    return found


def _scored(draws: Numbers, observed: Numbers, scale: Numbers) -> Numbers:
    middle = np.array([_percentiles(column)[1] for column in draws.T])
    known = np.where(np.isfinite(draws), draws, middle)
    found: Numbers = crps_of_draws(known, observed) / scale
    return found


def _naive(statistics: Sequence[Statistic], observed: Numbers, at: int) -> float:
    """Return the score of going on as before: the last value of the same kind and group, give or take the last step."""
    wanted = statistics[at]
    before = [
        (statistic.week, value)
        for statistic, value in zip(statistics, observed.tolist(), strict=True)
        if (statistic.kind, statistic.group) == (wanted.kind, wanted.group)
        and not statistic.held_out
        and statistic.week < wanted.week
        and np.isfinite(value)
    ]
    values = [value for _, value in sorted(before)]
    if not values:
        return float("nan")
    step = abs(values[-1] - values[-2]) if len(values) > 1 else 0.0
    return float(crps_of_normal(np.array(values[-1]), np.array(step), np.array(observed[at])))


def _percentiles(column: Numbers) -> tuple[float, float, float]:
    """Return 5, 50 and 95 % of what is known of a statistic; NaN where nothing is."""
    known = column[np.isfinite(column)]
    if not len(known):
        return np.nan, np.nan, np.nan
    low, middle, high = np.percentile(known, (BAND[0], 50.0, BAND[1])).tolist()
    return low, middle, high
