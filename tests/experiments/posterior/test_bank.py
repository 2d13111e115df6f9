"""A bank: the same bits whatever happens to it, and luck of its own in every run."""

from pathlib import Path

import numpy as np
import pytest

from experiments.posterior import bank as banks
from experiments.posterior.bank import Bank, Question, drawn, filled_bank
from experiments.posterior.case_file import read_case
from experiments.posterior.lived import MOMENTS, live
from experiments.posterior.study import Calibration
from tests.experiments.posterior.towns import CASE, write_town

ARRAYS = ("places", "taken_up", "moments", "standing", "ledger")


@pytest.fixture
def question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Question:
    monkeypatch.setattr(banks, "SHARD", 8)
    return Calibration(read_case(write_town(tmp_path)), tmp_path / "out", 16, 1).question


def same(one: Bank, other: Bank) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in ARRAYS)


@pytest.mark.long
def test_threads_and_growth_change_no_bit(question: Question, tmp_path: Path) -> None:
    whole = filled_bank(question, tmp_path / "one", 24, 1)
    filled_bank(question, tmp_path / "two", 8, 2)
    grown = filled_bank(question, tmp_path / "two", 24, 2)
    assert same(whole, grown)
    assert same(whole.part(slice(3, 9)), drawn(question, np.arange(3, 9), 2))


@pytest.mark.long
def test_a_bank_that_was_stopped_goes_on(question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filled_bank(question, tmp_path / "one", 24, 1)
    lived = 0
    real = live

    def stops(*arguments: object) -> object:
        nonlocal lived
        lived += 1
        if lived == 12:
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(banks, "live", stops)
    with pytest.raises(KeyboardInterrupt):
        filled_bank(question, tmp_path / "two", 24, 1)
    shards = sorted(path.name for path in (tmp_path / "two" / question.address).iterdir())
    assert shards == ["000000.parquet"], "what was not finished left nothing behind"
    monkeypatch.setattr(banks, "live", real)
    assert same(whole, filled_bank(question, tmp_path / "two", 24, 1))


def test_every_run_has_luck_of_its_own(question: Question) -> None:
    one, other = question.run(0, {}), question.run(2, {})
    assert not np.array_equal(one.moments, other.moments)
    assert np.array_equal(one.moments, question.run(0, {}).moments)


def test_parameters_are_seen(question: Question) -> None:
    low, high = question.run(0, {"people.trust": 0.2}), question.run(0, {"people.trust": 0.8})
    assert high.moments[0, -1, 1] > 1.5 * low.moments[0, -1, 1]
    assert low.moments.shape == (2, 4, MOMENTS)
    assert (low.standing.sum(axis=(1, 3)) == low.standing.sum(axis=(1, 3))[0, 0]).all(), "all people stand somewhere"
    assert (low.standing[:, 1].sum(axis=2) == low.moments[:, -1, :1]).all(), "and of them users"
    assert (low.taken_up[:, :-1].sum(axis=1) == low.taken_up[:, -1]).all(), "departments add up to everybody"


@pytest.mark.long
def test_another_prior_is_another_bank(question: Question, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    path = write_town(tmp_path / "other", case=CASE + "priors: {people.trust: 'uniform(0.3, 0.4)'}\n")
    other = Calibration(read_case(path), tmp_path / "out", 16, 1).question
    assert other.address != question.address


def test_values_that_contradict_each_other_are_drawn_again(question: Question) -> None:
    names = [unknown.name for unknown in question.unknowns]
    bank = drawn(question, np.arange(8), 1)
    assert bank.places.shape == (8, len(names))
    refused = {"reporting.amber": 0.5, "reporting.red": 0.1}
    attempt, _ = banks._possible(question, 0, refused)
    assert attempt == 1
