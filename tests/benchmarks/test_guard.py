"""The guard notices a slowdown that is put in on purpose, and only that."""

from pathlib import Path

import pytest

from benchmarks.guard import LIMIT, Finding, bytes_a_person, main, size_verdict, verdict
from benchmarks.reference_kernel import live_reference, make_reference

FEW = ["--turns", "12"]
KERNEL_TOTAL = 46.40661373854732  # of five weeks of the frozen text


@pytest.mark.parametrize(
    ("change", "passes"), [(0.5, True), (0.98, True), (1.1, True), (LIMIT - 0.01, True), (1.25, False), (2.0, False)]
)
def test_a_slowdown_beyond_the_limit_fails(change: float, passes: bool) -> None:
    assert verdict(Finding(change * 0.8, 1.0), 0.8)[0] is passes


def test_a_faster_engine_asks_for_a_new_baseline() -> None:
    assert "make bench-baseline" in verdict(Finding(0.4, 0.5), 0.8)[1]


@pytest.mark.parametrize(("change", "passes"), [(0.5, True), (1.2, True), (1.26, False), (2.0, False)])
def test_growth_beyond_the_limit_fails(change: float, passes: bool) -> None:
    assert size_verdict(change * 400.0, 400.0)[0] is passes


def test_a_person_takes_at_most_500_bytes() -> None:
    assert 100.0 < bytes_a_person() <= 500.0


@pytest.mark.long
def test_a_slowdown_on_purpose_is_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ["--file", str(tmp_path / "baseline.json")]
    assert main(["--baseline", *kept, *FEW]) == 0
    assert main(["--slowed", "3", *kept, *FEW]) == 1
    assert "FAILED: the engine is" in capsys.readouterr().out


def test_the_kernel_is_the_one_the_baseline_was_taken_with() -> None:
    rows, contacts, clocks = make_reference()
    assert live_reference(5, rows, contacts, clocks) == pytest.approx(KERNEL_TOTAL, rel=1e-9)
