"""The scoreboard in the documentation: its verdicts follow from its figures, and measured again its figures are those.

Fewer runs measure every figure again, so they may lie apart by chance: at most by twice the half of both intervals
together, and by what rounding on the page takes away.
"""

import math
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from experiments.validation.catalogue import chosen
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Measured, Target
from experiments.validation.scoreboard import score
from experiments.validation.wording import PERCENT, band_text, target_text
from sim.scenario import Scenario

PAGE = Path("docs/validation/scoreboard.md")
EFFORT, APART = 0.05, 2.0


class Shown(NamedTuple):
    """A part as it stands on the page."""

    target: str
    band: str
    found: Estimate
    rounding: float
    verdict: str


@cache
def _page() -> str:
    return PAGE.read_text(encoding="utf-8")


def _number(text: str, scale: float) -> tuple[float, float]:
    """Return a number that is written down, and half of its last digit."""
    written = re.match(r"-?[\d,]+(\.\d+)?", text.replace("\N{MINUS SIGN}", "-"))
    assert written is not None, text
    digits = len((written.group(1) or ".")[1:])
    return float(written.group().replace(",", "")) / scale, 0.5 * 10.0**-digits / scale


def _shown(pattern: str, target: Target) -> Shown:
    """Return what the page says of a part."""
    section = _page().partition(f"## {pattern} ")[2].partition("\n## ")[0]
    (line,) = (line for line in section.splitlines() if line.startswith(f"| {target.name} | "))
    _, wanted, band, simulated, interval, verdict, *_ = line.strip("| ").split(" | ")
    scale = 100.0 if target.unit in PERCENT else 1.0
    low, high = (_number(end, scale) for end in interval.split(" to "))
    value, rounding = _number(simulated, scale)
    return Shown(wanted, band, Estimate(value, low[0], high[0]), max(rounding, low[1], high[1]), verdict)


PARTS = [(pattern.id, target) for pattern in chosen([]) for one in pattern.experiments for target in one.targets]


@pytest.mark.parametrize(("pattern", "target"), PARTS, ids=[f"{pattern}-{target.key}" for pattern, target in PARTS])
def test_a_part_has_the_target_of_the_code_and_the_verdict_of_its_own_figures(pattern: str, target: Target) -> None:
    shown = _shown(pattern, target)
    assert (shown.target, shown.band) == (target_text(target), band_text(target))
    assert shown.found.low <= shown.found.value <= shown.found.high
    assert shown.verdict == Measured(target, shown.found).part.value


def test_counts_of_the_page_are_those_of_its_rows() -> None:
    verdicts = [_shown(pattern, target).verdict for pattern, target in PARTS]
    checks = [_shown(pattern, target).verdict for pattern, target in PARTS if target.use.value == "check"]
    counts = f"{checks.count('met')} are met, {checks.count('open')} open, {checks.count('missed')} missed"
    assert f"{len(checks)} of {len(verdicts)} parts are for checking only; of these {counts}." in _page()
    met = {pattern: [_shown(pattern, t).verdict == "met" for p, t in PARTS if p == pattern] for pattern, _ in PARTS}
    for pattern, found in met.items():
        assert re.search(rf"^\| {pattern} \|.*\| {sum(found)} of {len(found)} \|", _page(), re.MULTILINE)
    assert f"**{sum(map(all, met.values()))} of {len(met)} patterns reproduced" in _page()


@pytest.mark.long
def test_figures_measured_again_are_those_of_the_page() -> None:
    for scored in score(chosen([]), Laboratory(Scenario(), EFFORT, 2)):
        for part in scored.parts:
            shown, found = _shown(scored.pattern.id, part.target), part.found
            spread = math.hypot(shown.found.high - shown.found.low, found.high - found.low) / 2.0
            apart = abs(found.value - shown.found.value)
            assert apart <= APART * (spread + shown.rounding), (scored.pattern.id, part.target.key, found, shown)
