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
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.inference.shares import wilson
from experiments.posterior.case_file import composed, read_case
from experiments.posterior.checks import CRITICAL, LEVELS, Checked, checked
from experiments.posterior.fit import PLACEBOS, Cases, Fit, ranks_of
from experiments.posterior.kept import kept_calibration
from experiments.posterior.keys import Numbers
from experiments.posterior.likelihood import standard
from experiments.posterior.misfit import WRONG, Residuals, learned_residuals, p_values
from experiments.posterior.stand_in import truth_of, write_stand_in
from experiments.posterior.study import CHECK_DRAWS, Calibration
from experiments.posterior.verdicts import contraction
from experiments.wording.quantities import percent
from sim.scenario import Scenario

FIRST_TRUTH = 1_000
Flags = NDArray[np.bool_]


def main(path: Path, folder: Path, count: int, changes: Sequence[str]) -> None:
    """Write, read and judge ``count`` cases of each kind, and print what came out."""
    case = read_case(path)
    calibration = Calibration(case, folder, 0, os.cpu_count() or 1)
    learned = calibration.learned()
    names = learned.target.names[: -len(PLACEBOS)]
    _, fresh, rest = calibration.parts
    known = kept_calibration(folder)
    residuals = learned_residuals(learned.fit, learned.values[rest], calibration.sources)
    for change in changes or [""]:
        print(f"lived as the bank was{', but with ' + change if change else ''}")
        values, truths = written_and_read(calibration, names, count, change.split())
        found = learned.fit.cases(values, CHECK_DRAWS, "through files")
        drawn = found.mixed[..., : len(names)]
        ranks = ranks_of(drawn, truths, case.seed, "through files")
        _print_coverage(checked(names, ranks, drawn, truths, case.seed), ranks, _told(known, found))
        _print_misfits(_misfits(residuals, learned.fit, values, learned.values[fresh]))


def written_and_read(
    calibration: Calibration, names: Sequence[str], count: int, changed: Sequence[str]
) -> tuple[Numbers, Numbers]:
    """Return what files of ``count`` cases show, and the truths behind them on the scale of a fit."""
    case = calibration.case
    scenario = composed([*case.overrides, *changed]) if changed else case.scenario
    with ProcessPoolExecutor(calibration.threads, get_context("fork")) as pool:
        found = list(pool.map(partial(_one, calibration, scenario, names), range(count), chunksize=4))
    return np.array([values for values, _ in found]), standard(np.array([places for _, places in found]))


def _one(calibration: Calibration, scenario: Scenario, names: Sequence[str], number: int) -> tuple[Numbers, Numbers]:
    """Write and read one case; return its statistics, and where its truth lies in the priors."""
    case, seed = calibration.case, FIRST_TRUTH + number
    home = case.organizations[number % len(case.organizations)]
    truth = truth_of(case, calibration.question.unknowns, scenario, home, seed)
    folder = calibration.folder / "through-files" / f"{number:03d}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    again = read_case(write_stand_in(case, folder, seed, truth))
    assert again.design == case.design, "its files have the shape that the bank was observed in"
    return again.values[case.observed], np.array([truth.places[name] for name in names])


def _told(known: Mapping[str, Any], found: Cases) -> Flags:
    """Return which parameters of which case are told, or partly told, (cases, d), by the rule of verdicts."""
    sure = np.array([row["gain"] - CRITICAL * row["gain_error"] > 0.0 for row in known["verdicts"]])
    told: Flags = (contraction(found.mixed)[:, : -len(PLACEBOS)] > known["placebo_level"]) & sure
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
