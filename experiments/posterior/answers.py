"""What people who are drawn answer: how answers lie on a scale, and how their means and spreads come out.

Rule    An answer is what a person is like, with an error, rounded to the scale and cut off at its ends. Means and mean
        squares of answers are drawn from their large-sample distributions: people are drawn without replacement, so
        that what is their own is the less noisy the more of them answer; and the same people answer all items, so
        that items that go together among people do so in their answers.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import ndtr

from experiments.posterior.keys import Numbers

TINY = 1e-12


@dataclass(frozen=True)
class Answering:
    """Some of a group answer.

    Attributes:
        people, asked: how many there are and how many answer, float64 (draws).
        shares: of answers on each step of the scale, float64 (draws, items, steps + 1).
        own: variance of answers that is people's own and no error, float64 (draws, items).
        alike: correlations of items among people, float64 (draws, items, items).

    """

    people: Numbers
    asked: Numbers
    shares: Numbers
    own: Numbers
    alike: Numbers

    @property
    def levels(self) -> Numbers:
        """The steps of the scale, from 0 to 1."""
        return np.linspace(0.0, 1.0, self.shares.shape[2])

    @cached_property
    def means(self) -> Numbers:
        """The expected answers, float64 (draws, items)."""
        found: Numbers = self.shares @ self.levels
        return found

    def drawn(self, middle: Numbers, z: Numbers) -> tuple[Numbers, Numbers]:
        """Return means of answers, and of their squared distances from ``middle``, both float64 (draws, items).

        ``z``: standard normal, float64 (draws, 3, items).
        """
        off = self.levels - middle[..., None]
        noise, variance = self._noise_of_means(z)
        squares = (self.shares * off**2).sum(axis=2)
        of_squares = np.maximum((self.shares * off**4).sum(axis=2) - squares**2, 0.0)
        together = (self.shares * off**3).sum(axis=2) - squares * (self.means - middle)
        slope = together / np.maximum(variance, TINY)
        share = self.own / np.maximum(variance, TINY)
        left = np.maximum(of_squares - slope * together, 0.0) * (1.0 - self._drawn_out * share**2)
        root = root_of((self.alike * _pairs(np.sqrt(share))) ** 2)
        rest = np.sqrt(left / self._counted) * (root @ z[:, 2, :, None])[..., 0]
        return self.means + noise, squares + slope * noise + rest

    def _noise_of_means(self, z: Numbers) -> tuple[Numbers, Numbers]:
        """Return the noise of means, and the variance of an answer."""
        variance = np.maximum((self.shares * self.levels**2).sum(axis=2) - self.means**2, 0.0)
        persons = np.sqrt(self.own * (1.0 - self._drawn_out)) * (root_of(self.alike) @ z[:, 0, :, None])[..., 0]
        errors = np.sqrt(np.maximum(variance - self.own, 0.0)) * z[:, 1]
        return (persons + errors) / np.sqrt(self._counted), variance

    @property
    def _counted(self) -> Numbers:
        return np.maximum(self.asked, 1.0)[:, None]

    @cached_property
    def _drawn_out(self) -> Numbers:
        """Which share of people who are drawn without replacement is drawn: the noise of their mean lacks it."""
        return np.clip((self.asked - 1.0) / np.maximum(self.people - 1.0, 1.0), 0.0, 1.0)[:, None]


def users_among(people: Numbers, users: Numbers, answers: Numbers, odds: Numbers, z: Numbers) -> Numbers:
    """Return how many of those who answer are users, drawn without replacement, ``odds`` times as readily as others."""
    share = users * odds / np.maximum(users * odds + (people - users), 1e-9)
    spread = np.sqrt(answers * share * (1.0 - share) * (people - answers) / np.maximum(people - 1.0, 1.0))
    drawn = np.round(answers * share + spread * z)
    return np.clip(drawn, np.maximum(0.0, answers - (people - users)), np.minimum(users, answers))


def shares_of_scale(mean: Numbers, deviation: Numbers, steps: float) -> Numbers:
    """Return which share of normal numbers, rounded to a scale from 0 to 1 and cut off at its ends, has each step.

    ``mean`` and ``deviation`` have shapes that go together; the steps are one dimension more.
    """
    levels = np.linspace(0.0, 1.0, round(steps) + 1)
    between = (levels[1:] + levels[:-1]) / 2.0
    below = ndtr((between - mean[..., None]) / np.maximum(deviation, 1e-9)[..., None])
    return np.diff(below, axis=-1, prepend=0.0, append=1.0)


def root_of(correlations: Numbers) -> Numbers:
    """Return the lower triangular roots of matrices, float64 (n, d, d); what rounding leaves below nothing is nothing.

    Cholesky's, in an order of its own, so that every computer gives the same bits.
    """
    found = np.zeros_like(correlations)
    for at in range(correlations.shape[1]):
        own = correlations[:, at, at] - (found[:, at, :at] ** 2).sum(axis=1)
        found[:, at, at] = np.sqrt(np.maximum(own, 0.0))
        for row in range(at + 1, correlations.shape[1]):
            left = correlations[:, row, at] - (found[:, row, :at] * found[:, at, :at]).sum(axis=1)
            found[:, row, at] = np.where(own > TINY, left / np.maximum(found[:, at, at], TINY), 0.0)
    return found


def _pairs(deviations: Numbers) -> Numbers:
    """Return products of all pairs of columns, with ones where a column meets itself."""
    found: Numbers = deviations[:, :, None] * deviations[:, None, :]
    found[:, range(found.shape[1]), range(found.shape[1])] = 1.0
    return found
