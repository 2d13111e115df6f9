"""What a log, a survey or a list would have shown of the runs of a bank: the statistics of a design, noise and all.

Rule    A log knows of a share of the users (its completeness), the same people at every date. Waves of a survey: see
        ``wave``. What is not known of observing (completeness, reliability, who answers) is drawn anew for every draw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.posterior.bank import Bank
from experiments.posterior.keys import ANSWERS, OBSERVATION, Numbers, normal_table, shares
from experiments.posterior.lived import Watch
from experiments.posterior.observed import COUNTS, Cell, Design, Log, ProjectList, Survey
from experiments.posterior.prior import Prior, Unknown
from experiments.posterior.wave import NORMALS, shown_wave
from sim.organization.chart import Organization

AT_ONCE = 2_000  # draws


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
    parts = [slice(first, first + AT_ONCE) for first in range(0, len(bank), AT_ONCE)]
    values = [
        _shown(bank.part(part), design, watch, sizes[part], {name: of[part] for name, of in observing.items()}, seed)
        for part in parts
    ]
    return Emulated(np.vstack(values), drawn)


def _shown(
    bank: Bank, design: Design, watch: Watch, sizes: Numbers, observing: Mapping[str, Numbers], seed: int
) -> Numbers:
    columns: list[Numbers] = []
    if design.log is not None:
        columns.append(_log(bank, design.log, watch, sizes, observing, seed))
    for number, survey in enumerate(design.surveys):
        columns += [_wave(bank, survey, number, cell, watch, sizes, observing, seed) for cell in survey.cells]
    if design.projects is not None:
        columns.append(_projects(bank, design.projects))
    return np.hstack(columns) if columns else np.empty((len(bank), 0))


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
    how = {name: observing[of_survey(name, number)] for name in ("reliability", "users_answer")}
    noise = normal_table(seed, ANSWERS, f"survey {number}, week {cell.week}, group {cell.group}", bank.draws, NORMALS)
    return shown_wave(bank, survey, cell, watch.asked.index(cell.week), sizes, how, noise)


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
