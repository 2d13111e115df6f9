"""The record of a design: what the manifest keeps of how the points of a study were chosen."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from experiments.configuration.settings import declared_everything
from experiments.sweeps.ranges import Range
from sim.parameters import Role

WORLD_GROUPS = ("prior", "estimates", "couplings", "organization")


class SampledRange(msgspec.Struct, frozen=True):
    """What a sampled key was sampled from: evenly, on a log scale, or whole numbers only."""

    low: float
    high: float
    log: bool
    whole: bool


class DesignRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the points of a study were chosen.

    Attributes:
        kind: grid, zip, lhs, sobol, morris, sobol_indices, table, posterior or search.
        worlds: keys of choices that are varied and that nobody who decides can choose: parameters that are not declared
            as levers, and the groups ``prior``, ``estimates``,
            ``couplings`` and ``organization``.
        policies: the other varied keys: levers, and the groups that hold them.
        sampled: of every sampled key what it was sampled from.
        samples, seed: how many samples, from which seed; also of a search.
        table: the name of the file of a table; of a posterior its folder and hash, too.
        groups: whether parameters of one mechanism were changed together, for a sensitivity.
        objectives, trials: of a search; ``by``: what of a policy over worlds it was for, empty for one world.

    """

    kind: str
    worlds: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    sampled: dict[str, SampledRange] = {}
    samples: int = 0
    seed: int = 0
    groups: bool = False
    table: str = ""
    objectives: tuple[str, ...] = ()
    trials: int = 0
    by: str = ""

    @property
    def ranges(self) -> dict[str, Range]:
        """The ranges that were sampled, by key."""
        return {key: Range(key, span.low, span.high, span.log, span.whole) for key, span in self.sampled.items()}


def record_of(kind: str, varied: Sequence[str], ranges: Mapping[str, Range], **details: Any) -> DesignRecord:  # noqa: ANN401 - of any kind
    """Return the record of a design that varies some keys of choices."""
    policies = tuple(key for key in varied if is_policy(key))
    worlds = tuple(key for key in varied if key not in policies)
    sampled = {name: SampledRange(found.low, found.high, found.log, found.whole) for name, found in ranges.items()}
    return DesignRecord(kind, worlds, policies, sampled, **details)


def is_policy(key: str) -> bool:
    """Return whether somebody who decides can choose this key of choices."""
    declared = declared_everything().get(key)
    if declared is None:
        return key not in WORLD_GROUPS
    return declared.role == Role.LEVER or key.startswith("case.")
