"""Weights of ties: numbers from 0 to 1, or counts, which are divided by the largest."""

import re
from collections.abc import Sequence
from math import isfinite

from experiments.organizations.table import number_text
from sim.errors import ScenarioError
from sim.organization.import_ties import TieRow

THOUSANDS = re.compile(r"-?[1-9]\d{0,2},\d{3}")


def weight_of(given: object, where: str) -> float:
    """Return a weight as a number; raise ScenarioError where it is none."""
    if THOUSANDS.fullmatch(str(given).strip()):
        raise ScenarioError(f"{where}: '{given}' may be a decimal or thousands; write 1.2 or 1200, for example")
    try:
        weight = float(number_text(str(given).strip()))
    except ValueError:
        weight = float("nan")
    if not isfinite(weight):
        raise ScenarioError(f"{where}: the weight '{given}' is not a number; write 0.5, for example")
    return weight


def scaled(ties: Sequence[TieRow], where: str, notes: list[str]) -> list[TieRow]:
    """Return ties whose weights are at most 1: counts are divided by the largest, and ties of weight 0 left out."""
    weights = [tie.weight for tie in ties if tie.weight is not None]
    largest = max(weights, default=1.0)
    none = sum(weight == 0.0 for weight in weights)
    if none:
        notes.append(f"{where}: {none} ties of weight 0 are left out")
    kept = [tie for tie in ties if tie.weight != 0.0]
    if largest <= 1.0:
        return kept
    notes.append(f"{where}: weights go up to {largest:g}, so they are taken for counts and divided by that")
    return [tie if tie.weight is None else tie._replace(weight=tie.weight / largest) for tie in kept]
