"""The scoreboard: every pattern measured, with its verdict, as plain values for programs."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from experiments.store.environment import package_version
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Measured, Part, Pattern, PatternVerdict, Use, verdict
from experiments.validation.power import CAN_FAIL, Power
from experiments.validation.wording import why_text
from sim.compiler import source_stamp


@dataclass(frozen=True)
class Scored:
    """A pattern and what the model gave for each of its targets."""

    pattern: Pattern
    parts: tuple[Measured, ...]

    @property
    def verdict(self) -> PatternVerdict:
        """What is said about the pattern."""
        return verdict(self.parts)

    def count(self, part: Part) -> int:
        """Return how many targets are met, undecided or missed; checks of the code do not count."""
        return sum(one.part is part for one in self.evidence)

    @property
    def evidence(self) -> tuple[Measured, ...]:
        """The targets that are no checks of the code."""
        return tuple(part for part in self.parts if part.target.use is not Use.CODE)

    @property
    def code(self) -> tuple[Measured, ...]:
        """The checks of the code."""
        return tuple(part for part in self.parts if part.target.use is Use.CODE)


@dataclass(frozen=True)
class Board:
    """A scoreboard: what was measured, how thoroughly, and with which parameters that are not as declared.

    ``power`` says which of the targets for checking can fail at all; None where that has not been measured.
    """

    scored: tuple[Scored, ...]
    effort: float
    changes: Mapping[str, object] = field(default_factory=dict)
    power: Power | None = None

    def counts(self) -> Counter[PatternVerdict]:
        """Return how many patterns have which verdict."""
        return Counter(one.verdict for one in self.scored)

    def in_words(self) -> str:
        """Return the counts as one sentence."""
        found = self.counts()
        patterns = len(self.scored) - found[PatternVerdict.CODE]
        return (
            f"{found[PatternVerdict.REPRODUCED]} of {patterns} patterns reproduced, "
            f"{found[PatternVerdict.IN_PART]} in part, "
            f"{found[PatternVerdict.NOT]} not."
        )

    def met_by(self, scored: Scored, part: Measured) -> int | None:
        """Return how many random draws meet a target; None where that has not been measured."""
        return self.power.met_by(scored.pattern.id, part.target.key) if self.power else None

    def checks(self) -> list[tuple[Scored, Measured]]:
        """Return the targets that are only for checking."""
        return [(one, part) for one in self.scored for part in one.evidence if part.target.use is Use.CHECK]

    def able_to_fail(self) -> list[Measured]:
        """Return the targets for checking that random assumptions often enough fail to meet."""
        power = self.power
        return [part for one, part in self.checks() if power and power.can_fail(one.pattern.id, part.target.key)]

    def not_met(self) -> list[tuple[Scored, Measured]]:
        """Return the targets that are not met although they are evidence and can fail."""
        power = self.power
        return [
            (one, part)
            for one in self.scored
            for part in one.evidence
            if part.part is not Part.MET and (power is None or power.can_fail(one.pattern.id, part.target.key))
        ]

    def evidence_in_words(self) -> str:
        """Return how many targets can fail, and what is said of those: the first sentences of a scoreboard."""
        checks = [part for _, part in self.checks()]
        if self.power is None:
            return (
                f"{len(checks)} targets are for checking only: {_verdicts(checks)}. How many of them can fail has not "
                "been measured: orgchange validate --power."
            )
        able = self.able_to_fail()
        return (
            f"{len(able)} of {len(checks)} targets for checking can fail: fewer than {CAN_FAIL:.0%} of random draws of "
            f"the assumptions meet them. Of these {len(able)}: {_verdicts(able)}."
        ).replace("%", " %")


def _verdicts(parts: Sequence[Measured]) -> str:
    return ", ".join(f"{sum(one.part is part for one in parts)} {part.value}" for part in Part)


def score(
    patterns: Sequence[Pattern], laboratory: Laboratory, on_experiment: Callable[[int], None] = lambda _: None
) -> tuple[Scored, ...]:
    """Measure patterns; ``on_experiment`` is told the cost of each of their experiments when it is done."""
    scored = []
    for pattern in patterns:
        parts: list[Measured] = []
        for experiment in pattern.experiments:
            parts += experiment.run(laboratory)
            on_experiment(experiment.cost)
        scored.append(Scored(pattern, tuple(parts)))
    return tuple(scored)


def cost_of(patterns: Sequence[Pattern]) -> int:
    """Return what the experiments of patterns cost together."""
    return sum(experiment.cost for pattern in patterns for experiment in pattern.experiments)


def board_as_json(board: Board) -> dict[str, Any]:
    """Return a scoreboard as plain values; what is not finite is null."""
    return {
        "kind": "orgchange scoreboard",
        "code": {"version": package_version("orgchange"), "source": source_stamp()},
        "effort": board.effort,
        "changes": dict(board.changes),
        "power": None if board.power is None else _power_as_json(board, board.power),
        "verdicts": {verdict.value: board.counts()[verdict] for verdict in PatternVerdict},
        "patterns": [_pattern_as_json(board, one) for one in board.scored],
    }


def _power_as_json(board: Board, power: Power) -> dict[str, Any]:
    able = board.able_to_fail()
    return {
        "source": power.source,
        "draws": power.draws,
        "checks": len(board.checks()),
        "can_fail": len(able),
        "of_these": {part.value: sum(one.part is part for one in able) for part in Part},
    }


def _pattern_as_json(board: Board, scored: Scored) -> dict[str, Any]:
    pattern = scored.pattern
    return {
        "id": pattern.id,
        "title": pattern.title,
        "verdict": scored.verdict.value,
        "use": pattern.use,
        "how": [experiment.how for experiment in pattern.experiments],
        "parts": [part_as_json(part, board.met_by(scored, part)) for part in scored.parts],
    }


def part_as_json(part: Measured, met_by_draws: int | None = None) -> dict[str, Any]:
    """Return a target and what was measured as plain values, and how many random draws meet it."""
    target, found = part.target, part.found
    numbers = {
        "target": target.value,
        "band_low": target.low,
        "band_high": target.high,
        "smallest_effect": target.smallest if target.is_direction else None,
        "simulated": found.value,
        "interval_low": found.low,
        "interval_high": found.high,
    }
    return {
        "key": target.key,
        "name": target.name,
        "unit": target.unit,
        **{name: value if value is not None and math.isfinite(value) else None for name, value in numbers.items()},
        "verdict": part.part.value,
        "met_by_draws": met_by_draws,
        "against": part.target.against if part.part is not Part.MET else "",
        "use": target.use.value,
        "grade": target.grade,
        "source": target.source,
        "why": why_text(target),
    }
