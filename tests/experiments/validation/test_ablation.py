"""Ablation: what is lost and what is gained without a mechanism."""

from experiments.validation.ablation import Ablation, switches
from experiments.validation.ablation_text import ablation_as_markdown, sentences
from experiments.validation.pattern import Measured
from experiments.validation.scoreboard import Board, Scored
from sim.scenario import Scenario
from tests.experiments.validation.targets import BAND, DIRECTION, across, inside, outside, pattern, unsure


def _board(*parts: Measured) -> Board:
    return Board((Scored(pattern(BAND, DIRECTION), parts),), 1.0)


def _ablation(without: Board) -> Ablation:
    return Ablation(_board(inside(), outside(DIRECTION)), {"ties": without})


def test_parts_that_held_and_are_missed_are_lost() -> None:
    change = _ablation(_board(outside(), outside(DIRECTION))).change("ties", 0)
    assert (change.held, change.lost, change.gained, change.in_words) == (1, ("a level",), (), "-1 of 1")


def test_parts_that_were_missed_and_hold_are_gained() -> None:
    change = _ablation(_board(outside(), across(DIRECTION))).change("ties", 0)
    assert not _ablation(_board(inside(), unsure(DIRECTION))).change("ties", 0).gained
    assert (change.lost, change.gained, change.in_words) == (("a level",), ("more of it",), "-1 of 1 +1")


def test_what_only_becomes_uncertain_is_neither() -> None:
    ablation = _ablation(_board(across(), outside(DIRECTION)))
    assert ablation.change("ties", 0).in_words == "."
    assert sentences(ablation) == ["Without ties: no pattern breaks."]


def test_the_page_names_what_breaks() -> None:
    page = ablation_as_markdown(_ablation(_board(outside(), outside(DIRECTION))), "ablation.png")
    assert "| ties | -1 of 1 |" in page
    assert "- Without ties: P0 (a level)." in page


def test_every_switch_of_a_mechanism_and_every_coupling_is_switched_off() -> None:
    found = switches()
    assert found["coordination"] == {"coordination.active": False}
    assert found["adoption.wins"] == {"adoption.wins": 0.0}
    assert found["adoption.lasting_harm"] == {"adoption.lasting_harm": 1.0}
    for changes in found.values():
        assert Scenario().with_values(changes) != Scenario()
