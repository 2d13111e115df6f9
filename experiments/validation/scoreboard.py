"""The scoreboard: every pattern measured, with its verdict, as plain values for programs."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from experiments.store.environment import package_version
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Measured, Part, Pattern, PatternVerdict, verdict
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
        """Return how many targets are met, open or missed."""
        return sum(one.part is part for one in self.parts)


@dataclass(frozen=True)
class Board:
    """A scoreboard: what was measured, how thoroughly, and with which parameters that are not as declared."""

    scored: tuple[Scored, ...]
    effort: float
    changes: Mapping[str, object] = field(default_factory=dict)

    def counts(self) -> Counter[PatternVerdict]:
        """Return how many patterns have which verdict."""
        return Counter(one.verdict for one in self.scored)

    def in_words(self) -> str:
        """Return the counts as one sentence."""
        found = self.counts()
        return (
            f"{found[PatternVerdict.REPRODUCED]} of {len(self.scored)} patterns reproduced, "
            f"{found[PatternVerdict.IN_PART]} in part, "
            f"{found[PatternVerdict.NOT]} not."
        )


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
        "verdicts": {verdict.value: board.counts()[verdict] for verdict in PatternVerdict},
        "patterns": [_pattern_as_json(one) for one in board.scored],
    }


def _pattern_as_json(scored: Scored) -> dict[str, Any]:
    pattern = scored.pattern
    return {
        "id": pattern.id,
        "title": pattern.title,
        "verdict": scored.verdict.value,
        "use": pattern.use,
        "how": [experiment.how for experiment in pattern.experiments],
        "parts": [part_as_json(part) for part in scored.parts],
    }


def part_as_json(part: Measured) -> dict[str, Any]:
    """Return a target and what was measured as plain values."""
    target, found = part.target, part.found
    numbers = {
        "target": target.value,
        "band_low": target.low,
        "band_high": target.high,
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
        "use": target.use.value,
        "grade": target.grade,
        "source": target.source,
        "why": target.why,
    }
