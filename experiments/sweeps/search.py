"""Search: points that trade several objectives off, found by Optuna batch by batch, and the front none of them beats.

Source  Tree-structured Parzen estimator for several objectives: Ozaki et al. 2022, in Optuna. A seeded sampler and
results that depend on nothing but the point make a search repeatable: started again, it finds its points finished.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from experiments.configuration.settings import check_metric
from experiments.input.own_metrics import WithOwn
from experiments.sweeps.axes import Axes, Job
from experiments.sweeps.robust import By
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRICS
from sim.parameters import Parameters, Role, declare

if TYPE_CHECKING:
    from optuna.distributions import BaseDistribution

SEARCH = "search"
DIRECTIONS = WithOwn({metric.name: metric.direction for metric in METRICS}, lambda metric: metric.direction)

VIOLATION = "violation"


class Searching(Parameters):
    """Settings of the sweeper that searches."""

    trials: int = declare("points to try", default=60, unit="points", bounds=(1, 1_000_000), role=Role.CONSTANT)
    batch: int = declare(
        "points that are chosen at once, and run side by side",
        default=10,
        unit="points",
        bounds=(1, 1000),
        role=Role.CONSTANT,
    )
    seed: int = declare("seed of the search; -1: horizon.seed", default=-1, bounds=(-1, 2**31), role=Role.CONSTANT)
    worlds: int = declare(
        "sampled worlds in which every policy is tried; 0: the one that is asked for",
        default=0,
        unit="worlds",
        bounds=(0, 10_000),
        role=Role.CONSTANT,
    )
    by: By = declare("what of a policy over worlds is searched for", default=By.MEAN, role=Role.CONSTANT)


@dataclass(frozen=True)
class Trial:
    """A point that was tried: what it is worth by every objective, and by how much it breaks what has to be kept."""

    job: Job
    means: Sequence[float]
    violation: float = 0.0


class Score(NamedTuple):
    """What a point is worth by every objective, and by how much it breaks what has to be kept (0: it keeps all)."""

    means: Sequence[float]
    violation: float = 0.0


Evaluate = Callable[[list[Job]], Sequence[Score]]


def checked_objectives(names: Sequence[str]) -> list[str]:
    """Return the objectives.

    Raise ScenarioError for a metric that does not exist or of which neither more nor less is better.
    """
    if not names:
        raise ScenarioError(
            "hydra/sweeper=search needs to know what is good: add hydra.sweeper.objectives=[portfolio_benefits]"
        )
    for name in names:
        check_metric(name, "hydra.sweeper.objectives")
        if not DIRECTIONS[name]:
            raise ScenarioError(
                f"hydra.sweeper.objectives: neither more nor less {name} is better, so it cannot be searched for"
            )
    return list(names)


def search(
    axes: Axes, signs: Sequence[int], settings: Searching, evaluate: Evaluate, *, constrained: bool = False
) -> list[Trial]:
    """Try points, a batch at a time, each batch where the earlier ones were best; return all of them.

    ``signs``: whether more or less of each objective is better; ``constrained``: whether a point may break something.
    """
    optuna = _optuna()
    sampler = optuna.samplers.TPESampler(seed=settings.seed, constant_liar=True)
    directions = ["maximize" if sign > 0 else "minimize" for sign in signs]
    study = optuna.create_study(directions=directions, sampler=sampler)
    space = _space(axes)
    tried: list[Trial] = []
    while len(tried) < settings.trials:
        asked = [study.ask(space) for _ in range(min(settings.batch, settings.trials - len(tried)))]
        jobs = [_job(axes, trial.params) for trial in asked]
        for trial, job, (means, violation) in zip(asked, jobs, evaluate(jobs), strict=True):
            whole = all(map(isfinite, [*means, violation]))
            if constrained:
                trial.set_constraint(VIOLATION, violation)
            study.tell(trial, means if whole else None, state=None if whole else optuna.trial.TrialState.FAIL)
            tried.append(Trial(job, means, violation))
    return tried


def front_of(trials: Sequence[Trial], signs: Sequence[int]) -> list[Trial]:
    """Return the trials that no other beats on one objective without losing on another, best first on the first.

    Those that break what has to be kept are not among them.
    """
    scores = {
        tuple(trial.job): [sign * mean for sign, mean in zip(signs, trial.means, strict=True)]
        for trial in trials
        if trial.violation <= 0.0
    }
    scores = {job: score for job, score in scores.items() if all(map(isfinite, score))}
    best = [job for job, score in scores.items() if not any(_beats(other, score) for other in scores.values())]
    first = {tuple(trial.job): trial for trial in trials}
    return [first[job] for job in sorted(best, key=lambda job: [-score for score in scores[job]])]


def _beats(one: Sequence[float], other: Sequence[float]) -> bool:
    return one != other and all(mine >= theirs for mine, theirs in zip(one, other, strict=True))


def _space(axes: Axes) -> "dict[str, BaseDistribution]":
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    space: dict[str, BaseDistribution] = {
        key: CategoricalDistribution(list(texts)) for key, texts in axes.listed.items() if len(texts) > 1
    }
    for name, found in axes.ranges.items():
        low, high = found.low, found.high
        space[name] = (
            IntDistribution(int(low), int(high), log=found.log)
            if found.whole
            else FloatDistribution(low, high, log=found.log)
        )
    if not space:
        raise ScenarioError(
            "there is nothing to search: write parameter=interval(low,high), or several values, parameter=5,20,80"
        )
    return space


def _job(axes: Axes, chosen: dict[str, Any]) -> Job:
    listed = [str(chosen.get(key, texts[0])) for key, texts in axes.listed.items()]
    return [*listed, *(found.text(found.rounded(chosen[name])) for name, found in axes.ranges.items())]


def _optuna() -> Any:  # noqa: ANN401 - a module
    try:
        import optuna
    except ImportError:
        raise ScenarioError(
            "hydra/sweeper=search needs Optuna; install it with: pip install 'orgchange[search]'"
        ) from None
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna
