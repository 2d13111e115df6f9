"""What the scoreboard of the model says it misses, read from the page that ``orgchange validate --docs`` writes."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

FILE, PAGE = "scoreboard.md", Path("docs", "validation", "scoreboard.md")
COUNTS = re.compile(r"Of these (\d+): (\d+) met, (\d+) undecided, (\d+) missed")
PATTERN = re.compile(r"^## P\d+ (.+): (?:reproduced|in part|not|undecided|checks.*)$", re.MULTILINE)
MISSED = "| missed |"


class Scoreboard(NamedTuple):
    """How many checks can fail, what became of them, and the names of the patterns of which a part is missed."""

    checks: int
    met: int
    undecided: int
    missed: int
    patterns: tuple[str, ...]


@cache
def scoreboard() -> Scoreboard | None:
    """Return the scoreboard of this version; None where its page is not there."""
    text = next((place.read_text(encoding="utf-8") for place in _places() if place.is_file()), "")
    counts = COUNTS.search(text)
    if counts is None:
        return None
    checks, met, undecided, missed = (int(count) for count in counts.groups())
    return Scoreboard(checks, met, undecided, missed, patterns_missed(text))


def patterns_missed(text: str) -> tuple[str, ...]:
    """Return the names of the patterns of which a part is missed."""
    heads = [*PATTERN.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(head[1] for head, end in zip(heads, ends, strict=True) if MISSED in text[head.end() : end])


def _places() -> tuple[Traversable, ...]:
    """Return where the page may lie: beside this file in an installed package, else in the documentation."""
    return files("experiments.report.front") / FILE, Path(__file__).parents[3] / PAGE
