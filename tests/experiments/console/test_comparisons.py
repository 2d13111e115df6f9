"""What is printed of comparisons and of verified studies are the numbers that were found."""

from pathlib import Path

import numpy as np
import pytest

from experiments.compare.changed import Changed
from experiments.compare.comparison import compared
from experiments.compare.departments import DepartmentChange
from experiments.compare.pairs import Pair, Side
from experiments.compare.projects import ProjectChange, ProjectsChanged
from experiments.console.compare import MOST, print_comparisons
from experiments.console.verify import MOST_NAMED, print_verified
from experiments.inference.paired import paired_differences
from experiments.inference.runs import Runs
from experiments.inference.superiority import wilson_interval
from experiments.store.manifest import DesignEntry
from experiments.verify.check import Verified
from experiments.verify.compare import Mismatch
from experiments.verify.environment import EnvironmentChange
from experiments.wording.quantities import percent, span
from experiments.wording.terminal import as_text
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.console.printed import rows_of
from tests.experiments.report.made import NOISE, runs

SUCCESSFUL = "successful"
COMPARED = "1,234 in runs.parquet, 5 in weeks.parquet"


def pair(label: str, one: Runs, other: Runs) -> Pair:
    """Return two designs of one study."""
    sides = [
        Side(Path("made"), name, name, DesignEntry({}, 4, (), projects=False), {}, found, "")
        for name, found in (("here", one), ("there", other))
    ]
    return Pair(label, *sides)


def clear(label: str = "made") -> Pair:
    """Return a pair of which the first succeeds more, fails less, is as trusting, and adopts about as much."""
    one = runs(0.0, successful=0.5, failed=0.1, trust=0.4)
    one.metrics[:] += runs(1.0, adopted=0.3).metrics
    return pair(label, one, runs(0.0, successful=0.4, failed=0.3, trust=0.4, adopted=0.3))


def test_one_comparison_shows_levels_differences_chances_and_what_is_open() -> None:
    found = compared([clear()], 0.95, "change_success")
    first, headings, *rows = rows_of(lambda console: print_comparisons(console, found, "successful", 0.95, None))
    assert first == ["First: here (made). Second: there (made). 4 pairs."]
    interval, chance = "95 % interval", " to ".join(percent(float(bound)) for bound in wilson_interval(1.0, 4, 0.95))
    shown = ["metric", "first", "second", "difference", interval, "superiority", interval, "p (Holm)"]
    assert headings == [*shown, "verdict", "unit"]
    sure = ["100 %", chance, "< 0.0001", "better"]
    assert rows[0] == ["successful", "0.515", "0.415", "+0.100", "+0.100 to +0.100", *sure, "share of due projects"]
    assert rows[1] == ["failed", "0.115", "0.315", "−0.200", "−0.200 to −0.200", *sure, "share of due projects"]
    assert rows[2][0].startswith("Undecided: adopted.")
    assert rows[3][0].startswith("The same in every pair: ")
    assert "trust" in rows[3][0].removeprefix("The same in every pair: ").removesuffix(".").split(", ")


def test_the_chance_of_an_error_is_what_the_confidence_leaves() -> None:
    said = as_text(
        lambda console: print_comparisons(console, compared([clear()], 0.9, SUCCESSFUL), SUCCESSFUL, 0.9, None)
    )
    assert f"over the other {len(METRIC_NAMES) - 1} metrics together: for each at most a 10 % chance that any" in said
    assert "difference called decided is none." in said


def test_many_comparisons_show_the_metric_and_count_what_else_is_decided() -> None:
    pairs = [clear("first"), pair("second", runs(successful=0.4, failed=0.2), runs(successful=0.5, failed=0.1))]
    found = compared([*pairs, pair("third", runs(trust=0.1), runs(trust=0.1))], 0.95, "change_success")
    rows = rows_of(lambda console: print_comparisons(console, found, "successful", 0.95, None))
    assert rows[0] == ["successful (share of due projects), each point against its partner"]
    interval = "95 % interval"
    assert rows[1] == [
        *("point", "difference", interval, "superiority", interval, "p (Holm)", "verdict", "other metrics decided")
    ]
    assert rows[2][:2] + rows[2][-2:] == ["first", "+0.100", "better", "1 better"]
    assert rows[3][:2] + rows[3][-2:] == ["second", "−0.100", "worse", "1 worse"]
    assert rows[4][:2] + rows[4][-2:] == ["third", "0.000", "same", "none"]


def test_comparisons_that_are_not_shown_are_counted() -> None:
    found = compared([clear(f"pair {number}") for number in range(MOST + 2)], 0.95, "change_success")
    said = as_text(lambda console: print_comparisons(console, found, "successful", 0.95, None))
    assert "2 more with --json" in said
    assert f"pair {MOST - 1} " in said
    assert f"pair {MOST} " not in said


