"""What is printed after a study are its numbers: tables, marks of the best, verdicts and commands."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec import structs

from experiments.configuration.points import shown
from experiments.console.discover import called, print_discovery, robust_sentence, satisficing_sentence
from experiments.console.study import print_result
from experiments.discover.discovery import Discovery, Wanted, discovered
from experiments.discover.thresholds import read_threshold
from experiments.inference.paired import paired_differences
from experiments.results.study import Study
from experiments.results.verdict import main_metrics, verdict
from experiments.sweeps.record import DesignRecord
from experiments.wording.quantities import number, percent, signed, span
from experiments.wording.terminal import as_text
from tests.experiments.console.printed import rows_of, text_of
from tests.experiments.discover.studies import Varied, study
from tests.experiments.report.made import NOISE, content, runs

(CLOSE,) = paired_differences(0.01 - NOISE[:, None], np.zeros((4, 1)), 0.95)


def grid() -> Study:
    """Return sizes and speeds: 5 quickly is best, 5 slowly may be as good, 20 is clearly worse."""
    levels = {(5, 0.2): 0.51, (5, 1.0): 0.5, (20, 0.2): 0.2, (20, 1.0): 0.25}
    plans = [
        ({"project.size": size, "rollout.speed": speed}, runs(float(place == 1), successful=level), None)
        for place, ((size, speed), level) in enumerate(levels.items())
    ]
    return content(plans, varied=("project.size", "rollout.speed")).study


def test_a_grid_marks_the_best_and_what_cannot_be_told_from_it() -> None:
    head, headings, *rows = rows_of(lambda console: print_result(console, grid()))
    assert head == ["successful (share of due projects), means of 4 replicates; * best, ~ cannot be told from the best"]
    assert headings == ["project.size \\ rollout.speed", "0.2", "1"]
    assert rows[:2] == [["5", "0.525*", "0.520~"], ["20", "0.215", "0.265"]]


def test_a_ranking_says_how_far_each_point_is_behind_the_best_and_above_its_baseline() -> None:
    levels = {5: (0.5, 0.4, 1.0), 20: (0.51, 0.51, 0.0), 80: (0.2, 0.3, 0.0)}
    plans = [
        ({"project.size": size}, runs(noise, successful=here), runs(successful=there))
        for size, (here, there, noise) in levels.items()
    ]
    found = content(plans, varied=("project.size",)).study
    _, headings, *rows = rows_of(lambda console: print_result(console, found))
    assert headings == ["point", "mean", "behind best", "95 % interval", "to baseline", "verdict"]
    interval = span(CLOSE.low, CLOSE.high)
    assert rows[0] == ["p1", "0.525", "0.000", "best"]
    assert rows[1] == ["p0", "0.520", signed(CLOSE.mean), interval, "+0.105", "undecided"]
    assert rows[2] == ["p2", "0.215", "+0.310", "+0.310 to +0.310", "−0.100", "worse"]


def test_more_points_than_are_shown_are_counted() -> None:
    plans = [({"project.size": size}, runs(successful=size / 100), None) for size in range(1, 44)]
    said = text_of(lambda console: print_result(console, content(plans, varied=("project.size",)).study))
    assert "3 more in summary.csv" in said
    assert "\np3 " in said
    assert "\np2 " not in said


def test_one_point_stands_beside_its_baseline() -> None:
    made = content([({"project.size": 5}, runs(1.0, successful=0.5, failed=0.1), runs(successful=0.4, failed=0.3))])
    rows = rows_of(lambda console: print_result(console, made.study))
    by_name = {row[0]: row for row in rows}
    assert rows[0] == ["made: means of 4 replicates"]
    wide = ["metric", "this", "baseline", "difference", "95 % interval", "verdict", "pairs with this sign", "unit"]
    assert rows[1] == wide
    (found,) = paired_differences(0.1 + NOISE[:, None], np.zeros((4, 1)), 0.95)
    levels = ["0.520", "0.415", "+0.105", span(found.low, found.high)]
    assert by_name["successful"] == ["successful", *levels, "better", "100 %", "share of due projects"]
    assert by_name["failed"][1:6:4] == ["0.120", "better"]
    assert [row[0] for row in rows[2:]][: len(main_metrics(made.study))] == main_metrics(made.study)


def test_a_narrow_console_leaves_out_units_then_shares_and_says_so() -> None:
    made = content([({"project.size": 5}, runs(1.0, successful=0.5), runs(successful=0.4))]).study
    shown = {width: text_of(lambda console: print_result(console, made), width) for width in (160, 90, 60)}
    assert "pairs with this sign" in shown[160]
    assert "better" in shown[60]
    assert "(1 more in a wider terminal or a pipe: unit)" in shown[90]
    said = " ".join(shown[60].split())
    assert "(2 more in a wider terminal or a pipe: pairs with this sign, unit)" in said


def test_replicates_of_which_some_failed_count_and_points_of_several_numbers_say_so() -> None:
    plans = [({"project.size": size}, runs(successful=0.5), None) for size in (5, 20, 80)]
    plans[1] = (plans[1][0], replace(plans[1][1], failed=2), None)
    made = content(plans, varied=("project.size",)).study
    assert "means of 4 to 6 replicates" in as_text(lambda console: print_result(console, made))


WORLDS: Varied = {
    "project.size": [5, 20],
    "rollout.speed": [0.1, 1.0],
    "intervention": ["[okr]", "[training]", "[]"],
    "people.trust": [0.2, 0.5, 0.8],
}


def _give(choices: Mapping[str, Any]) -> float:
    """Size 20 gives 0.3 whatever is tried; with size 5 OKR loses where trust is low; nothing gives least."""
    if choices["project.size"] == 20:
        return 0.3
    tried = {"[okr]": {0.2: -0.2, 0.5: 0.15, 0.8: 0.15}[choices["people.trust"]], "[training]": 0.0, "[]": -0.2}
    return 0.5 + tried[choices["intervention"]]


@pytest.fixture(scope="module")
def found() -> Discovery:
    wanted = Wanted(thresholds=[read_threshold("portfolio_benefits>=0.6")])
    return discovered(study(WORLDS, _give), wanted)


def test_a_map_prints_the_best_of_every_cell_and_what_is_open(found: Discovery) -> None:
    rows = rows_of(lambda console: print_discovery(console, found))
    start = rows.index(["Best intervention by expected portfolio_benefits; ~ others in the cell may be as good"])
    assert found.regimes is not None
    assert rows[start + 1] == ["rollout.speed \\ project.size", "5", "20"]
    means = {(cell.across, cell.up): cell for cell in found.regimes.cells}
    for row, speed in zip(rows[start + 2 : start + 4], found.regimes.rows, strict=True):
        small, large = means[5, speed], means[20, speed]
        name = small.best.removeprefix("intervention=[").removesuffix("]")
        assert name in {"okr", "training"}
        assert row[:2] == [shown(speed), f"{name} {number(small.mean.mean)}"]
        assert row[2].endswith(f" {number(large.mean.mean)}~")
    assert rows[start + 4] == ["Undecided in 2 of 4 cells."]


def test_regrets_are_printed_in_their_order_with_means_and_shares(found: Discovery) -> None:
    rows = rows_of(lambda console: print_discovery(console, found))
    assert found.regret is not None
    headings = ["policy", "mean", "largest regret", "mean regret", "best in", "good enough in"]
    start = rows.index(headings) + 1
    for row, policy in zip(rows[start:], found.regret.policies, strict=False):
        cells = [policy.mean_regret, policy.best_in, policy.meets]
        assert row[3:6] == [number(cells[0]), percent(cells[1]), percent(cells[2])]
        assert row[0] == called(policy)
        assert row[1].split(" ")[0] == number(policy.mean.mean)
        assert row[2].split(" ")[0] == number(policy.paired.mean)


def test_sentences_on_regret_name_who_is_robust_who_is_best_and_who_is_good_enough(found: Discovery) -> None:
    assert found.regret is not None
    robust, best = (f"project.size=5, rollout.speed any, intervention=[{name}]" for name in ("training", "okr"))
    assert robust_sentence(found.regret) == (
        f"Most robust over 3 worlds: {robust}; its largest regret is 0.150 (share), and it stays so in 100 % of "
        f"resamples of the replicates; best on average is {best}."
    )
    good = f"Good enough (portfolio_benefits>=0.6) in most worlds: {best}, in 67 % of them."
    assert satisficing_sentence(found.regret) == good


def test_a_study_over_worlds_prints_its_discovery_and_how_to_see_more() -> None:
    plain = study(WORLDS, _give)
    policies, worlds = tuple(WORLDS)[:3], tuple(WORLDS)[3:]
    made = replace(plain, manifest=structs.replace(plain.manifest, design=DesignRecord("grid", worlds, policies)))
    said = as_text(lambda console: print_result(console, made))
    assert "Most robust over 3 worlds" in said
    assert "Where they go wrong, and what decides: orgchange discover made" in said
    assert verdict(made) not in said


def test_folders_are_told_as_they_lie() -> None:
    assert as_text(lambda console: print_result(console, grid())).endswith(f"Data: {Path('made')}")
