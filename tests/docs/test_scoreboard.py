"""The scoreboard in the documentation: its verdicts follow from its figures, and measured again its figures are those.

Fewer runs measure every figure again, so they may lie apart by chance: at most by twice the half of both intervals
together, and by what rounding on the page takes away.
"""

import itertools
import math
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from experiments.validation.catalogue import chosen
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Measured, Part, Target, Use
from experiments.validation.power import FILE, read_power
from experiments.validation.scoreboard import score
from experiments.validation.wording import PERCENT, band_text, target_text
from sim.scenario import Scenario

PAGE = Path("docs/validation/scoreboard.md")
EFFORT, APART = 0.05, 2.0


class Shown(NamedTuple):
    """A part as it stands on the page."""

    target: str
    band: str
    simulated: str  # with its interval
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


def _row(pattern: str, target: Target) -> str:
    """Return the row of the page for a part."""
    told = target.use is Use.CODE
    title, name = ("Checks of the code", f"{pattern} {target.name}") if told else (f"{pattern} ", target.name)
    section = _page().partition(f"## {title}")[2].partition("\n## ")[0]
    (line,) = (line for line in section.splitlines() if line.startswith(f"| {name} | "))
    return line


def _shown(pattern: str, target: Target) -> Shown:
    """Return what the page says of a part."""
    line = _row(pattern, target)
    _, wanted, band, simulated, interval, verdict, *_ = line.strip("| ").split(" | ")
    scale = 100.0 if target.unit in PERCENT else 1.0
    low, high = (_number(end, scale) for end in interval.split(" to "))
    value, rounding = _number(simulated, scale)
    return Shown(
        wanted,
        band,
        f"{simulated} ({interval})",
        Estimate(value, low[0], high[0]),
        max(rounding, low[1], high[1]),
        verdict,
    )


PARTS = [(pattern.id, target) for pattern in chosen([]) for one in pattern.experiments for target in one.targets]


@pytest.mark.parametrize(("pattern", "target"), PARTS, ids=[f"{pattern}-{target.key}" for pattern, target in PARTS])
def test_a_part_has_the_target_of_the_code_and_the_verdict_of_its_own_figures(pattern: str, target: Target) -> None:
    shown = _shown(pattern, target)
    assert (shown.target, shown.band) == (target_text(target), band_text(target))
    assert shown.found.low <= shown.found.value <= shown.found.high
    assert shown.verdict == Measured(target, shown.found).part.value


def test_counts_of_the_page_are_those_of_its_rows() -> None:
    power = read_power(PAGE.parent / FILE)
    assert power is not None
    checks = [(pattern, target) for pattern, target in PARTS if target.use is Use.CHECK]
    able = [(pattern, target) for pattern, target in checks if power.can_fail(pattern, target.key)]
    said = [_shown(pattern, target).verdict for pattern, target in able]
    counts = ", ".join(f"{said.count(part.value)} {part.value}" for part in Part)
    assert f"**{len(able)} of {len(checks)} targets for checking can fail: " in _page()
    assert f"Of these {len(able)}: {counts}.**" in _page()
    evidence = [(pattern, target) for pattern, target in PARTS if target.use is not Use.CODE]
    met = {
        pattern.id: [_shown(pattern.id, t).verdict == "met" for p, t in evidence if p == pattern.id]
        for pattern in chosen([])
    }
    for pattern, found in met.items():
        counted = f"{sum(found)} of {len(found)}" if found else ""
        assert re.search(rf"^\| {pattern} \|.*\| {counted} \|", _page(), re.MULTILINE)
    some = [all(found) for found in met.values() if found]
    assert f"{sum(some)} of {len(some)} patterns reproduced" in _page()


def test_what_does_not_come_out_stands_first_with_what_stands_against_it() -> None:
    power = read_power(PAGE.parent / FILE)
    assert power is not None
    first = _page().splitlines()[2:]
    assert first[2].startswith("**What does not come out as the evidence says")
    listed = list(itertools.takewhile(bool, first[4:]))
    expected = []
    for pattern, target in PARTS:
        shown = _shown(pattern, target)
        if shown.verdict == "met" or target.use is Use.CODE or not power.can_fail(pattern, target.key):
            continue
        assert target.against, f"{pattern} {target.name} is {shown.verdict}: say what stands against it (opposed_by)"
        what = f"{pattern} {target.name}: {shown.verdict}, {shown.simulated} instead of {shown.band}"
        expected.append(f"- {what}. {target.against}.")
    assert listed == expected


def test_random_draws_of_the_page_are_those_that_are_kept() -> None:
    power = read_power(PAGE.parent / FILE)
    assert power is not None
    assert power.draws >= 40
    for pattern, target in PARTS:
        assert f"met by {power.met[pattern][target.key]} of {power.draws}" in _row(pattern, target)


@pytest.mark.long
def test_figures_measured_again_are_those_of_the_page() -> None:
    for scored in score(chosen([]), Laboratory(Scenario(), EFFORT, 2)):
        for part in scored.parts:
            shown, found = _shown(scored.pattern.id, part.target), part.found
            spread = math.hypot(shown.found.high - shown.found.low, found.high - found.low) / 2.0
            apart = abs(found.value - shown.found.value)
            assert apart <= APART * (spread + shown.rounding), (scored.pattern.id, part.target.key, found, shown)
