"""The record of a design: what the manifest keeps of how the points of a study were chosen.

kind        grid, zip, lhs, sobol, morris, sobol_indices, table or search
worlds      keys of choices that are varied and that nobody who decides can choose: parameters that are not declared as
            levers, and the groups ``prior`` and ``organization``
policies    the other varied keys: levers, and the groups that hold them
sampled     of every sampled key: low, high, log (sampled evenly on a log scale), whole (whole numbers only)
samples, seed             lhs, sobol, morris, sobol_indices: how many samples, from which seed
table                     table: the name of the file
objectives, trials, seed  search
"""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.configuration.settings import declared_everything
from experiments.sweeps.ranges import Range
from sim.parameters import Role

WORLD_GROUPS = ("prior", "organization")

Record = dict[str, Any]


def record_of(kind: str, varied: Sequence[str], ranges: Mapping[str, Range], **details: Any) -> Record:  # noqa: ANN401 - plain values
    """Return the record of a design that varies some keys of choices."""
    policies = [key for key in varied if is_policy(key)]
    worlds = [key for key in varied if key not in policies]
    sampled = {name: found.plain() for name, found in ranges.items()}
    return {"kind": kind, "worlds": worlds, "policies": policies, "sampled": sampled, **details}


def is_policy(key: str) -> bool:
    """Return whether somebody who decides can choose this key of choices."""
    declared = declared_everything().get(key)
    if declared is None:
        return key not in WORLD_GROUPS
    return declared.role == Role.LEVER or key.startswith("case.")