def _changed(projects: ProjectsChanged | None) -> Changed:
    differences = paired_differences(np.outer(0.1 + NOISE, [1.0, 0.0, -1.0]), np.zeros((4, 3)), 0.95)
    named = dict(zip(("adopted", "trust", "workload"), differences, strict=True))
    departments = [DepartmentChange(number, f"D{number}", 12.0 + number, named) for number in range(7)]
    return Changed(departments, projects, [0, 1, 2, 3], ["something is other here"])


def test_departments_that_differ_most_are_printed_with_their_differences() -> None:
    found = _changed(None)
    rows = rows_of(
        lambda console: print_comparisons(console, compared([clear()], 0.95, SUCCESSFUL), SUCCESSFUL, 0.95, found)
    )
    assert ["Note: something is other here."] in rows
    start = rows.index(["department", "people", "adopted", "trust", "workload"])
    adopted, _, workload = found.departments[0].differences.values()
    cells = [f"+0.105 ({span(adopted.low, adopted.high)})", "0.000 (0.000 to 0.000)"]
    assert rows[start + 1] == ["D0", "12", *cells, f"−0.105 ({span(workload.low, workload.high)})"]
    assert [row[:2] for row in rows[start + 1 :]] == [[f"D{number}", str(12 + number)] for number in range(5)]
    assert rows[start - 1][0].endswith("(first minus second; 4 pairs replayed)")


@pytest.mark.parametrize(("kept", "source"), [(True, "as kept"), (False, "replayed")])
def test_projects_that_succeed_in_one_design_only_are_named(kept: bool, source: str) -> None:
    projects = [ProjectChange(1, 40.0, 0.75, 0.25), ProjectChange(4, 9.0, 0.0, 0.5), ProjectChange(6, 9.0, 0.5, 0.5)]
    found = _changed(ProjectsChanged(4, kept, 20.0, 1.5, 1.25, 1.0, projects))
    said = as_text(
        lambda console: print_comparisons(console, compared([clear()], 0.95, SUCCESSFUL), SUCCESSFUL, 0.95, found)
    )
    assert said.endswith(
        f"\nProjects of a run, on average over 4 pairs ({source})\n"
        "1.2 of 20.0 succeed only in the first, 1.0 only in the second; 1.5 are not in the second at all\n"
        "Succeed more often in the first: P2 (40 person-weeks): 75 % of pairs against 25 %\n"
        "Succeed more often in the second: P5 (9 person-weeks): 0 % of pairs against 50 %"
    )


def verified(count: int = 0, faults: tuple[str, ...] = (), changed: bool = False, replayed: int = 8) -> Verified:
    """Return a check of 20 runs that found so many values otherwise."""
    otherwise = [0.1 + 2.0**-56 * (number + 1) for number in range(count)]
    apart = [Mismatch("series", ("d", 3, "q50"), "trust", 0.1, value) for value in otherwise]
    changes = [EnvironmentChange("numpy", then="1.0", now="2.0")] if changed else []
    values = {"runs": 1234, "series": 0, "weeks": 5, "projects": 0}
    return Verified(Path("made"), "0123456789abcdef", 20, replayed, 2, values, faults, apart, changes)


def told(found: Verified) -> list[str]:
    """Return the lines that are printed."""
    return as_text(lambda console: print_verified(console, found)).splitlines()


def test_a_study_that_is_the_same_says_what_was_compared() -> None:
    assert told(verified()) == [
        "made: 8 of 20 runs replayed, drawn by its hash 0123456789ab",
        f"Same: every bit of the values compared ({COMPARED}); 2 of the runs fail, as they did.",
        "Nothing noted of code, packages and machine is different here.",
    ]
    assert told(verified(replayed=20))[0] == "made: 20 of 20 runs replayed, all of them"


def test_values_that_differ_are_named_with_all_their_digits_and_the_rest_counted() -> None:
    lines = told(verified(MOST_NAMED + 1, ("a fault",)))
    assert lines[1] == f"Differs: {MOST_NAMED + 1} of the values compared ({COMPARED})."
    assert lines[2] == "  a fault"
    apart = verified(1).mismatches[0].replayed
    assert lines[3] == f"  series.parquet, design d, week 3, statistic q50: trust kept 0.1, replayed {apart!r}"
    assert [line for line in lines[3:] if line.startswith("  series")] == lines[3 : 3 + MOST_NAMED]
    assert lines[3 + MOST_NAMED] == "  and 1 more"
    assert lines[-1].endswith("different here: the files were changed after the study, or a machine erred.")
    assert len(lines) - 1 == len(told(verified(MOST_NAMED, ("a fault",)))) == MOST_NAMED + 4


def test_what_is_different_here_is_named_with_both_versions() -> None:
    lines = told(verified(1, changed=True))
    assert lines[-2:] == ["Different here from where it was made:", "  numpy: 2.0 here, 1.0 there"]


def test_a_fault_of_the_folder_alone_differs_too() -> None:
    assert told(verified(0, ("a fault",)))[1:3] == ["Differs.", "  a fault"]
