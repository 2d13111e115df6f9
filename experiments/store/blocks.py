"""What is to be run of a design, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from experiments.configuration.points import Design
from sim.engine import Outcome


class Block(NamedTuple):
    """Replicates of one design that are run together, and whether their projects are kept."""

    design: Design
    replicates: Sequence[int]
    projects: bool


@dataclass(frozen=True)
class Result:
    """What some runs of a design gave: the outcome of those that ended, and the error of those that did not."""

    design: Design
    outcome: Outcome
    errors: Mapping[int, str]
    seconds: float
