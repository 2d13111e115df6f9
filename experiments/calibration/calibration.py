"""A calibration: free parameters fitted to the FIT targets, and the scoreboard of all patterns with what was found.

It leaves the declarations alone: whether a value becomes a default is for people to decide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.calibration.fitting import Fit, Free, Search, fit, fitted_experiments
from experiments.calibration.free import PATTERNS_TO_FIT
from experiments.store.environment import code_here
from experiments.validation.catalogue import PATTERNS
from experiments.validation.laboratory import Laboratory
from experiments.validation.scoreboard import Board, board_as_json, score
from sim.scenario import Scenario


@dataclass(frozen=True)
class Calibration:
    """What a fit found, from where it started, and what the patterns say to it; ``effort`` is that of the search."""

    free: Sequence[Free]
    base: Scenario
    effort: float
    fit: Fit
    board: Board


def calibrated(
    free: Sequence[Free],
    base: Scenario,
    effort: float,
    check_effort: float,
    evaluations: int,
    threads: int,
    on_trial: Callable[[int], None] = lambda _: None,
) -> Calibration:
    """Fit parameters from where a scenario has them, and hold what was found against all patterns.

    ``effort`` is how many replicates a trial of the search has, times the usual, ``check_effort`` those of the
    scoreboard; ``on_trial`` is told the number 1 after each trial.
    """
    experiments = fitted_experiments([PATTERNS[name] for name in PATTERNS_TO_FIT])
    search = Search(free, base, experiments, lambda scenario: Laboratory(scenario, effort, threads))
    start = np.array([one.position(one.now(base)) for one in free])
    found = fit(search, start, evaluations, on_trial)
    laboratory = Laboratory(base.with_values(found.values), check_effort, threads)
    board = Board(score(list(PATTERNS.values()), laboratory), check_effort, dict(found.values))
    return Calibration(free, base, effort, found, board)


def calibration_as_json(calibration: Calibration) -> dict[str, Any]:
    """Return a calibration as plain values."""
    found, code = calibration.fit, code_here()
    return {
        "kind": "orgchange calibration",
        "code": {"version": code.version, "source": code.source},
        "fitted": dict(found.values),
        "bounds": {one.name: [one.low, one.high] for one in calibration.free},
        "patterns": list(PATTERNS_TO_FIT),
        "effort": calibration.effort,
        "distance": {"before": found.before, "after": found.after},
        "trials": [{"values": dict(values), "distance": away} for values, away in found.trials],
        "scoreboard": board_as_json(calibration.board),
    }
