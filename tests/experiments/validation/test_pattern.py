"""Verdicts: what is wrong, uncertain or unknown never counts as reproduced."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.validation.catalogue import PATTERNS, chosen
from experiments.validation.estimate import UNKNOWN, Estimate
from experiments.validation.pattern import Measured, Part, PatternVerdict, Target, Use, verdict
from sim.errors import ScenarioError
from tests.experiments.validation.exact_estimate import exactly
from tests.experiments.validation.targets import BAND, DIRECTION, across, inside, outside

TARGETS = [(pattern, target) for pattern in PATTERNS.values() for target in pattern.targets]


def test_a_part_is_met_only_with_its_whole_interval() -> None:
    assert (inside().part, across().part, outside().part) == (Part.MET, Part.OPEN, Part.MISSED)
    assert Measured(BAND, Estimate(0.3, 0.19, 0.35)).part is Part.OPEN
    assert Measured(BAND, Estimate(0.5, 0.39, 0.6)).part is Part.OPEN
    assert Measured(BAND, exactly(0.2)).part is Part.MET


def test_unknown_values_are_missed() -> None:
    assert Measured(BAND, UNKNOWN).part is Part.MISSED
    assert Measured(DIRECTION, UNKNOWN).part is Part.MISSED


def test_a_direction_is_met_when_it_is_sure() -> None:
    found = [Measured(DIRECTION, Estimate(0.1, low, 0.3)).part for low in (0.01, -0.1)]
    assert found == [Part.MET, Part.OPEN]
    assert Measured(DIRECTION, Estimate(-0.1, -0.2, -0.01)).part is Part.MISSED
    assert Measured(DIRECTION, exactly(0.0)).part is Part.MISSED


def test_a_pattern_is_reproduced_only_with_all_its_parts() -> None:
    assert verdict([inside(), inside()]) is PatternVerdict.REPRODUCED
    assert verdict([inside(), across()]) is PatternVerdict.IN_PART
    assert verdict([inside(), outside()]) is PatternVerdict.IN_PART
    assert verdict([across(), outside()]) is PatternVerdict.NOT
    assert verdict([]) is PatternVerdict.NOT


@given(st.floats(-2, 2), st.floats(0, 1), st.floats(0, 1))
def test_nothing_outside_of_the_band_is_ever_met(value: float, below: float, above: float) -> None:
    found = Estimate(value, value - below, value + above)
    if not BAND.low <= value <= BAND.high:
        assert Measured(BAND, found).part is not Part.MET
        assert verdict([Measured(BAND, found)]) is not PatternVerdict.REPRODUCED


def test_distance_is_in_halves_of_the_band_on_the_side_where_it_lies() -> None:
    uneven = replace(BAND, low=0.1)
    assert [uneven.distance(exactly(value)) for value in (0.3, 0.4, 0.5, 0.1)] == pytest.approx([0, 1, 2, -1])
    assert uneven.distance(UNKNOWN) == math.inf
    assert [DIRECTION.distance(exactly(value)) for value in (0.1, 0.0, -0.1, math.nan)] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("pattern", "target"), TARGETS, ids=[f"{pattern.id}-{target.key}" for pattern, target in TARGETS]
)
def test_every_target_says_where_it_comes_from_and_why_its_band(pattern: object, target: Target) -> None:
    assert target.source
    assert target.why
    assert target.grade in {"A", "B", "C", "M"}
    assert target.low < target.high
    if target.value is not None:
        assert target.low <= target.value <= target.high
    else:
        assert target.high == math.inf
    if target.use is Use.FIT:
        assert math.isfinite(target.distance(exactly(target.low)))


def test_fifteen_patterns_and_a_third_of_their_parts_for_checking_only() -> None:
    assert list(PATTERNS) == [f"P{number}" for number in range(1, 16)]
    for pattern in PATTERNS.values():
        keys = [target.key for target in pattern.targets]
        assert len(keys) == len(set(keys))
    assert sum(target.use is Use.CHECK for _, target in TARGETS) >= len(TARGETS) / 3
    assert sum(Use.CHECK in {target.use for target in pattern.targets} for pattern in PATTERNS.values()) >= 10


def test_patterns_are_chosen_by_id_in_their_order() -> None:
    assert [pattern.id for pattern in chosen(["P15", "p3"])] == ["P3", "P15"]
    assert len(chosen([])) == 15
    with pytest.raises(ScenarioError, match=r"no pattern 'P16'.*patterns: P1, P2"):
        chosen(["P16"])
