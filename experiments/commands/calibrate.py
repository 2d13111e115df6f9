"""``python -m experiments.commands.calibrate``: fit a handful of parameters to the FIT targets, and hold the rest back.

Prints the fitted values, the distance before and after, and then the CHECK targets, which the search never saw. It
writes results/validation/calibration.json and leaves the declarations alone: whether a value becomes a default is for
people to decide.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.calibration.fitting import Fit, Free, Search, distance, fit, fitted_experiments
from experiments.commands.validate import changed_scenario
from experiments.store.environment import package_version
from experiments.store.files import write_json
from experiments.validation.catalogue import PATTERNS
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Part, Pattern, Use
from experiments.validation.presentation import print_board
from experiments.validation.scoreboard import Board, board_as_json, score
from experiments.wording.notes import note
from experiments.wording.progress import Progress
from sim.compiler import source_stamp
from sim.errors import ScenarioError, nearest_hint
from sim.scenario import Scenario

FOLDER = Path("results") / "validation"
FREE = (
    Free("estimation.bias", -0.25, 0.0),
    Free("estimation.spread", 0.1, 0.4),
    Free("miscommunication.base", 0.002, 0.03, by_ratio=True),
    Free("miscommunication.barrier", 4.0, 30.0),
    Free("hidden_errors.size", 0.05, 0.8, by_ratio=True),
    Free("hidden_errors.interdependence", 0.1, 1.5),
    Free("hidden_errors.ripple", 0.1, 0.9),
    Free("hidden_errors.complexity_spread", 0.7, 1.5),
    Free("exposure.change_size", 0.03, 0.15, by_ratio=True),
    Free("steering.cancel_rate", 0.03, 0.7, by_ratio=True),
    Free("delivery.refusal", 0.0, 0.3),
    Free("intervention.training.gain", 0.15, 0.5),
)
PATTERNS_TO_FIT = ("P1", "P2", "P3", "P4", "P9")
EFFORT, EVALUATIONS = 0.3, 120


def main(words: Sequence[str] | None = None) -> int:
    """Run the calibration and return the exit code."""
    asked = _arguments(words)
    try:
        free, patterns = _free(asked.free), [PATTERNS[name] for name in PATTERNS_TO_FIT]
        base, _ = changed_scenario(asked.changes)
    except ScenarioError as error:
        print(f"calibrate: {error}", file=sys.stderr)
        return 2
    found = _search(free, patterns, base, asked.effort, asked.evaluations)
    _tell(found, free, base)
    fitted = Laboratory(base.with_values(found.values), asked.check_effort)
    board = Board(score(list(PATTERNS.values()), fitted), fitted.effort, dict(found.values))
    _tell_checks(board)
    _write(found, board, asked.effort)
    return 0


def _arguments(words: Sequence[str] | None) -> Any:  # noqa: ANN401 - a namespace of argparse
    parser = argparse.ArgumentParser(prog="python -m experiments.commands.calibrate", description=__doc__)
    parser.add_argument(
        "changes", nargs="*", metavar="PARAMETER=VALUE", help="start from, and keep, other values than declared"
    )
    parser.add_argument(
        "--free", nargs="*", default=[], metavar="PARAMETER", help="which of the free parameters move (all)"
    )
    parser.add_argument(
        "--effort", type=float, default=EFFORT, help="replicates of the search, times the usual (%(default)s)"
    )
    parser.add_argument(
        "--check-effort", type=float, default=1.0, help="replicates of the scoreboard afterwards (%(default)s)"
    )
    parser.add_argument("--evaluations", type=int, default=EVALUATIONS, help="trials of the search (%(default)s)")
    return parser.parse_args(words)


def _free(names: Sequence[str]) -> list[Free]:
    known = {one.name: one for one in FREE}
    for name in names:
        if name not in known:
            raise ScenarioError(
                f"'{name}' is no free parameter{nearest_hint(name, known)}; free are: {', '.join(known)}"
            )
    return [known[name] for name in names or known]


def _search(free: Sequence[Free], patterns: Sequence[Pattern], base: Scenario, effort: float, evaluations: int) -> Fit:
    search = Search(free, base, fitted_experiments(patterns), lambda scenario: Laboratory(scenario, effort))
    start = np.array([one.position(one.now(base)) for one in free])
    with Progress(evaluations, "trials") as progress:
        return fit(search, start, evaluations, progress.advance)


def _tell(found: Fit, free: Sequence[Free], base: Scenario) -> None:
    print(
        f"distance {found.before:.2f} before, {found.after:.2f} after {len(found.trials)} trials (1: one target at "
        "the end of its band)"
    )
    for one in free:
        print(
            f"  {one.name:34} {one.now(base):8.4g} -> {found.values[one.name]:8.4g}   (from {one.low:g} to "
            f"{one.high:g})"
        )


def _tell_checks(board: Board) -> None:
    print_board(board)
    parts = [part for scored in board.scored for part in scored.parts]
    checks = [part for part in parts if part.target.use is Use.CHECK]
    met = sum(part.part is Part.MET for part in checks)
    print(
        f"Distance of the FIT targets of all patterns: {distance(parts):.2f}. CHECK targets met: {met} of "
        f"{len(checks)}."
    )


def _write(found: Fit, board: Board, effort: float) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    result = {
        "kind": "orgchange calibration",
        "code": {"version": package_version("orgchange"), "source": source_stamp()},
        "fitted": dict(found.values),
        "bounds": {one.name: [one.low, one.high] for one in FREE if one.name in found.values},
        "patterns": list(PATTERNS_TO_FIT),
        "effort": effort,
        "distance": {"before": found.before, "after": found.after},
        "trials": [{"values": dict(values), "distance": away} for values, away in found.trials],
        "scoreboard": board_as_json(board),
    }
    write_json(FOLDER / "calibration.json", result)
    note(f"written: {FOLDER / 'calibration.json'}; no declaration was changed")


if __name__ == "__main__":
    sys.exit(main())
