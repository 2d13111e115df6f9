"""Every competitor computes the declared week; the network is what the declaration says."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.common_work import TOLERANCE, Case, differences, load_case, make_case, reference, save_case
from benchmarks.network import ACROSS, DEPARTMENT, INSIDE
from benchmarks.peers import ENTRIES, Entry

PEOPLE, WEEKS = 400, 12
COMPETITORS = [entry for entry in ENTRIES if not entry.is_bound]


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(PEOPLE)


@pytest.mark.parametrize("entry", COMPETITORS, ids=[entry.name for entry in COMPETITORS])
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")  # other people's libraries
def test_every_competitor_computes_the_declared_week(entry: Entry, case: Case) -> None:
    if not entry.installed:
        pytest.skip(f"{entry.package} is not installed; it comes with the extra 'bench'")
    peer = entry.build(case)
    peer.live(WEEKS)
    trait, users_who_differ = differences(peer.state(), reference(case, WEEKS))
    assert trait <= TOLERANCE
    assert users_who_differ == 0


def test_a_wrong_competitor_would_be_noticed(case: Case) -> None:
    trait, users_who_differ = differences(reference(case, WEEKS - 1), reference(case, WEEKS))
    assert trait > TOLERANCE
    assert users_who_differ > 0


def test_adoption_spreads_and_stops_short(case: Case) -> None:
    first, last = case.user.mean(), reference(case, 156).user.mean()
    assert first < last < 1


def test_everybody_listens_to_eight_colleagues_and_eight_others(case: Case) -> None:
    person = np.arange(PEOPLE)[:, None]
    inside = case.contacts // DEPARTMENT == person // DEPARTMENT
    assert (inside.sum(axis=1) == INSIDE).all()
    assert (~inside).sum() == PEOPLE * ACROSS
    assert (case.contacts != person).all()
    assert (np.diff(case.contacts, axis=1) > 0).all()


def test_a_shuffled_case_is_the_same_people_in_another_order(case: Case) -> None:
    moved = make_case(PEOPLE, shuffle=True)
    assert not np.array_equal(moved.threshold, case.threshold)
    ours, theirs = reference(case, WEEKS), reference(moved, WEEKS)
    np.testing.assert_allclose(np.sort(ours.traits, axis=0), np.sort(theirs.traits, axis=0), atol=1e-6)
    assert ours.user.sum() == theirs.user.sum()


def test_a_case_survives_its_file(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.npz"
    save_case(case, path)
    again = load_case(path)
    assert again.contacts.tobytes() == case.contacts.tobytes()
    assert again.user.tobytes() == case.user.tobytes()


@pytest.mark.long
def test_the_bound_reads_what_the_first_week_reads(case: Case) -> None:
    from benchmarks.peers.reading_only import build

    bound = build(case)
    bound.live(1)
    np.testing.assert_allclose(bound.state().traits, case.traits[case.contacts].mean(axis=1), atol=1e-6)


@pytest.mark.long
def test_a_race_compares_and_times_everybody_who_takes_part() -> None:
    from benchmarks.race import race

    rows = race(PEOPLE, {"reading_only": 3, "orgchange": 3, "scipy_sparse": 2}, rounds=2)
    assert [(row["name"], row["weeks"]) for row in rows] == [("reading_only", 3), ("orgchange", 3), ("scipy_sparse", 2)]
    assert all(0 < row["week_seconds_least"] <= row["week_seconds"] <= row["week_seconds_most"] for row in rows)
    assert all(row["users_who_differ"] == 0 for row in rows if row["name"] != "reading_only")
