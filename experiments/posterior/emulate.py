"""What a log, a survey or a list would have shown of the runs of a bank: the statistics of a design, noise and all.

Rule    A log knows of a share of the users (its completeness), the same people at every date. Those who answer a wave
        are drawn without replacement, users more or less readily than others; an answer has an error after the
        survey's reliability r, of variance s2 (1 - r) / r where s2 is that of the people, is rounded to the scale and
        cut off at its ends; errors count as normal, and so do the users of a department and its other people. Means
        and spreads of answers are drawn from their large-sample distributions. What is not known of observing
        (completeness, reliability, who answers) is drawn anew for every draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from experiments.posterior.bank import Bank
from experiments.posterior.keys import ANSWERS, OBSERVATION, Numbers, normal_table, shares
from experiments.posterior.lived import Watch
from experiments.posterior.observed import COUNTS, EVERYBODY, ITEMS, Cell, Design, Log, ProjectList, Survey
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
    weeks, groups = [watch.counted.index(cell.week) for cell in log.cells], [cell.group for cell in log.cells]
    users, complete = bank.taken_up[:, weeks, groups, column].astype(np.float64), observing["completeness"][:, None]
    missed = np.empty_like(users)
    for group in dict.fromkeys(groups):
        places = [at for at, one in enumerate(groups) if one == group]
        luck = normal_table(seed, OBSERVATION, f"who is missing in the log, group {group}", bank.draws, len(places))
        missed[:, places] = _of_the_same_people(users[:, places], luck)
    known = np.round(users * complete + np.sqrt(complete * (1.0 - complete)) * missed)
    return share_scale(np.clip(known, 0.0, users) / sizes[:, groups])


def _of_the_same_people(users: Numbers, luck: Numbers) -> Numbers:
    """Return noise, float64 (draws, dates), of variance ``users``, of which dates share what their users do.

    The fewer users of two dates are taken to be among the more. ``luck``: standard normal.
    """
    order = np.argsort(users, axis=1, kind="stable")
    newer = np.diff(np.take_along_axis(users, order, axis=1), axis=1, prepend=0.0)
    found = np.empty_like(users)
    np.put_along_axis(found, order, np.cumsum(np.sqrt(newer) * luck, axis=1), axis=1)
    return found


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
    every = bank.moments[:, watch.asked.index(cell.week)].astype(np.float64)
    noise = normal_table(seed, ANSWERS, f"survey {number}, week {cell.week}, group {cell.group}", bank.draws, NORMALS)
    people, users = sizes[:, cell.group], every[:, cell.group, 0]
    answers = np.minimum(cell.answers, people)
    odds = observing[of_survey("users_answer", number)]
    answering = _users_among(people, users, answers, odds, noise[:, 0])
    reliability = observing[of_survey("reliability", number)]
    parts = slice(0, -1) if cell.group == EVERYBODY else slice(cell.group, cell.group + 1)
    asked = _Asked(every[:, parts], sizes[:, parts], answering, answers)
    shown = {
        item: _item(asked, place, reliability, survey.steps, noise[:, 2 + 5 * place : 7 + 5 * place])
        for place, item in enumerate(ITEMS)
        if item in survey.items
    }
    return np.column_stack([shown[item][kind] for item, kind in survey_kinds(survey, cell)])


@dataclass(frozen=True)
class _Asked:
    """Who is asked: sums over people by department, float64 (draws, departments, MOMENTS), and how many people.

    ``people``: float64 (draws, departments); ``answering``: users among those who answer; ``answers``: all of them.
    """

    moments: Numbers
    people: Numbers
    answering: Numbers
    answers: Numbers


def _users_among(people: Numbers, users: Numbers, answers: Numbers, odds: Numbers, noise: Numbers) -> Numbers:
    """Return how many of those who answer are users, drawn without replacement."""
    share = users * odds / np.maximum(users * odds + (people - users), 1e-9)
    spread = np.sqrt(answers * share * (1.0 - share) * (people - answers) / np.maximum(people - 1.0, 1.0))
    drawn = np.round(answers * share + spread * noise)
    return np.clip(drawn, np.maximum(0.0, answers - (people - users)), np.minimum(users, answers))


def _item(asked: _Asked, place: int, reliability: Numbers, steps: float, z: Numbers) -> dict[str, Numbers]:
    """Return mean, spread, and difference between users and others, of the answers to one item."""
    k, moments, answering, answers = len(ITEMS), asked.moments, asked.answering, asked.answers
    users, of_all = moments[..., 0], moments[..., [1 + place, 1 + k + place]]
    of_users = moments[..., [1 + 2 * k + place, 1 + 3 * k + place]]
    _, variance = _mean_and_variance(of_all.sum(axis=1), asked.people.sum(axis=1))
    error = variance * (1.0 - reliability) / reliability
    theirs = _sampled(of_users, users, answering, error, steps, z[:, 0])
    others = _sampled(of_all - of_users, asked.people - users, answers - answering, error, steps, z[:, 1])
    share = answering / answers
    mean = share * theirs.mean + (1.0 - share) * others.mean
    told = _drawn_out(answers, asked.people.sum(axis=1)) * (variance / np.maximum(variance + error, 1e-12)) ** 2
    shown, peaked = _spread_and_peak(share[:, None] * theirs.shares + (1.0 - share)[:, None] * others.shares)
    noise = np.sqrt(peaked * (1.0 - told) / np.maximum(answers - 1.0, 1.0)) / 2.0
    spread = shown * np.maximum(0.0, 1.0 + z[:, 2] * noise)
    few = (answering < FEWEST) | (answers - answering < FEWEST)
    return {MEAN: mean, SPREAD: spread, BY_USE: np.where(few, np.nan, theirs.mean - others.mean)}


def _spread_and_peak(shares: Numbers) -> tuple[Numbers, Numbers]:
    """Return the standard deviation of answers, and their kurtosis less one, on which its noise depends."""
    levels = np.linspace(0.0, 1.0, shares.shape[1])
    off = (levels - (shares @ levels)[:, None]) ** 2
    variance, fourth = (shares * off).sum(axis=1), (shares * off**2).sum(axis=1)
    return np.sqrt(variance), np.maximum(0.0, fourth / np.maximum(variance, 1e-12) ** 2 - 1.0)


@dataclass(frozen=True)
class Sampled:
    """The mean of the answers of some people, and the share of such answers that each step of the scale has."""

    mean: Numbers
    shares: Numbers


def _sampled(moments: Numbers, people: Numbers, asked: Numbers, error: Numbers, steps: float, z: Numbers) -> Sampled:
    """Return what ``asked`` answer, drawn without replacement out of ``people`` by department; 0 where nobody is."""
    among = people.sum(axis=1)
    _, variance = _mean_and_variance(moments.sum(axis=1), among)
    means, variances = _mean_and_variance(moments, people)
    levels = np.linspace(0.0, 1.0, round(steps) + 1)
    shown = np.zeros((len(people), len(levels)))
    for at in range(people.shape[1]):  # not all at once, for there may be many departments
        each = shares_of_scale(means[:, at], np.sqrt(variances[:, at] + error), steps)
        shown += (people[:, at] / np.maximum(among, 1.0))[:, None] * each
    alike = np.count_nonzero(shown, axis=1) == 1  # shares of departments add up to one but for rounding
    shown[alike] = np.round(shown[alike])
    shown_mean = shown @ levels
    shown_variance = (shown * (levels - shown_mean[:, None]) ** 2).sum(axis=1)
    left = 1.0 - _drawn_out(asked, among) * variance / np.maximum(variance + error, 1e-12)
    sampled = shown_mean + np.sqrt(shown_variance * left / np.maximum(asked, 1.0)) * z
    return Sampled(np.where(asked > 0, sampled, 0.0), shown)


def _drawn_out(asked: Numbers, people: Numbers) -> Numbers:
    """Return which share of people who are drawn without replacement is drawn: the noise of their mean lacks it."""
    return np.clip((asked - 1.0) / np.maximum(people - 1.0, 1.0), 0.0, 1.0)


def _mean_and_variance(moments: Numbers, people: Numbers) -> tuple[Numbers, Numbers]:
    size = np.maximum(people, 1.0)
    mean = moments[..., 0] / size
    return mean, np.maximum(moments[..., 1] / size - mean**2, 0.0)


def shares_of_scale(mean: Numbers, deviation: Numbers, steps: float) -> Numbers:
    """Return which share of normal numbers, rounded to a scale from 0 to 1 and cut off at its ends, has each step."""
    levels = np.linspace(0.0, 1.0, round(steps) + 1)
    between = (levels[1:] + levels[:-1]) / 2.0
    below = ndtr((between - mean[:, None]) / np.maximum(deviation, 1e-9)[:, None])
    return np.diff(below, axis=1, prepend=0.0, append=1.0)


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
