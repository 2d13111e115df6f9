"""Which parameters get a verdict where nobody names any: those that move what is observed, more than placebos do.

Rule    Every unknown is regressed on the statistics of the bank, half of the draws, and predicted on the other half. A
        share of its variance above what 99 % of keyed placebos reach counts; of those the largest, up to ``MOST``. It
        takes no run and looks at no observed value. (Morris screening would take runs of its own for the same answer.)
"""

from collections.abc import Sequence

import numpy as np

from experiments.posterior.keys import PLACEBO, Numbers, normal_table
from experiments.posterior.ridge import PENALTIES

MOST, FEWEST = 12, 3
PLACEBOS = 200
LEVEL = 0.99


def predicted_shares(x: Numbers, z: Numbers) -> Numbers:
    """Return which share of the variance of each column of z features x predict, on draws not regressed on."""
    half = len(x) // 2
    mean, offset = x[:half].mean(axis=0), z[:half].mean(axis=0)
    inner = x[:half] - mean
    square, product = inner.T @ inner, inner.T @ (z[:half] - offset)
    found = []
    for penalty in PENALTIES:
        left = z[half:] - offset - (x[half:] - mean) @ np.linalg.solve(square + penalty * np.eye(len(square)), product)
        found.append(1.0 - (left**2).mean(axis=0) / ((z[half:] - offset) ** 2).mean(axis=0))
    best: Numbers = np.max(found, axis=0)
    return best


def chosen(names: Sequence[str], x: Numbers, z: Numbers, seed: int) -> list[str]:
    """Return the names of the parameters that features tell most about, the most told first."""
    nothing = normal_table(seed, PLACEBO, "placebos of the choice", np.arange(len(x)), PLACEBOS)
    level = float(np.quantile(predicted_shares(x, nothing), LEVEL))
    told = predicted_shares(x, z)
    order = np.argsort(-told, kind="stable").tolist()
    above = [at for at in order if told[at] > level][:MOST]
    return [names[at] for at in (above if len(above) >= FEWEST else order[:FEWEST])]
