"""Thresholds: what an analyst calls good enough, such as ``portfolio_benefits>=0.4`` or ``trust>=baseline``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.configuration.settings import check_metric
from experiments.discover.space import BASELINE, Space
from experiments.wording.quantities import number
from sim.errors import ScenarioError

FORM = re.compile(r"\s*(\w+)\s*(>=|<=)\s*(\S+)\s*")


@dataclass(frozen=True)
class Threshold:
    """A bound of a metric; ``value`` None: what it is in the baseline."""

    metric: str
    at_least: bool
    value: float | None

    def __str__(self) -> str:
        """Return the threshold as it is written on a command line."""
        return f"{self.metric}{'>=' if self.at_least else '<='}{BASELINE if self.value is None else f'{self.value:g}'}"

    @property
    def missed(self) -> str:
        """In words, that it is not met."""
        bound = "what it is if nothing is tried" if self.value is None else number(self.value)
        return f"{self.metric} is {'below' if self.at_least else 'above'} {bound}"

    def met(self, space: Space) -> NDArray[np.bool_]:
        """Return where a policy meets it in a world on average over replicates, bool (policies, worlds)."""
        found = space.values(self.metric).mean(axis=2)
        bound = (
            space.baseline_values(self.metric).mean(axis=2) if self.value is None else np.full(found.shape, self.value)
        )
        with np.errstate(invalid="ignore"):
            met: NDArray[np.bool_] = found >= bound if self.at_least else found <= bound
        return met


def read_threshold(text: str) -> Threshold:
    """Return a threshold read from a text; raise ScenarioError where it is none."""
    found = FORM.fullmatch(text)
    if found is None:
        raise ScenarioError(
            f"--meet '{text}' is no threshold; write metric>=number, metric<=number or metric>={BASELINE}"
        )
    metric, sign, bound = found.groups()
    check_metric(metric, "--meet")
    return Threshold(metric, sign == ">=", None if bound == BASELINE else _number(bound, text))


def default_thresholds(space: Space) -> list[Threshold]:
    """Return what is good enough unless somebody says so.

    As good as if nothing is tried, or as the middle of the study's results.

    The first needs a baseline of every point; the middle is the median over policies and worlds.
    """
    at_least = space.sign > 0
    if all(place in space.baselines for place in space.runs if not space.policies[place[0]].is_baseline):
        return [Threshold(space.metric, at_least, None)]
    middle = float(np.nanmedian(space.values(space.metric).mean(axis=2)))
    return [Threshold(space.metric, at_least, float(f"{middle:.3g}"))]


def all_met(space: Space, thresholds: Sequence[Threshold]) -> NDArray[np.bool_]:
    """Return where a policy meets all thresholds in a world, bool (policies, worlds)."""
    met: NDArray[np.bool_] = np.logical_and.reduce([threshold.met(space) for threshold in thresholds])
    return met


def _number(text: str, whole: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ScenarioError(f"--meet '{whole}': {text} is no number; write metric>=0.4 or metric>={BASELINE}") from None
