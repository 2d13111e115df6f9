"""Records of one design become one: which run counts where there are several, and bands over all of them."""

from itertools import permutations

import numpy as np
import pytest

from experiments.inference.weekly_bands import weekly_statistics
from experiments.store.manifest import DesignEntry
from experiments.store.merge import MergedRuns, merged
from experiments.store.runs_record import RunsRecord
from tests.experiments.store.records import record

ENTRY = DesignEntry({}, 4, (), projects=True)


def one_of(*records: RunsRecord) -> RunsRecord:
    return merged(records, {}, ENTRY).runs


def levels(runs: RunsRecord) -> list[float]:
    return [float(level) for level in runs.metrics[:, 0]]


def test_runs_come_in_the_order_of_their_numbers_each_with_what_is_its_own() -> None:
    runs = one_of(record([2, 5], 0.5, projects=True), record([0, 9], 0.25, projects=True))
    assert runs.replicates.tolist() == [0, 2, 5, 9]
    assert levels(runs) == [0.25, 20.5, 50.5, 90.25]
    assert runs.series[:, 0, 0].tolist() == [0.25, 20.5, 50.5, 90.25]
    assert runs.projects is not None
    assert runs.projects["effort"][:, 0].tolist() == [0.25, 20.5, 50.5, 90.25]


def test_a_run_that_ended_counts_more_than_one_that_failed_whichever_was_first() -> None:
    failed, ended = record([1, 2], errors={1: "no room"}), record([1], 0.5)
    for records in permutations([failed, ended]):
        runs = one_of(*records)
        assert (levels(runs), runs.errors, runs.ended.tolist()) == ([10.5, 20.0], {}, [1, 2])


def test_of_runs_that_all_ended_or_all_failed_the_last_counts() -> None:
    assert levels(one_of(record([1], 0.25), record([1], 0.5))) == [10.5]
    runs = one_of(record([1, 2], errors={1: "first"}), record([1], errors={1: "second"}))
    assert runs.errors == {1: "second"}
    assert runs.series[:, 0, 0].tolist() == [20.0]
    assert np.isnan(runs.metrics[0]).all()


def test_a_run_whose_projects_are_kept_counts_more_than_one_without_whichever_was_first() -> None:
    with_projects, without = record([1], 0.5, projects=True), record([1], 0.25)
    for records in permutations([with_projects, without]):
        runs = one_of(*records)
        assert levels(runs) == [10.5]
        assert runs.projects is not None
    assert merged([with_projects], {}, DesignEntry({}, 1, (), projects=False)).runs.projects is None


def test_seconds_are_the_mean_over_runs_not_over_records() -> None:
    assert one_of(record([0], seconds=5.0), record([1, 2, 3], seconds=1.0)).seconds == pytest.approx(2.0)


def test_bands_are_over_all_runs_and_a_run_that_was_repeated_counts_once() -> None:
    earlier = {number: record([number], 0.75).series[0] for number in (0, 1)}
    found: MergedRuns = merged([record([1, 2], 0.5)], earlier, ENTRY)
    together = np.concatenate([record([0], 0.75).series, record([1, 2], 0.5).series])
    np.testing.assert_array_equal(found.bands, weekly_statistics(together))
    nothing = merged([record([1], errors={1: "no room"})], {}, ENTRY)
    assert nothing.bands.shape == found.bands.shape
    assert np.isnan(nothing.bands).all()
