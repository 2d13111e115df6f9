"""Cases of known truth through files: ``python -m tests.strength.through_files CASE FOLDER [COUNT [CHOICES ...]]``.

FOLDER holds the calibration of CASE (``orgchange calibrate CASE --out FOLDER``). COUNT truths (200) are drawn from its
priors, those of how it is observed too; each is lived with luck of its own, observed person by person, written as the
files that a user has, read as a user's are, and judged by what the kept bank taught. Printed is how often intervals
held the truths, and which share of the cases was called a misfit, by source.

CHOICES, such as "events.scandal.chance=1 events.scandal.week=52", are lived by the cases and not by the bank: data of
a model with something that the calibrated one lacks. Several of them are judged one after the other.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.inference.shares import wilson
from experiments.posterior.case_file import Case, composed, read_case
from experiments.posterior.checks import CRITICAL, LEVELS, Checked, checked
from experiments.posterior.fit import PLACEBOS, Cases, Fit, ranks_of
from experiments.posterior.keys import Numbers
from experiments.posterior.likelihood import standard
from experiments.posterior.misfit import WRONG, Residuals, learned_residuals, p_values
from experiments.posterior.stand_in import truth_of, write_stand_in
from experiments.posterior.study import CHECK_DRAWS, Calibration, Learned
from experiments.posterior.verdicts import contraction, gains, luck_of
from experiments.wording.quantities import percent

FIRST_TRUTH = 1_000
Flags = NDArray[np.bool_]


def main(path: Path, folder: Path, count: int, changes: Sequence[str]) -> None:
    """Write, read and judge ``count`` cases of each kind, and print what came out."""
    case = read_case(path)
    calibration = Calibration(case, folder, 0, os.cpu_count() or 1)
    learned = calibration.learned()
    names = learned.target.names[: -len(PLACEBOS)]
    _, fresh, rest = calibration.parts
    usual = learned.fit.cases(learned.values[fresh], CHECK_DRAWS, "fresh truths")
    residuals = learned_residuals(learned.fit, learned.values[rest], calibration.sources)
    for change in changes or [""]:
        print(f"lived as the bank was{', but with ' + change if change else ''}")
        values, truths = written_and_read(case, folder / "through-files", names, count, change.split())
        found = learned.fit.cases(values, CHECK_DRAWS, "through files")
        drawn = found.mixed[..., : len(names)]
        ranks = ranks_of(drawn, truths, case.seed, "through files")
        _print_coverage(checked(names, ranks, drawn, truths, case.seed), ranks, _told(learned, fresh, usual, found))
        _print_misfits(_misfits(residuals, learned.fit, values, learned.values[fresh]))


def written_and_read(
    case: Case, place: Path, names: Sequence[str], count: int, changed: Sequence[str]
) -> tuple[Numbers, Numbers]:
    """Return what files of ``count`` cases show, and the truths behind them on the scale of a fit."""
    scenario = composed([*case.overrides, *changed]) if changed else case.scenario
    rows, truths = [], []
    for number in range(count):
        seed = FIRST_TRUTH + number
        truth = truth_of(case, scenario, case.organizations[number % len(case.organizations)], seed)
        written = place / f"{number:03d}"
        shutil.rmtree(written, ignore_errors=True)
        again = read_case(write_stand_in(case, written, seed, truth))
        assert again.design == case.design, "its files have the shape that the bank was observed in"
        rows.append(again.values[case.observed])
        truths.append([truth.places[name] for name in names])
    return np.array(rows), standard(np.array(truths))


def _told(learned: Learned, fresh: slice, usual: Cases, found: Cases) -> Flags:
    """Return which parameters of which case are told, or partly told, (cases, d)."""
    gained = gains(learned.fit.direct, learned.fit.features(learned.values[fresh]), learned.target.z[fresh])
    sure = gained.mean(axis=0) - CRITICAL * gained.std(axis=0) / np.sqrt(len(gained)) > 0.0
    narrowed = contraction(found.mixed) > luck_of(usual).level
    told: Flags = (narrowed & sure)[:, : -len(PLACEBOS)]
    return told


def _misfits(residuals: Residuals, fit: Fit, values: Numbers, fresh: Numbers) -> Iterator[dict[str, float]]:
    usual, own = residuals.distances(fit, fresh), residuals.distances(fit, values)
    for row in range(len(values)):
        yield p_values({source: found[row : row + 1] for source, found in own.items()}, usual)


def _print_coverage(found: Checked, ranks: Numbers, told: Flags) -> None:
    print(f"{found.truths} cases through files; intervals of {', '.join(map(percent, LEVELS))} held")
    for at, one in enumerate(found.coverage):
        inside, where = np.abs(ranks[:, at] - 0.5), told[:, at]
        held = ", ".join(f"{percent(one.held[level])}{_between(one.between[level])}" for level in LEVELS)
        of_told = (
            ", ".join(percent(float((inside[where] < level / 2).mean())) for level in LEVELS) if where.any() else "-"
        )
        print(f"{one.name:34}{held}  ranks p {one.ranks:.3f}  told or partly in {where.sum()}: {of_told}")
    for level in LEVELS:
        shares = [one.held[level] for one in found.coverage]
        spread = f"{percent(min(shares))} to {percent(max(shares))}"
        inside = np.abs(ranks - 0.5)[told] < level / 2
        print(
            f"{percent(level)}: mean {percent(float(np.mean(shares)))}, {spread}; where told or partly "
            f"{percent(float(inside.mean()))} of {len(inside)}"
        )
    print(f"joint coverage is off by {found.joint:.3f}, luck gives {found.joint_luck:.3f}")


def _between(ends: tuple[float, float]) -> str:
    return f" ({percent(ends[0])} to {percent(ends[1])})"


def _print_misfits(found: Iterator[dict[str, float]]) -> None:
    cases = list(found)
    for source in cases[0]:
        shares = [float(np.mean([one[source] < level for one in cases])) for level in (WRONG, 0.05)]
        low, high = wilson(shares[0], len(cases), CRITICAL)
        print(
            f"misfit, {source}: p < {WRONG} in {percent(shares[0])} ({percent(low)} to {percent(high)}), "
            f"p < 0.05 in {percent(shares[1])}"
        )
    named = float(np.mean([min(one.values()) < WRONG for one in cases]))
    print(f"any source below {WRONG}: {percent(named)}")


if __name__ == "__main__":
    case_file, kept, *more = sys.argv[1:]
    main(Path(case_file), Path(kept), int(more[0]) if more else 200, more[1:])
