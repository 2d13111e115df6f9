"""Where a verdict turns: halving meets a known value, values between the bounds are tried, two together are told."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from experiments.configuration.points import Design
from experiments.flips.bench import Bench
from experiments.flips.contrasts import DesignContrast
from experiments.flips.effect import Effect
from experiments.flips.pairs import MOST, corners, telling
from experiments.flips.saved import away, edge_of, knife_edges
from experiments.flips.turning import ROUNDS, narrowed, stretches
from experiments.flips.variants import Variant, changed, values_to_try
from experiments.inference.paired import Difference
from sim.scenario import Scenario, declared_parameters

CROSS, TOGETHER = "delivery.cross", "delivery.together"
ZERO = 0.27


def _difference(mean: float) -> Difference:
    return Difference(12, mean, mean - 0.01, mean + 0.01, 1.0)


class Line:
    """A bench on which the difference falls with the sum of the values of some assumptions, and meets 0 at ``zero``."""

    def __init__(self, zero: float, *names: str) -> None:
        self.zero, self.names, self.ran = zero, names, 0

    def takes(self, *_designs: Design) -> bool:
        """Take everything."""
        return True

    def run(self, designs: Any) -> None:  # noqa: ANN401 - any designs
        """Count what is run."""
        self.ran += len(list(designs))

    def difference(self, one: Design, _other: Design, _metric: str) -> Difference:
        """Return the difference at the values of the first design."""
        values = [getattr(getattr(one.scenario, name.partition(".")[0]), name.partition(".")[2]) for name in self.names]
        return _difference(self.zero - sum(values))


def _contrast(mean: float = 0.07) -> DesignContrast:
    one = Scenario().with_values({"project.size": 5})
    return DesignContrast("small against large", "successful", Design(one), Design(Scenario()), _difference(mean))


def _measured(contrast: DesignContrast, bench: Line, name: str, inside: int = 5) -> list[tuple[Variant, Difference]]:
    usual = cast("float", declared_parameters()[name].default)
    found = []
    for value in values_to_try(name, usual, inside):
        one, other = changed(contrast.one, {name: value}), changed(contrast.other, {name: value})
        found.append((Variant(name, value, usual, one, other), bench.difference(one, other, "successful")))
    return found


def test_the_value_at_which_a_ranking_turns_is_found_between_those_tried() -> None:
    contrast, bench = _contrast(), Line(ZERO, CROSS)
    (stretch,) = stretches(contrast, _difference(0.07), _measured(contrast, bench, CROSS))
    usual = cast("float", declared_parameters()[CROSS].default)
    step = (1.0 - usual) / 3
    assert [stretch.near[0], stretch.far[0]] == pytest.approx([usual, usual + step], abs=1e-4)
    (turn,) = narrowed([stretch], cast("Bench", bench))[id(contrast)]
    assert turn.value == pytest.approx(ZERO)
    assert turn.near < ZERO < turn.far
    assert turn.far - turn.near == pytest.approx(step / 2**ROUNDS, rel=1e-2)
    assert (turn.usual, turn.low, turn.high) == (usual, 0.0, 1.0)
    assert turn.away == pytest.approx((ZERO - usual) / (1.0 - usual), rel=1e-2)
    assert bench.ran == 2 * ROUNDS


def test_a_whole_number_is_the_first_that_turns_it() -> None:
    contrast, bench = _contrast(), Line(9.5, TOGETHER)
    measured = _measured(contrast, bench, TOGETHER)
    (stretch,) = stretches(contrast, _difference(5.5), measured)
    (turn,) = narrowed([stretch], cast("Bench", bench))[id(contrast)]
    assert (turn.near, turn.far, turn.value) == (9, 10, 10)


def test_an_undecided_verdict_or_other_pairs_have_nothing_that_turns() -> None:
    bench = Line(ZERO, CROSS)
    measured = _measured(_contrast(), bench, CROSS)
    assert stretches(_contrast(0.001), _difference(0.001), measured) == []
    assert stretches(_contrast(), _difference(-0.07), measured) == []
    assert stretches(_contrast(), _difference(0.07), measured[:1]) == []


def test_values_between_the_bounds_lie_on_both_sides_of_the_usual_one() -> None:
    assert values_to_try(CROSS, 0.2, 0) == [0.0, 1.0]
    between = sorted(values_to_try(CROSS, 0.2, 5))
    assert between == pytest.approx([0, 0.05, 0.1, 0.15, 0.466667, 0.733333, 1.0])
    assert values_to_try(CROSS, 0.0, 4) == pytest.approx([1.0, 1 / 3, 2 / 3], abs=1e-5)
    low, high = declared_parameters()[TOGETHER].bounds or (0, 0)
    whole = values_to_try(TOGETHER, 4, 5)
    assert whole[:2] == [low, high]
    assert all(isinstance(value, int) and low < value < high and value != 4 for value in whole[2:])


def test_two_together_are_told_where_neither_does_it_alone() -> None:
    luck = "delivery.orphan"
    contrast, bench = _contrast(), Line(1.4, CROSS, luck)
    as_is = _difference(0.9)
    measured = [*_measured(contrast, bench, CROSS, 0), *_measured(contrast, bench, luck, 0)]
    found = corners(contrast, as_is, measured, cast("Bench", bench))
    assert len(found) == 4
    alone: dict[tuple[str, float], Effect | None] = {}
    (told,) = telling(contrast, as_is, found, alone, cast("Bench", bench))
    assert (dict(told.values), told.effect) == ({CROSS: 1.0, luck: 1.0}, Effect.FLIPS)
    assert telling(contrast, as_is, found, {(luck, 1.0): Effect.FLIPS}, cast("Bench", bench)) == []


def test_only_the_assumptions_that_matter_most_are_paired() -> None:
    contrast, bench = _contrast(), Line(ZERO, CROSS)
    names = [CROSS, "delivery.orphan", "adoption.noise", "adoption.push", "adoption.relapse"]
    measured = [one for name in names for one in _measured(contrast, bench, name, 0)]
    paired = {
        name
        for corner in corners(contrast, _difference(0.07), measured, cast("Bench", bench))
        for name in corner.values
    }
    assert len(paired) == MOST
    assert CROSS in paired


def test_the_verdict_that_turns_nearest_is_told_first() -> None:
    def verdict(metric: str, *turns: float) -> dict[str, Any]:
        told = [{"parameter": CROSS, "value": value, "usual": 0.2, "low": 0.0, "high": 1.0} for value in turns]
        return {"label": "5 against 240", "metric": metric, "turns": told}

    kept = {"verdicts": [verdict("adopted", 0.9), verdict("trust"), verdict("successful", 0.27, 0.9)]}
    assert [found["metric"] for found, _ in knife_edges(kept)] == ["successful", "adopted"]
    assert away(knife_edges(kept)[0][1]) == pytest.approx(0.07 / 0.8)
    assert away({"value": 0.1, "usual": 0.2, "low": 0.0, "high": 1.0}) == 0.5


def test_without_flips_no_edge_is_known(tmp_path: Path) -> None:
    assert edge_of(cast("Any", SimpleNamespace(folder=tmp_path, manifest=None))) == ""
