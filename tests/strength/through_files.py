"""Cases of known truth through files: ``python -m tests.strength.through_files CASE FOLDER [COUNT [CHOICES ...]]``.

FOLDER holds the calibration of CASE (``orgchange calibrate CASE --out FOLDER``). COUNT truths (200) are drawn from its
priors, those of how it is observed too; each is lived with luck of its own, observed person by person, written as the
files that a user has, read as a user's are, and judged by what the kept bank taught, with as many draws as a user gets:
with fewer, whatever happens to be drawn narrowly is called told. Printed is how often intervals held the truths, and
which share of the cases was called a misfit, by source.

CHOICES, such as "events.scandal.chance=1 events.scandal.week=52", are lived by the cases and not by the bank: data of
a model with something that the calibrated one lacks. Several of them are judged one after the other.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.inference.shares import wilson
from experiments.posterior.case_file import composed, read_case
from experiments.posterior.checks import CRITICAL, LEVELS, Checked, checked
from experiments.posterior.fit import PLACEBOS, Fit, ranks_of
from experiments.posterior.kept import kept_calibration
from experiments.posterior.keys import Numbers
from experiments.posterior.likelihood import standard
from experiments.posterior.misfit import WRONG, Residuals, learned_residuals, p_values
from experiments.posterior.stand_in import truth_of, write_stand_in
from experiments.posterior.study import CHECK_DRAWS, DRAWS, Calibration
from experiments.posterior.verdicts import contraction
from experiments.wording.quantities import percent
from sim.scenario import Scenario

FIRST_TRUTH = 1_000
AT_ONCE = 25  # cases that are judged in one go
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
        ranks, drawn, narrowed = _judged(learned.fit, values, truths, case.seed, calibration.threads)
        levels = [np.inf if row["level"] is None else row["level"] for row in known["verdicts"]]
        told = narrowed[:, : len(names)] > levels
        _print_coverage(checked(names, ranks, drawn, truths, case.seed), ranks, told)
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


def _judged(fit: Fit, values: Numbers, truths: Numbers, seed: int, threads: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return ranks of truths, some draws of every case, and how far all of its draws narrow each prior."""
    places = [slice(first, first + AT_ONCE) for first in range(0, len(values), AT_ONCE)]
    with ProcessPoolExecutor(threads, get_context("fork")) as pool:
        parts = list(pool.map(partial(_judged_part, fit, values, truths, seed), places))
    ranks, drawn, narrowed = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ranks, drawn, narrowed


def _judged_part(
    fit: Fit, values: Numbers, truths: Numbers, seed: int, part: slice
) -> tuple[Numbers, Numbers, Numbers]:
    name = f"through files from {part.start}"
    mixed = fit.cases(values[part], DRAWS, name).mixed
    drawn = mixed[..., : truths.shape[1]]
    return ranks_of(drawn, truths[part], seed, name), drawn[:, :: DRAWS // CHECK_DRAWS], contraction(mixed)


def _misfits(residuals: Residuals, fit: Fit, values: Numbers, fresh: Numbers) -> Iterator[dict[str, float]]:
    usual, own = residuals.distances(fit, fresh), residuals.distances(fit, values)
    for row in range(len(values)):
        yield p_values({source: found[row : row + 1] for source, found in own.items()}, usual)


def _print_coverage(found: Checked, ranks: Numbers, told: Flags) -> None:
    print(f"{found.truths} cases through files; intervals of {', '.join(map(percent, LEVELS))} held")
    inside = np.abs(ranks - 0.5)
    for at, one in enumerate(found.coverage):
        held = ", ".join(f"{one.held[level]:.3f}{_between(one.between[level])}" for level in LEVELS)
        of_told = _held(inside[told[:, at], at])
        print(f"{one.name:34}{held}  ranks p {one.ranks:.3f}  told or partly in {told[:, at].sum()}: {of_told}")
    for level in LEVELS:
        shares = {one.held[level]: one.name for one in found.coverage}
        least, most = min(shares), max(shares)
        print(f"{percent(level)}: from {least:.3f} ({shares[least]}) to {most:.3f} ({shares[most]})")
    print(f"where told or partly, {told.sum()} times: {_held(inside[told])}")
    print(f"joint coverage is off by {found.joint:.3f}, luck gives {found.joint_luck:.3f}")


def _held(inside: Numbers) -> str:
    """Return how often intervals held truths that lie so far from the middle, with intervals of 95 %."""
    shares = [float((inside < level / 2).mean()) for level in LEVELS] if len(inside) else []
    return ", ".join(f"{share:.3f}{_between(wilson(share, len(inside), CRITICAL))}" for share in shares) or "-"


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
