"""P6, reported status: what a large project reports, a year later."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from experiments.validation.cohort import STEADY
from experiments.validation.estimate import Estimate, jackknife_share
from experiments.validation.laboratory import Laboratory, Watcher
from experiments.validation.measures import transitions
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.organization.chart import Organization
from sim.state import COLOURS, RUNNING, World

SIZE, WEEKS, REPLICATES = 7800.0, 624, 24
EVERY, YEAR = 13, 52
NOT_RUNNING = -1
GMPP = "UK GMPP 2014-21: 641 pairs of yearly ratings (five-point scale)"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure how many of the projects that run at both times report the same colour a year later."""
    reports: dict[int, list[NDArray[np.int64]]] = {}
    changes = {**STEADY, "horizon.weeks": WEEKS, "project.size": SIZE}
    laboratory.watch(changes, REPLICATES, lambda replicate: _reporter(reports.setdefault(replicate, [])))
    counts = np.array([yearly_transitions(np.array(reports[replicate])) for replicate in sorted(reports)])
    return {colour: _staying(counts, state) for state, colour in enumerate(COLOURS)}


def _staying(counts: NDArray[np.float64], state: int) -> Estimate:
    return jackknife_share(lambda keep: staying(counts[keep].sum(axis=0), state), np.arange(len(counts)))


def _reporter(kept: list[NDArray[np.int64]]) -> Watcher:
    def look(week: int, world: World, _: Organization) -> None:
        if week % EVERY == 0:
            projects = world.projects
            kept.append(np.where(projects["status"] == RUNNING, projects["reported"], NOT_RUNNING).astype(np.int64))

    return look


def yearly_transitions(reports: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how often each colour became each other within a year, from quarterly reports (quarters, projects)."""
    lag = YEAR // EVERY
    return transitions(reports[:-lag].reshape(-1), reports[lag:].reshape(-1), len(COLOURS))


def staying(counts: NDArray[np.float64], state: int) -> float:
    """Return the share of what was in a state that is in it again; NaN if nothing was."""
    return float(counts[state, state] / counts[state].sum()) if counts[state].sum() else np.nan


TARGETS = (
    Target("green", "green a year after green", 0.71, 0.45, 0.88, "95 % interval of 14 ratings", GMPP, "C", Use.CHECK),
    Target(
        "amber", "amber a year after amber", 0.58, 0.52, 0.87, "95 % interval of 303 ratings, up to that of the "
                                                               "three-point scale (.81)",
        GMPP, "C", Use.CHECK,
    ).opposed_by(
        "New baselines where nobody looks (steering.renewal, as common as the GAO found, P22) turn amber into green; "
        "without them it comes out"
    ),
    Target("red", "red a year after red", 0.22, 0.11, 0.41, "95 % interval of 27 ratings", GMPP, "C", Use.FIT),
)  # fmt: skip
HOW = (
    "Projects of 7,800 person-weeks (a plan of about five years, like the portfolio's), looked at every quarter: "
    "share that report the "
    "same colour 52 weeks later, of those that still run. The model has three colours, the source's scale five until "
    "2021, three since."
)
PATTERN = Pattern("P6", "Reported status", (Experiment(HOW, measure, TARGETS, 2),))
