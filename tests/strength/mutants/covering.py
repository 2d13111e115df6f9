"""Which tests are to notice a change of which part of the code."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PLAIN = ("-p", "tests.strength.mutants.plain_engine")
FAST = ("-m", "not long")
REFERENCE = "tests/verification/test_reference.py"
KINDS = (
    "happen or listed or money or steered or meet or rollout or again or turn or governed or trained or lean or micro "
    "or strategic or gated or loud or volunteers or default"
)
CHOSEN = f"TestRules or beginning or as_the_rule or (agrees and ({KINDS}))"
IN_PLAIN_PYTHON = (*PLAIN, *FAST, "tests/verification/test_reference_rules.py", REFERENCE, "-k", CHOSEN)


class Part(NamedTuple):
    """A part of the code: its files, and the runs of pytest, in turn, of which one is to fail after a change."""

    files: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]


def _part(files: str, *tests: str) -> Part:
    return Part((files,), ((*FAST, *tests),))


_STORE = tuple(f"tests/experiments/{name}" for name in ("store", "running", "survival"))
PARTS = {
    "processes": Part(("sim/processes/*.py", "sim/taking_on.py"), (IN_PLAIN_PYTHON, (*FAST, "tests/sim", REFERENCE))),
    "interventions": Part(("sim/interventions/*.py",), (IN_PLAIN_PYTHON, (*FAST, "tests/sim", REFERENCE))),
    "events": Part(("sim/events/*.py",), (IN_PLAIN_PYTHON, (*FAST, "tests/sim/events", REFERENCE))),
    "outcomes": _part("sim/outcomes/*.py", "tests/sim/outcomes", "tests/sim", "tests/patterns"),
    "inference": _part("experiments/inference/*.py", "tests/experiments/inference", "tests/experiments/compare"),
    "stopping": _part("experiments/running/stopping/*.py", "tests/experiments/running/stopping"),
    "store": _part("experiments/store/*.py", *_STORE),
    "results": _part(
        "experiments/results/*.py", *(f"tests/experiments/{name}" for name in ("results", "compare", "report"))
    ),
}


def files_of(part: Part, root: Path) -> Sequence[Path]:
    """Return the files of a part that hold code."""
    found = (path for pattern in part.files for path in root.glob(pattern))
    return sorted(path for path in found if path.name != "__init__.py")
