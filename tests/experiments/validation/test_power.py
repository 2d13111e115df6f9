"""Power: random assumptions stay within their bounds, and what they all meet cannot fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from experiments.configuration.assumptions import assumptions
from experiments.store.files import write_json
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.opposition import TITLE, opposition
from experiments.validation.pattern import Experiment, Measured, Pattern
from experiments.validation.power import Power, power_as_json, read_power
from experiments.validation.presentation import board_as_markdown
from experiments.validation.random_assumptions import measured_power, random_draws
from experiments.validation.scoreboard import Board, Scored
from sim.compiler import source_stamp
from sim.scenario import Scenario
from tests.experiments.validation.exact_estimate import exactly
from tests.experiments.validation.targets import BAND, CODE, DIRECTION, across, inside, outside, pattern

DRAWS = 20
STILL = Power(source_stamp(), 40, 0.1, 120, 0, {"P0": {"level": 38, "more": 37, "told": 40}})


def test_every_assumption_that_is_not_0_moves_by_half_and_within_its_bounds() -> None:
    base = Scenario()
    drawn = random_draws(base, DRAWS)
    assert len(drawn) == DRAWS
    for name, declared in assumptions().items():
        values = [draw[name] for draw in drawn if name in draw]
        assert len(values) in (0, DRAWS)
        if not values:
            assert not declared.default
            continue
        low, high = declared.bounds or (0.0, 0.0)
        usual = float(declared.example)  # type: ignore[arg-type]
        assert low <= min(values) <= max(values) <= high
        assert min(0.5 * usual, 1.5 * usual) - 0.5 <= min(values)
        assert max(values) <= max(0.5 * usual, 1.5 * usual) + 0.5
        assert isinstance(values[0], int) == isinstance(declared.example, int)
    assert len({draw["adoption.noise"] for draw in drawn}) == DRAWS
    assert random_draws(base, DRAWS) == drawn
    assert random_draws(base.with_values({"horizon.seed": 2}), DRAWS) != drawn


def test_draws_that_meet_a_target_are_counted_by_their_values_alone() -> None:
    def measure(laboratory: Laboratory) -> dict[str, Estimate]:
        noise = laboratory.base.adoption.noise
        return {"level": Estimate(noise, -9.0, 9.0), "more": exactly(0.1)}

    targets = replace(BAND, value=None, low=0.0, high=0.12), DIRECTION
    measured = Pattern("P0", "Constructed", (Experiment("", measure, targets),))
    found = measured_power([measured], Scenario(), DRAWS, lambda base: Laboratory(base, 0.1))
    assert found.met == {"P0": {"level": DRAWS // 2, "more": DRAWS}}  # a Latin hypercube halves a range evenly
    assert (found.draws, found.refused, found.effort) == (DRAWS, 0, 0.1)


def test_a_target_can_fail_when_fewer_than_95_percent_of_draws_meet_it() -> None:
    assert (STILL.can_fail("P0", "level"), STILL.can_fail("P0", "more")) == (False, True)
    assert not STILL.can_fail("P0", "unknown")


def _board(power: Power | None, *parts: Measured) -> Board:
    return Board((Scored(pattern(BAND, DIRECTION, CODE), parts),), 1.0, {}, power)


def test_a_board_says_first_how_many_targets_can_fail() -> None:
    parts = inside(), across(DIRECTION), inside(CODE)
    said = _board(STILL, *parts).evidence_in_words()
    assert said == (
        "1 of 1 targets for checking can fail: fewer than 95 % of random draws of the assumptions meet them. "
        "Of these 1: 0 met, 1 undecided, 0 missed."
    )
    never = replace(STILL, met={"P0": {"more": 40}})
    assert _board(never, *parts).evidence_in_words().startswith("0 of 1 targets for checking can fail")
    assert "has not been measured" in _board(None, *parts).evidence_in_words()


def test_what_does_not_come_out_stands_first_where_it_is_evidence_that_can_fail() -> None:
    opposed = DIRECTION.opposed_by("A brake (brake.strength) holds it back")
    parts = inside(), outside(opposed), outside(CODE)
    (said,) = opposition(_board(STILL, *parts))
    assert said == (
        "P0 more of it: missed, −60.0 points (−70.0 to −50.0) instead of at least 5.0. A brake (brake.strength) holds "
        "it back."
    )
    page = board_as_markdown(_board(STILL, *parts), "scoreboard.png").splitlines()
    assert page[4:8] == [f"**{TITLE}:**", "", f"- {said}", ""]
    never = replace(STILL, met={"P0": {"level": 40, "more": 40}})
    assert opposition(_board(never, *parts)) == opposition(_board(STILL, inside(), inside(opposed))) == []
    (unknown,) = opposition(_board(None, across(DIRECTION)))
    assert unknown.endswith("at least 5.0. Nothing is known to stand against it.")


def test_checks_of_the_code_have_a_table_of_their_own() -> None:
    page = board_as_markdown(_board(STILL, inside(), outside(DIRECTION), inside(CODE)), "scoreboard.png")
    evidence, _, code = page.partition("## Checks of the code")
    assert "what it was told" not in evidence
    assert (
        "| P0 what it was told | 30.0 % | 20.0 to 40.0 | 30.0 % | 25.0 to 35.0 | met | met by 40 of 40 | A | code"
        in code
    )
    assert "| P0 | Constructed | in part | 1 of 2 |" in evidence


def test_power_of_another_model_is_told_as_such() -> None:
    assert "which is not this one" not in STILL.in_words()
    assert "model 000000000000, which is not this one" in replace(STILL, source="0" * 64).in_words()


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    write_json(tmp_path / "power.json", power_as_json(STILL))
    assert read_power(tmp_path / "power.json") == STILL
    assert read_power(tmp_path / "none.json") is None


@pytest.mark.parametrize("text", ["", "[]", '{"kind": "orgchange power"}', '{"kind": "other"}'])
def test_what_cannot_be_read_counts_as_not_measured(tmp_path: Path, text: str) -> None:
    (tmp_path / "power.json").write_text(text, encoding="utf-8")
    assert read_power(tmp_path / "power.json") is None
