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
from tests.experiments.validation.targets import BAND, CODE, DIRECTION, across, inside, outside

TARGETS = [(pattern, target) for pattern in PATTERNS.values() for target in pattern.targets]


def test_a_part_is_met_only_with_its_whole_interval() -> None:
    assert (inside().part, across().part, outside().part) == (Part.MET, Part.UNDECIDED, Part.MISSED)
    assert Measured(BAND, Estimate(0.3, 0.19, 0.35)).part is Part.UNDECIDED
    assert Measured(BAND, Estimate(0.5, 0.39, 0.6)).part is Part.UNDECIDED
    assert Measured(BAND, exactly(0.2)).part is Part.MET


def test_unknown_values_are_missed() -> None:
    assert Measured(BAND, UNKNOWN).part is Part.MISSED
    assert Measured(DIRECTION, UNKNOWN).part is Part.MISSED


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Estimate(0.1, 0.01, 0.3), Part.MET),
        (Estimate(0.06, 0.04, 0.08), Part.MET),
        (Estimate(0.1, -0.1, 0.3), Part.UNDECIDED),
        (Estimate(0.04, 0.03, 0.06), Part.UNDECIDED),
        (Estimate(0.02, 0.01, 0.03), Part.MISSED),
        (Estimate(-0.1, -0.2, -0.01), Part.MISSED),
        (exactly(0.05), Part.MET),
        (exactly(0.0), Part.MISSED),
    ],
)
def test_a_direction_is_met_when_it_is_sure_and_large_enough(found: Estimate, said: Part) -> None:
    assert Measured(DIRECTION, found).part is said


def test_checks_of_the_code_say_nothing_about_a_pattern() -> None:
    assert verdict([inside(CODE), outside()]) is PatternVerdict.NOT
    assert verdict([outside(CODE), inside()]) is PatternVerdict.REPRODUCED
    assert verdict([inside(CODE)]) is PatternVerdict.CODE


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
    assert [DIRECTION.distance(exactly(value)) for value in (0.1, 0.04, -0.1, math.nan)] == [0, 1, 1, 1]


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
    elif target.is_direction:
        assert target.smallest > 0
        assert target.matters.startswith(("from the source: ", "convention: "))
    if target.sets_a_number:
        assert math.isfinite(target.distance(exactly(target.low)))


TOLD = {"P2": {"median", "spread", "tasks"}, "P5": {f"team_{team}" for team in (2, 3, 7, 14)}, "P9": {"after_0"}}
TOLD |= {"P10": {"density_ratio", "reciprocity", "clustering"}, "P11": {"high", "low"}, "P13": {"tracked"}}
TOLD |= {"P14": {"ratio"}, "P7": {"board_12", "board_51", "board_103"}}


def test_what_the_model_is_told_is_no_evidence() -> None:
    told = {(pattern.id, target.key) for pattern, target in TARGETS if target.use is Use.CODE}
    assert told == {(pattern, key) for pattern, keys in TOLD.items() for key in keys}


def test_twenty_two_patterns_and_a_third_of_their_parts_for_checking_only() -> None:
    assert list(PATTERNS) == [f"P{number}" for number in range(1, 23)]
    for pattern in PATTERNS.values():
        keys = [target.key for target in pattern.targets]
        assert len(keys) == len(set(keys))
    assert sum(target.use is Use.CHECK for _, target in TARGETS) >= len(TARGETS) / 3
    assert sum(Use.CHECK in {target.use for target in pattern.targets} for pattern in PATTERNS.values()) >= 10


def test_patterns_are_chosen_by_id_in_their_order() -> None:
    assert [pattern.id for pattern in chosen(["P15", "p3"])] == ["P3", "P15"]
    assert len(chosen([])) == 22
    with pytest.raises(ScenarioError, match=r"no pattern 'P23'.*patterns: P1, P2"):
        chosen(["P23"])
