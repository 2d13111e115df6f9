"""P15, contagion: clustered networks adopt more than random ones, and a committed minority tips the others."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.lattice import everybody, lattice, neighbourhood, network, rewired
from experiments.validation.measures import first_crossing
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from experiments.validation.smallest import ADOPTION
from sim.organization.chart import Organization

SIDE, RANDOM_NETWORKS, REPLICATES = 12, 8, 64
CLUSTERED_REACHES = 0.54
CIRCLE, MINORITIES, CIRCLES = 60, (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5), 24
TIPPED_WITHIN = 156
CENTOLA_2010 = "Centola 2010: 54 % in clustered, 38 % in random networks of the same people"
CENTOLA_2018 = "Centola et al. 2018: more than a quarter; literature 10-40 %"

# In the experiments whoever took part signed up or took over a name once: no trial can fail, nobody gives up. How long
# that takes is a matter of the hazard alone, so the horizon is long enough for all of it.
ALONE = {
    "horizon.weeks": 1560,
    "intervention.okr.bar": -1.0,
    "adoption.relapse": 0.0,
    "project.share": 0.0,
    "turnover.active": False,
    "influence.authority": 0.0,
    "intervention.okr.strength": 1.0,
    "rollout.order": "chart",
    "rollout.wave_weeks": [0],
    "rollout.wave_units": [1],
    "rollout.scarce": False,
}


def measure_networks(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure spreading from one neighbourhood in two kinds of networks of the same people."""
    clustered, random = (
        _spread(laboratory, [_clustered()]),
        _spread(laboratory, _random_networks(laboratory.base.horizon.seed)),
    )
    return {"random": _when_clustered_reaches(clustered, random), "more": mean((clustered - random).mean(axis=1))}


def measure_minority(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure which committed minority tips a circle of everybody."""
    return {"tipping": mean(_tipping_points(laboratory))}


def _clustered() -> Organization:
    pairs = lattice(SIDE)
    return network(SIDE * SIDE, pairs, neighbourhood(pairs, 0))


def _random_networks(seed: int) -> list[Organization]:
    drawn = [rewired(lattice(SIDE), seed, draw) for draw in range(RANDOM_NETWORKS)]
    return [network(SIDE * SIDE, pairs, neighbourhood(pairs, 0)) for pairs in drawn]


def _spread(laboratory: Laboratory, organizations: Sequence[Organization]) -> NDArray[np.float64]:
    """Return the share of people who have ever tried, float64 (r, w)."""
    outcome = laboratory.run_in(organizations, ALONE, REPLICATES)
    return 1.0 - weekly(outcome, "unaware") - weekly(outcome, "aware")


def _when_clustered_reaches(clustered: NDArray[np.float64], random: NDArray[np.float64]) -> Estimate:
    reached = np.flatnonzero(clustered.mean(axis=0) >= CLUSTERED_REACHES)
    return mean(random[:, reached[0]]) if len(reached) else Estimate(math.nan, -math.inf, math.inf)


def _tipping_points(laboratory: Laboratory) -> list[float]:
    """Return for every replicate the smallest committed minority that wins half of the others, by interpolation."""
    others = np.array([_others_using(laboratory, minority) for minority in MINORITIES])
    return [first_crossing(np.array(MINORITIES), column, 0.5) for column in np.maximum.accumulate(others, axis=0).T]


def _others_using(laboratory: Laboratory, minority: float) -> NDArray[np.float64]:
    seeds = round(minority * CIRCLE)
    outcome = laboratory.run_in(
        [network(CIRCLE, everybody(CIRCLE), range(seeds))], ALONE | {"horizon.weeks": TIPPED_WITHIN}, CIRCLES
    )
    using = weekly(outcome, "using")[:, -1] * CIRCLE
    return (using - seeds) / (CIRCLE - seeds)


NETWORK_TARGETS = (
    Target(
        "random",
        "tried in random networks when 54 % have in clustered ones",
        0.38,
        0.28,
        0.48,
        "ten points either way: six pairs of networks in the source",
        CENTOLA_2010,
        "A",
        Use.FIT,
    ),
    direction(
        "more",
        "tried, clustered minus random, mean over 30 years",
        "the direction is what the theory says",
        ADOPTION,
        CENTOLA_2010,
        "A",
    ),
)
MINORITY_TARGETS = (
    Target(
        "tipping",
        "minority that tips half of the others",
        0.25,
        0.10,
        0.40,
        "the range in the literature",
        CENTOLA_2018,
        "A",
        Use.CHECK,
    ),
)
CONDITIONS = "Nobody else is pushed; as in the experiment no trial fails and nobody gives up."
NETWORKS_HOW = (
    "144 people with six contacts each, on a lattice or rewired at random; one person and the six contacts are "
    "taken on. "
    f"{CONDITIONS} Who has ever tried counts."
)
MINORITY_HOW = f"60 people who all know each other, of whom a minority is taken on, for three years. {CONDITIONS}"
PATTERN = Pattern(
    "P15",
    "Contagion",
    (
        Experiment(NETWORKS_HOW, measure_networks, NETWORK_TARGETS, 2),
        Experiment(MINORITY_HOW, measure_minority, MINORITY_TARGETS),
    ),
)
