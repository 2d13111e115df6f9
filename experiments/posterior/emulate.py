"""What a log, a survey or a list would have shown of the runs of a bank: the statistics of a design, noise and all.

Rule    A log knows of a share of the users (its completeness), the same people at every date. Those who answer a wave
        are drawn without replacement, users more or less readily than others; an answer has an error after the
        survey's reliability r, of variance s2 (1 - r) / r where s2 is that of the people, is rounded to the scale and
        cut off at its ends; people and errors count as normal. Means and spreads of answers are drawn from their
        large-sample distributions. What is not known of observing (completeness, reliability, who answers) is drawn
        anew for every draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from experiments.posterior.bank import Bank
from experiments.posterior.keys import ANSWERS, OBSERVATION, Numbers, normal_table, shares
from experiments.posterior.lived import Watch
from experiments.posterior.observed import COUNTS, ITEMS, Cell, Design, Log, ProjectList, Survey
from experiments.posterior.prior import Prior, Unknown
from experiments.posterior.statistics import BY_USE, MEAN, SPREAD, survey_kinds
from sim.organization.chart import Organization

FEWEST = 5  # of users, and of others, for their difference
NORMALS = 2 + 5 * len(ITEMS)


@dataclass(frozen=True)
class Emulated:
    """The statistics of every draw, float64 (draws, statistics); of what is unknown of observing, shares of priors."""

    values: Numbers
    observing: Mapping[str, Numbers]


def emulated(
    bank: Bank, design: Design, watch: Watch, sizes: Numbers, seed: int, told: Mapping[str, Numbers] | None = None
) -> Emulated:
    """Return what a design would have shown of every draw of a bank.

    ``sizes``: people by group, the last everybody, where each draw lived, float64 (draws, groups).
    ``told``: shares of the priors of what is unknown of observing, where they are not to be drawn.
    """
    free = [unknown.name for unknown in unknowns_of_observing(design)]
    drawn = {name: shares(seed, OBSERVATION, name, bank.draws) for name in free}
    drawn |= {name: share for name, share in (told or {}).items() if name in free}
    observing = observing_at(design, drawn, len(bank))
    columns: list[Numbers] = []
    if design.log is not None:
        columns.append(_log(bank, design.log, watch, sizes, observing, seed))
    for number, survey in enumerate(design.surveys):
        columns += [_wave(bank, survey, number, cell, watch, sizes, observing, seed) for cell in survey.cells]
    if design.projects is not None:
        columns.append(_projects(bank, design.projects))
    return Emulated(np.hstack(columns) if columns else np.empty((len(bank), 0)), drawn)


def unknowns_of_observing(design: Design) -> list[Unknown]:
    """Return what nobody knows of how a design observes: how complete the log is, how reliable answers, who answers."""
    spans = {name: span for name, span in _spans(design).items() if span[0] < span[1]}
    return [Unknown(name, Prior(kind, low, high, low, high)) for name, (low, high, kind) in spans.items()]


def observing_at(design: Design, drawn: Mapping[str, Numbers], count: int) -> dict[str, Numbers]:
    """Return all that a design's observing depends on, known or not, by name, float64 (count).

    ``drawn``: shares of the priors of what is not known.
    """
    found = {one.name: one.prior.value(drawn[one.name]) for one in unknowns_of_observing(design)}
    return found | {name: np.full(count, low) for name, (low, high, _) in _spans(design).items() if low == high}


def _spans(design: Design) -> dict[str, tuple[float, float, str]]:
    found: dict[str, tuple[float, float, str]] = {}
    if design.log is not None:
        found["completeness"] = (*design.log.completeness, "uniform")
    for number, survey in enumerate(design.surveys):
        found[of_survey("reliability", number)] = (*survey.reliability, "uniform")
        found[of_survey("users_answer", number)] = (*survey.users_answer, "loguniform")
    return found


def of_survey(what: str, number: int) -> str:
    """Return what an unknown of observing is called for a survey, counted from 0."""
    return what if number == 0 else f"{what} of survey {number + 1}"


def share_scale(share: Numbers) -> Numbers:
    """Return shares on the scale on which their noise is even: the arcsine of the root."""
    found: Numbers = np.arcsin(np.sqrt(np.clip(share, 0.0, 1.0)))
    return found


def _log(bank: Bank, log: Log, watch: Watch, sizes: Numbers, observing: Mapping[str, Numbers], seed: int) -> Numbers:
    column = 0 if log.of == "using" else 1
    missing = normal_table(seed, OBSERVATION, "who is missing in the log", bank.draws, sizes.shape[1])
    complete = observing["completeness"]
    found = []
    for cell in log.cells:
        users = bank.taken_up[:, watch.counted.index(cell.week), cell.group, column].astype(np.float64)
        noise = np.sqrt(users * complete * (1.0 - complete)) * missing[:, cell.group]
        known = np.clip(np.round(users * complete + noise), 0.0, users)
        found.append(share_scale(known / sizes[:, cell.group]))
    return np.column_stack(found)


def _wave(
    bank: Bank,
    survey: Survey,
    number: int,
    cell: Cell,
    watch: Watch,
    sizes: Numbers,
    observing: Mapping[str, Numbers],
    seed: int,
) -> Numbers:
    moments = bank.moments[:, watch.asked.index(cell.week), cell.group].astype(np.float64)
    noise = normal_table(seed, ANSWERS, f"survey {number}, week {cell.week}, group {cell.group}", bank.draws, NORMALS)
    people, users = sizes[:, cell.group], moments[:, 0]
    answers = np.minimum(cell.answers, people)
    odds = observing[of_survey("users_answer", number)]
    answering = _users_among(people, users, answers, odds, noise[:, 0])
    reliability = observing[of_survey("reliability", number)]
    shown = {
        item: _item(moments, place, (people, users, answering, answers), reliability, survey, noise)
        for place, item in enumerate(ITEMS)
        if item in survey.items
    }
    return np.column_stack([shown[item][kind] for item, kind in survey_kinds(survey, cell)])


def _users_among(people: Numbers, users: Numbers, answers: Numbers, odds: Numbers, noise: Numbers) -> Numbers:
    """Return how many of those who answer are users, drawn without replacement."""
    share = users * odds / np.maximum(users * odds + (people - users), 1e-9)
    spread = np.sqrt(answers * share * (1.0 - share) * (people - answers) / np.maximum(people - 1.0, 1.0))
    drawn = np.round(answers * share + spread * noise)
    return np.clip(drawn, np.maximum(0.0, answers - (people - users)), np.minimum(users, answers))


def _item(
    moments: Numbers,
    place: int,
    counts: tuple[Numbers, Numbers, Numbers, Numbers],
    reliability: Numbers,
    survey: Survey,
    noise: Numbers,
) -> dict[str, Numbers]:
    """Return mean, spread, and difference between users and others, of the answers to one item."""
    people, users, answering, answers = counts
    k = len(ITEMS)
    of_all, of_users = moments[:, [1 + place, 1 + k + place]], moments[:, [1 + 2 * k + place, 1 + 3 * k + place]]
    _, variance = _mean_and_variance(of_all, people)
    error = variance * (1.0 - reliability) / reliability
    z = noise[:, 2 + 5 * place : 7 + 5 * place]
    theirs = _sampled(of_users, users, answering, error, survey.steps, z[:, 0])
    others = _sampled(of_all - of_users, people - users, answers - answering, error, survey.steps, z[:, 1])
    share = answering / answers
    mean = share * theirs.mean + (1.0 - share) * others.mean
    within = share * theirs.variance + (1.0 - share) * others.variance
    between = share * (1.0 - share) * (theirs.mean - others.mean) ** 2
    spread = np.sqrt(within + between) * np.maximum(0.0, 1.0 + z[:, 2] / np.sqrt(2.0 * np.maximum(answers - 1.0, 1.0)))
    few = (answering < FEWEST) | (answers - answering < FEWEST)
    return {MEAN: mean, SPREAD: spread, BY_USE: np.where(few, np.nan, theirs.mean - others.mean)}


@dataclass(frozen=True)
class Sampled:
    """The mean of the answers of some people, and the variance of such answers."""

    mean: Numbers
    variance: Numbers


def _sampled(moments: Numbers, people: Numbers, asked: Numbers, error: Numbers, steps: float, z: Numbers) -> Sampled:
    """Return what ``asked`` out of ``people`` answer, drawn without replacement; 0 where nobody is asked."""
    mean, variance = _mean_and_variance(moments, people)
    shown_mean, shown_variance = rounded_normal(mean, np.sqrt(variance + error), steps)
    drawn_out = np.clip((asked - 1.0) / np.maximum(people - 1.0, 1.0), 0.0, 1.0)
    left = 1.0 - drawn_out * variance / np.maximum(variance + error, 1e-12)
    sampled = shown_mean + np.sqrt(shown_variance * left / np.maximum(asked, 1.0)) * z
    return Sampled(np.where(asked > 0, sampled, 0.0), shown_variance)


def _mean_and_variance(moments: Numbers, people: Numbers) -> tuple[Numbers, Numbers]:
    size = np.maximum(people, 1.0)
    mean = moments[:, 0] / size
    return mean, np.maximum(moments[:, 1] / size - mean**2, 0.0)


def rounded_normal(mean: Numbers, deviation: Numbers, steps: float) -> tuple[Numbers, Numbers]:
    """Return mean and variance of normal numbers that are rounded to a scale from 0 to 1 and cut off at its ends."""
    levels = np.linspace(0.0, 1.0, round(steps) + 1)
    between = (levels[1:] + levels[:-1]) / 2.0
    below = ndtr((between - mean[:, None]) / np.maximum(deviation, 1e-9)[:, None])
    shares = np.diff(below, axis=1, prepend=0.0, append=1.0)
    shown = shares @ levels
    return shown, np.maximum(shares @ levels**2 - shown**2, 0.0)


def _projects(bank: Bank, projects: ProjectList) -> Numbers:
    first = 0 if projects.complete else len(COUNTS)
    lists = range(2 if projects.later > projects.until else 1)
    ledger = bank.ledger.astype(np.float64)
    ledger[:, :, : len(COUNTS)] = np.sqrt(ledger[:, :, : len(COUNTS)])
    return np.hstack([ledger[:, at, first:] for at in lists])


def group_sizes(organization: Organization) -> Numbers:
    """Return how many people are in each department and, last, in all."""
    sizes = np.diff(organization.department_start)
    return np.array([*sizes, sizes.sum()], np.float64)
