"""What a wave of a survey would have shown of the runs of a bank: means, spreads, and users against others.

Rule    Users answer more or less readily than others. The variance of errors is s2 (1 - r) / r, where r is the survey's
        reliability and s2 the variance among all people. How everybody stands on the scale is known place by place;
        the users of a department, and its others, count as normal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from experiments.posterior.answers import Answering, shares_of_scale, users_among
from experiments.posterior.bank import Bank
from experiments.posterior.keys import Numbers
from experiments.posterior.lived import PAIRS, PLACES, SUMS
from experiments.posterior.observed import EVERYBODY, ITEMS, Cell, Survey
from experiments.posterior.statistics import BY_USE, MEAN, SPREAD, survey_kinds

FEWEST = 5  # of users, and of others, for their difference
NORMALS = 1 + 2 * 3 * len(ITEMS)


@dataclass(frozen=True)
class Sums:
    """Sums over people of every item and of every product of two: float64 (draws, SUMS); and how many people."""

    people: Numbers
    sums: Numbers

    @cached_property
    def means(self) -> Numbers:
        """Means of items, float64 (draws, items)."""
        found: Numbers = self.sums[:, : len(ITEMS)] / np.maximum(self.people, 1.0)[:, None]
        return found

    @cached_property
    def covariances(self) -> Numbers:
        """Covariances of items, float64 (draws, items, items)."""
        found, means = np.empty((len(self.sums), len(ITEMS), len(ITEMS))), self.means
        for at, (one, other) in enumerate(PAIRS, len(ITEMS)):
            mean = self.sums[:, at] / np.maximum(self.people, 1.0)
            found[:, one, other] = found[:, other, one] = mean - means[:, one] * means[:, other]
        return found

    @cached_property
    def variances(self) -> Numbers:
        """Variances of items, float64 (draws, items)."""
        found: Numbers = np.maximum(np.diagonal(self.covariances, axis1=1, axis2=2), 0.0)
        return found

    @property
    def alike(self) -> Numbers:
        """Correlations of items, float64 (draws, items, items); none where an item is the same for all."""
        roots = np.sqrt(self.variances)
        product = roots[:, :, None] * roots[:, None, :]
        found = np.where(product > 0.0, self.covariances / np.maximum(product, 1e-300), 0.0)
        found = np.clip(found, -1.0, 1.0)
        found[:, range(len(ITEMS)), range(len(ITEMS))] = 1.0
        return found


def shown_wave(
    bank: Bank, survey: Survey, cell: Cell, week: int, sizes: Numbers, how: Mapping[str, Numbers], z: Numbers
) -> Numbers:
    """Return the statistics of one cell of a survey, float64 (draws, statistics).

    ``week``: its place among the weeks asked; ``how``: reliability and users_answer; ``z``: standard normal numbers,
    float64 (draws, NORMALS).
    """
    every = Sums(sizes[:, EVERYBODY], bank.moments[:, week, EVERYBODY, 1 : 1 + SUMS].astype(np.float64))
    error = np.sqrt(every.variances * ((1.0 - how["reliability"]) / how["reliability"])[:, None])
    people, moments = sizes[:, cell.group], bank.moments[:, week, cell.group].astype(np.float64)
    users = Sums(moments[:, 0], moments[:, 1 + SUMS :])
    others = Sums(people - users.people, moments[:, 1 : 1 + SUMS] - users.sums)
    answers = np.minimum(cell.answers, people)
    answering = users_among(people, users.people, answers, how["users_answer"], z[:, 0])
    if cell.group == EVERYBODY:
        standing = bank.standing[:, week].astype(np.float64)
        shown = _as_they_stand(standing, error, survey.steps)
    else:
        shown = [_as_normal(one, error, survey.steps) for one in (others, users)]
    asked = answers - answering, answering
    parts = [
        Answering(one.people, counted, shares, own, one.alike)
        for one, counted, (shares, own) in zip((others, users), asked, shown, strict=True)
    ]
    found = _put_together(parts, answers, z[:, 1:].reshape(len(z), 2, 3, len(ITEMS)))
    return np.column_stack([found[kind][:, ITEMS.index(item)] for item, kind in survey_kinds(survey, cell)])


def _as_they_stand(standing: Numbers, error: Numbers, steps: float) -> list[tuple[Numbers, Numbers]]:
    """Return of others and of users which share of answers each step has, and which variance is their own."""
    levels, places = np.linspace(0.0, 1.0, round(steps) + 1), np.linspace(0.0, 1.0, PLACES)
    weights = standing / np.maximum(standing.sum(axis=3, keepdims=True), 1.0)
    shares = np.empty((*standing.shape[:3], len(levels)))
    own = np.empty(standing.shape[:3])
    for item in range(len(ITEMS)):
        answers = shares_of_scale(places[None], error[:, item, None], steps)
        shares[:, :, item] = weights[:, :, item] @ answers
        expected = (answers @ levels)[:, None]
        mean = (weights[:, :, item] * expected).sum(axis=2)
        own[:, :, item] = (weights[:, :, item] * (expected - mean[..., None]) ** 2).sum(axis=2)
    return [(shares[:, use], own[:, use]) for use in range(2)]


def _as_normal(people: Sums, error: Numbers, steps: float) -> tuple[Numbers, Numbers]:
    """Return the same of people who are taken for normal."""
    whole = people.variances + error**2
    shares = shares_of_scale(people.means, np.sqrt(whole), steps)
    levels = np.linspace(0.0, 1.0, shares.shape[2])
    variance = np.maximum(shares @ levels**2 - (shares @ levels) ** 2, 0.0)
    return shares, variance * people.variances / np.maximum(whole, 1e-12)


def _put_together(parts: list[Answering], answers: Numbers, z: Numbers) -> dict[str, Numbers]:
    """Return mean, spread, and users less others, each float64 (draws, items); the parts are others and users."""
    weights = [(part.asked / np.maximum(answers, 1.0))[:, None] for part in parts]
    middle = sum((w * part.means for w, part in zip(weights, parts, strict=True)), np.zeros(parts[0].means.shape))
    (others, far_of_others), (users, far_of_users) = (part.drawn(middle, z[:, at]) for at, part in enumerate(parts))
    mean = weights[0] * others + weights[1] * users
    square = weights[0] * far_of_others + weights[1] * far_of_users
    few = (np.minimum(parts[0].asked, parts[1].asked) < FEWEST)[:, None]
    return {
        MEAN: mean,
        SPREAD: np.sqrt(np.maximum(square - (mean - middle) ** 2, 0.0)),
        BY_USE: np.where(few, np.nan, users - others),
    }
