"""The competitors on work (a).

One library a file, each with ``build(case)``, which returns a model that is ready to live.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from benchmarks.common_work import Case, Peer

SIZES = (1200, 19_000, 1_000_000)


@dataclass(frozen=True)
class Entry:
    """A competitor: its module, what people call it, the package it needs, and the weeks it lives at each of SIZES."""

    name: str
    label: str
    package: str
    weeks: tuple[int, int, int]
    absent: str = ""  # why it is left out where it lives 0 weeks
    is_bound: bool = False  # reads what the work must read, and computes no answer

    @property
    def installed(self) -> bool:
        """Tell whether the package can be imported here."""
        return find_spec(self.package) is not None

    def build(self, case: Case) -> Peer:
        """Build the model of a case."""
        return cast("Peer", import_module(f"benchmarks.peers.{self.name}").build(case))


OBJECTS = (
    "a million agent objects with their neighbours take gigabytes, and a week takes about as long as 50 weeks "
    "of 19,000 people"
)
ENTRIES = (
    Entry("reading_only", "the gather bound", "numba", (156, 156, 20), is_bound=True),
    Entry("orgchange", "orgchange", "sim", (156, 156, 20)),
    Entry("numpy_gather", "NumPy, gathers", "numpy", (156, 156, 20)),
    Entry("scipy_sparse", "SciPy, sparse matrix", "scipy", (156, 156, 20)),
    Entry("starsim_arrays", "Starsim", "starsim", (156, 20, 2)),
    Entry("abmax_agents", "abmax", "abmax", (156, 20, 4)),
    Entry("mesa_objects", "Mesa, neighbour lists", "mesa", (52, 4, 0), OBJECTS),
    Entry("mesa_network", "Mesa, network space", "mesa", (26, 2, 0), OBJECTS),
    Entry("agentpy_agents", "agentpy", "agentpy", (26, 2, 0), OBJECTS),
)
