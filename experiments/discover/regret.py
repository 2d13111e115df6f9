"""Regret and satisficing: which policy holds up, whatever the world turns out to be.

Rule    The regret of a policy in a world is by how much the best policy of that world is better, both on average over
        replicates. The robust policy is the one whose largest regret is smallest. A policy is good enough in a world
        where it meets all thresholds on average over replicates.
Source  Minimax regret: Savage 1951; satisficing: Simon 1956, as a share of worlds: Starr 1963, Herman et al. 2015.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.discover.box import Cases
from experiments.discover.constraints import breaking
from experiments.discover.families import Levers, families, levers_of
from experiments.discover.space import Space
from experiments.discover.thresholds import Threshold, all_met
from experiments.inference.crossed import Expected, expected
from experiments.inference.superiority import wilson_interval
from sim.streams import uniforms

RESAMPLES, RESAMPLING = 200, 0
FEWEST = 2
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class PolicyRegret:
    """A policy over all worlds.

    Attributes:
        policy: its name; ``alike``: names of the policies that are the same in every run, which have no row of their
            own.
        is_baseline: whether nothing is tried.
        levers: the values of every lever that it and those alike have; an empty list: any value that was tried.
        mean: of the metric, with its interval.
        largest, mean_regret: largest and mean regret over the worlds, in the unit of the metric.
        paired: regret in the world of the largest one, with its interval over replicates.
        world: name of that world.
        best_in: share of worlds in which it is best.
        meets: share of worlds in which it meets all thresholds; ``meets_low``, ``meets_high``: Wilson's interval of it
            where the worlds were sampled, else None.
        meets_each: the same share for every threshold by itself.

    """

    policy: str
    alike: Sequence[str]
    levers: Levers
    is_baseline: bool
    mean: Expected
    largest: float
    mean_regret: float
    paired: Expected
    world: str
    best_in: float
    meets: float
    meets_low: float | None
    meets_high: float | None
    meets_each: Sequence[float]


@dataclass(frozen=True)
class RegretTable:
    """Policies over worlds.

    Attributes:
        metric, worlds: by what and in how many worlds.
        thresholds: what is good enough.
        policies: the most robust one first.
        robust: the one with the smallest largest regret; ``robust_share``: share of resamples of the replicates in
            which it is.
        best_mean, satisficing: those with the best mean, and that are good enough in most worlds.
        left_out: names of policies that were not run in every world; ``broken``: of those that break what has to be
            kept, which are not judged.

    """

    metric: str
    worlds: int
    thresholds: Sequence[Threshold]
    policies: Sequence[PolicyRegret]
    robust: str
    robust_share: float
    best_mean: str
    satisficing: str
    left_out: Sequence[str]
    broken: Sequence[str] = ()


def regret_table(space: Space, thresholds: Sequence[Threshold]) -> RegretTable | None:
    """Return the table; None where fewer than two policies were run in all worlds, or where there is one world only."""
    values = space.sign * space.values(space.metric)
    run: Cases = np.asarray(~np.isnan(values).any(axis=(1, 2)), np.bool_)
    broken = breaking(space)
    everywhere: Cases = run & ~broken
    if everywhere.sum() < FEWEST or len(space.worlds) < FEWEST:
        return None
    groups = [members for members in families(space) if everywhere[members[0]]]
    whole = np.array([members[0] for members in groups])
    regrets = _regrets(values[whole].mean(axis=2))
    met = [threshold.met(space)[whole] for threshold in thresholds]
    everything = all_met(space, thresholds)[whole]
    names = [space.policies[number].label for number in whole.tolist()]
    found = [
        _policy(space, members, place, values[whole], regrets[place], everything[place], [each[place] for each in met])
        for place, members in enumerate(groups)
    ]
    order = np.lexsort((-values[whole].mean(axis=(1, 2)), regrets.max(axis=1))).tolist()
    return RegretTable(
        metric=space.metric,
        worlds=len(space.worlds),
        thresholds=thresholds,
        policies=[found[place] for place in order],
        robust=names[order[0]],
        robust_share=_share_robust(space, values[whole], order[0]),
        best_mean=names[int(np.argmax(values[whole].mean(axis=(1, 2))))],
        satisficing=max((found[place] for place in order), key=lambda each: each.meets).policy,
        left_out=[policy.label for policy, here in zip(space.policies, run, strict=True) if not here],
        broken=[policy.label for policy, breaks in zip(space.policies, broken, strict=True) if breaks],
    )


def _regrets(means: Numbers) -> Numbers:
    """Return the regret of every policy in every world, float64 (policies, worlds), from what each gives."""
    regrets: Numbers = means.max(axis=0) - means
    return regrets


def _policy(
    space: Space,
    members: Sequence[int],
    place: int,
    values: Numbers,
    regrets: Numbers,
    met: Cases,
    met_each: Sequence[Cases],
) -> PolicyRegret:
    confidence = space.study.confidence
    own = values[place]
    world = int(np.argmax(regrets))
    best = values[int(np.argmax(values[:, world].mean(axis=1))), world]
    share = float(met.mean())
    low, high = (
        (float(bound) for bound in wilson_interval(share, len(met), confidence)) if space.sampled else (None, None)
    )
    return PolicyRegret(
        policy=space.policies[members[0]].label,
        alike=[space.policies[other].label for other in members[1:]],
        levers=levers_of(space, members),
        is_baseline=space.policies[members[0]].is_baseline,
        mean=expected(own, confidence, sampled=space.sampled, rule=space.study.rule).times(space.sign),
        largest=float(regrets.max()),
        mean_regret=float(regrets.mean()),
        paired=expected((best - own[world])[np.newaxis], confidence, sampled=False, rule=space.study.rule),
        world=space.worlds[world].label,
        best_in=float((regrets == 0).mean()),
        meets=share,
        meets_low=low,
        meets_high=high,
        meets_each=[float(each.mean()) for each in met_each],
    )


def _share_robust(space: Space, values: Numbers, robust: int) -> float:
    """Return in which share of resamples of the replicates, drawn with replacement, the robust policy is the same."""
    count = values.shape[2]
    subjects = np.arange(RESAMPLES * count)
    drawn = uniforms(space.study.manifest.seed, 0, RESAMPLING, subjects, subjects)[:, 0].reshape(RESAMPLES, count)
    same = 0
    for rows in (drawn * count).astype(np.int64):
        weights = np.bincount(rows, minlength=count) / count
        largest = _regrets(values @ weights).max(axis=1)
        same += largest[robust] <= largest.min()
    return same / RESAMPLES
