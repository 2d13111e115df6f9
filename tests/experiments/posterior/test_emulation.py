"""What a survey would have shown, emulated from sums, against people who are really drawn and really answer."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from experiments.posterior.answers import root_of, shares_of_scale
from experiments.posterior.bank import Bank, drawn
from experiments.posterior.case_file import read_case
from experiments.posterior.emulate import emulated, group_sizes, share_scale
from experiments.posterior.keys import Numbers, normal_table, shares
from experiments.posterior.lived import LEDGER, PAIRS, PLACES, SUMS, Watch
from experiments.posterior.observed import ITEMS, Cell, Design, Log, Survey
from experiments.posterior.predicting import runs_at
from experiments.posterior.study import Calibration
from tests.experiments.posterior.towns import CASE, write_town

PEOPLE, USERS, ANSWERS, DRAWS, RELIABILITY = 300, 120, 80, 600, 0.8
CELL = Cell(10, -1, ANSWERS)
FIRST_DEPARTMENT = 130
GROUPS = np.tile([float(FIRST_DEPARTMENT), float(PEOPLE - FIRST_DEPARTMENT), float(PEOPLE)], (DRAWS, 1))


def population() -> Numbers:
    """Return the items of people, the first of whom use the practice and think better of it.

    One department is bent on processes and the other is not, so that people as a whole are not normal; silos and
    processes go together, and the satisfaction of many lies at the end of its scale.
    """
    z = normal_table(3, 1, "people", np.arange(PEOPLE), len(ITEMS))
    z[:, 2] = 0.8 * z[:, 1] + 0.6 * z[:, 2]
    level = np.array([0.55, 0.45, 0.5, 0.1])
    items = np.clip(level + 0.14 * z, 0.0, 1.0)
    items[:USERS, 0] += 0.08
    items[:FIRST_DEPARTMENT, 2] += 0.2
    items[FIRST_DEPARTMENT:, 2] -= 0.2
    return np.clip(items, 0.0, 1.0)


def bank_of_one_population() -> Bank:
    items, uses = population(), (np.arange(PEOPLE) < USERS).astype(float)[:, None]
    sums = np.hstack([items, *(items[:, [one]] * items[:, [other]] for one, other in PAIRS)])
    people = np.hstack([uses, sums, uses * sums])
    departments = [people[:FIRST_DEPARTMENT].sum(0), people[FIRST_DEPARTMENT:].sum(0), people.sum(0)]
    moments = np.tile(departments, (DRAWS, 1, 1, 1)).astype(np.float32)
    places = np.rint(items * (PLACES - 1)).astype(int)
    groups = places[USERS:], places[:USERS]
    counts = [[np.bincount(column, minlength=PLACES) for column in group.T] for group in groups]
    standing = np.tile(np.array(counts), (DRAWS, 1, 1, 1, 1)).astype(np.float32)
    taken_up = np.broadcast_to(np.array([USERS, 60.0]), (DRAWS, 1, 3, 2)).astype(np.float32)
    ledger = np.empty((DRAWS, 0, LEDGER), np.float32)
    return Bank(np.arange(DRAWS), np.zeros(DRAWS, np.int64), np.empty((DRAWS, 0)), taken_up, moments, standing, ledger)


def really_asked(draw: int) -> list[float]:
    """Return means, spreads and differences of people who are drawn, err, and answer on a scale from 1 to 7."""
    items, numbers = population(), np.arange(PEOPLE)
    asked = np.argsort(shares(draw, 2, "asked", numbers))[:ANSWERS]
    error = items.std(axis=0) * np.sqrt((1 - RELIABILITY) / RELIABILITY)
    noisy = items + error * normal_table(draw, 3, "errors", numbers, len(ITEMS))
    shown = (np.clip(np.round(noisy * 6), 0, 6) / 6)[asked]
    users = asked < USERS
    return [*shown.mean(0), *shown.std(0), *(shown[users].mean(0) - shown[~users].mean(0))]


def test_emulated_surveys_are_as_real_ones() -> None:
    survey = Survey((CELL,), ITEMS, reliability=(RELIABILITY, RELIABILITY), by_use=True)
    found = emulated(bank_of_one_population(), Design(surveys=(survey,)), Watch((), (10,), ()), GROUPS, 1)
    real = np.array([really_asked(draw) for draw in range(DRAWS)])
    assert found.values.shape == real.shape
    for at in range(real.shape[1]):
        off = abs(found.values[:, at].mean() - real[:, at].mean()) / real[:, at].std()
        assert off < 0.2, (at, off)
        assert found.values[:, at].std() == pytest.approx(real[:, at].std(), rel=0.1), at
    even = [stats.kstest(found.values[:, at], real[:, at]).pvalue for at in range(real.shape[1])]
    assert min(even) > 1e-4, even
    together = np.corrcoef(real.T)
    assert together[1, 2] > 0.2, "means of items that go together do"
    assert together[3, 7] > 0.3, "so do mean and spread where many lie at an end"
    assert np.abs(np.corrcoef(found.values.T) - together).max() < 0.2


def test_users_who_answer_more_readily_are_seen() -> None:
    bank, watch = bank_of_one_population(), Watch((), (10,), ())
    even, ready = (
        emulated(bank, Design(surveys=(Survey((CELL,), ITEMS, users_answer=(odds, odds)),)), watch, GROUPS, 1)
        for odds in (1.0, 4.0)
    )
    assert ready.values[:, 0].mean() > even.values[:, 0].mean() + 0.01  # users trust more


def test_where_everybody_uses_a_practice_nothing_is_missing() -> None:
    bank = bank_of_one_population()
    bank.moments[..., 0] = GROUPS[:, None]
    bank.moments[..., 1 + SUMS :] = bank.moments[..., 1 : 1 + SUMS]
    bank.standing[:, :, 1] += bank.standing[:, :, 0]
    bank.standing[:, :, 0] = 0.0
    survey = Survey((CELL,), ITEMS, users_answer=(0.5, 2.0))
    found = emulated(bank, Design(surveys=(survey,)), Watch((), (10,), ()), GROUPS, 1)
    assert np.isfinite(found.values).all()


def test_where_everybody_answers_alike_nothing_is_left_of_departments() -> None:
    """Shares of departments add up to one but for rounding, which must not tell a run from what was observed."""
    sizes = np.array([49.0, 65.0, 10.0, 12.0, 109.0, 18.0, 28.0])
    sizes = np.append(sizes, sizes.sum())
    nobody, k = np.zeros(len(sizes)), len(ITEMS)
    people = np.column_stack([nobody, *[sizes / 2.0] * k, *[sizes / 4.0] * len(PAIRS), *[nobody] * SUMS])
    standing = np.zeros((DRAWS, 1, 2, k, PLACES), np.float32)
    standing[:, :, 0, :, PLACES // 2] = sizes[-1]
    moments = np.tile(people, (DRAWS, 1, 1, 1)).astype(np.float32)
    bank = replace(bank_of_one_population(), moments=moments, standing=standing)
    survey = Survey((CELL,), ITEMS)
    found = emulated(bank, Design(surveys=(survey,)), Watch((), (10,), ()), np.tile(sizes, (DRAWS, 1)), 1).values
    assert (found[:, :k] == 0.5).all()
    assert (found[:, k:] == 0.0).all()


def test_a_log_that_misses_people_shows_fewer() -> None:
    bank, watch = bank_of_one_population(), Watch((10,), (), ())
    full, half = (
        emulated(bank, Design(Log((Cell(10, -1),), completeness=span)), watch, GROUPS, 1)
        for span in ((1.0, 1.0), (0.4, 0.6))
    )
    assert full.values == pytest.approx(share_scale(np.array([USERS / PEOPLE]))[0])
    assert not full.observing
    assert set(half.observing) == {"completeness"}
    shown = np.sin(half.values[:, 0]) ** 2 * PEOPLE
    assert shown.mean() == pytest.approx(0.5 * USERS, rel=0.05)
    assert np.corrcoef(shown, half.observing["completeness"])[0, 1] > 0.5


def test_a_log_misses_the_same_people_at_every_date() -> None:
    """What it misses of some is told again of those who came later, and of nobody else."""
    came, span = np.array([40.0, 120.0, 160.0, 90.0]), (0.7, 0.7)  # users at four dates; in the end some gave up
    bank = replace(bank_of_one_population(), taken_up=np.tile(came[:, None, None], (DRAWS, 1, 3, 2)).astype(np.float32))
    weeks = (10, 20, 30, 40)
    log = Log(tuple(Cell(week, -1) for week in weeks), completeness=span)
    found = emulated(bank, Design(log), Watch(weeks, (), ()), GROUPS, 1).values
    known = np.array([np.cumsum(shares(draw, 4, "known", np.arange(PEOPLE)) < span[0]) for draw in range(DRAWS)])
    real = share_scale(known[:, came.astype(int) - 1] / PEOPLE)
    for first, second in pairwise(range(len(weeks))):
        ours, theirs = (table[:, second] - table[:, first] for table in (found, real))
        assert ours.std() == pytest.approx(theirs.std(), rel=0.1)
    assert found.std(axis=0) == pytest.approx(real.std(axis=0), rel=0.1)
    assert found.mean(axis=0) == pytest.approx(real.mean(axis=0), abs=0.004)


def test_roots_are_those_of_matrices_even_where_nothing_is_left() -> None:
    found = np.array([np.corrcoef(normal_table(1, 1, f"m{at}", np.arange(20), 4).T) for at in range(5)])
    found[4] = 1.0
    roots = root_of(found)
    assert roots @ roots.transpose(0, 2, 1) == pytest.approx(found)
    assert (np.triu(roots, 1) == 0.0).all()


def test_rounding_is_that_of_a_scale() -> None:
    found, levels = shares_of_scale(np.array([0.5, 0.02, 0.9]), np.array([0.0, 0.1, 0.2]), 6), np.arange(7) / 6
    mean, variance = found @ levels, found @ levels**2 - (found @ levels) ** 2
    assert mean[0] == pytest.approx(0.5)
    assert variance[0] == pytest.approx(0.0, abs=1e-12)
    z = normal_table(1, 1, "z", np.arange(40_000), 1)[:, 0]
    for at, (middle, spread) in enumerate([(0.02, 0.1), (0.9, 0.2)], 1):
        shown = np.clip(np.round((middle + spread * z) * 6), 0, 6) / 6
        assert mean[at] == pytest.approx(shown.mean(), abs=0.003)
        assert variance[at] == pytest.approx(shown.var(), rel=0.03)


def test_a_department_is_as_large_as_in_the_organization_that_a_draw_lived_in(tmp_path: Path) -> None:
    sources = "  adoption: {file: log.csv}\n  surveys: {file: survey.csv, by: department}\n"
    case = CASE.partition("data:")[0].replace("organizations: 2", "organizations: 3") + "data:\n" + sources
    log = "date,department,people\n" + "".join(f"2020-05-11,D{one},1\n" for one in (1, 2, 3))
    survey = "date,department,trust\n" + "".join(f"2020-05-11,D{one},4\n" * 6 for one in (1, 2, 3))
    calibration = Calibration(read_case(write_town(tmp_path, case=case, log=log, survey=survey)), tmp_path, 0, 1)
    question, design = calibration.question, calibration.case.design
    sizes = np.array([group_sizes(one) for one in question.organizations])
    assert len({tuple(one) for one in sizes.tolist()}) == 3, "each organization has departments of its own sizes"
    bank = drawn(question, np.arange(9), 1)
    predicted, _ = runs_at(question, bank.places, 1)
    for runs, first in ((bank, 0), (predicted, 2**31)):
        lived_in = sizes[(first + np.arange(9)) % 3]
        found = calibration.shown(runs, design).values
        assert found[:, :3] == pytest.approx(share_scale(runs.taken_up[:, 0, :3, 0] / lived_in[:, :3]))
        assert (runs.taken_up[:, 0, :, 0] <= lived_in).all()
        assert np.isfinite(found).all()
        assert (found[:, 3:] <= 1.0).all()
