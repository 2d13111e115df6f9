"""Ablation: each mechanism and each coupling is switched off, one at a time, to see which patterns it carries.

Rule    Mechanisms are all sections of the scenario with a switch ``active``; couplings all parameters that declare the
        value at which they change nothing. A part of a pattern holds when its value lies in the band. It is lost when
        it holds with everything on and is missed without the mechanism, its whole interval outside of the band; gained
        the other way round. Both boards have the same luck.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.configuration.couplings import couplings
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Measured, Part, Pattern
from experiments.validation.scoreboard import Board, Scored, board_as_json, score
from sim.scenario import Scenario, declared_parameters

SWITCH = ".active"


@dataclass(frozen=True)
class PatternChange:
    """What happens to one pattern without a mechanism: parts that held, parts lost, parts gained."""

    held: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """Return the change in a few signs; a dot where nothing changed."""
        lost = f"-{len(self.lost)} of {self.held}" if self.lost else ""
        gained = f"+{len(self.gained)}" if self.gained else ""
        return " ".join(part for part in (lost, gained) if part) or "."


@dataclass(frozen=True)
class Ablation:
    """Scoreboards with everything on, and without each mechanism."""

    complete: Board
    without: Mapping[str, Board]

    def change(self, mechanism: str, place: int) -> PatternChange:
        """Return what happens to the pattern at ``place`` of the board without a mechanism."""
        return _change(self.complete.scored[place], self.without[mechanism].scored[place])


def switches() -> dict[str, dict[str, Any]]:
    """Return what switches off every mechanism and every coupling, by its name, in the order of the scenario."""
    declared = declared_parameters()
    mechanisms = {name.removesuffix(SWITCH): {name: False} for name in declared if name.endswith(SWITCH)}
    return mechanisms | {name: {name: off} for name, off in couplings().items()}


def ablate(
    patterns: Sequence[Pattern],
    base: Scenario,
    make: Callable[[Scenario], Laboratory],
    on_experiment: Callable[[int], None],
) -> Ablation:
    """Score patterns with everything on and without each mechanism or coupling, each in a laboratory of its own."""

    def board(changes: dict[str, Any]) -> Board:
        laboratory = make(base.with_values(changes))
        return Board(score(patterns, laboratory, on_experiment), laboratory.effort, changes)

    return Ablation(board({}), {name: board(changes) for name, changes in switches().items()})


def _change(complete: Scored, without: Scored) -> PatternChange:
    pairs = list(zip(complete.parts, without.parts, strict=True))
    lost = [one.target.name for one, other in pairs if _holds(one) and other.part is Part.MISSED]
    gained = [one.target.name for one, other in pairs if one.part is Part.MISSED and _holds(other)]
    return PatternChange(sum(_holds(one) for one, _ in pairs), tuple(lost), tuple(gained))


def _holds(part: Measured) -> bool:
    return part.target.contains(part.found.value)


def ablation_as_json(ablation: Ablation) -> dict[str, Any]:
    """Return an ablation as plain values: the changes, and every scoreboard."""
    changes = {
        mechanism: {
            scored.pattern.id: {"held": found.held, "lost": list(found.lost), "gained": list(found.gained)}
            for place, scored in enumerate(ablation.complete.scored)
            if (found := ablation.change(mechanism, place)).lost or found.gained
        }
        for mechanism in ablation.without
    }
    boards = {mechanism: board_as_json(board) for mechanism, board in ablation.without.items()}
    return {
        "kind": "orgchange ablation",
        "changes": changes,
        "complete": board_as_json(ablation.complete),
        "without": boards,
    }
