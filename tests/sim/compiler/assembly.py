"""The machine code of two steps of the week, as text, and the loops in it that compute with four numbers at once.

Run as a module it prints the machine code for the processor that ``NUMBA_CPU_NAME`` names, which need not be this one:
the steps are compiled and not called.
"""

import re
from collections.abc import Iterator
from typing import cast

import numba
import numpy as np

from sim.compiler import Compiled, entry_point
from sim.engine import make_plan
from sim.outcomes.dictionary import SERIES_NAMES
from sim.outcomes.record import record_week
from sim.processes.influence import Influence, listen
from sim.processes.reporting import Reporting
from sim.state import Array, Chart, World
from tests.scenarios import small_organization, small_scenario

BEGIN = re.compile(r"^_ZN3sim\w+:$", re.MULTILINE)
LABEL, JUMP = re.compile(r"^(\.?\w+):"), re.compile(r"\tj\w+\t(\.?L\w+)")
PACKED = re.compile(r"\tv?(add|mul)pd\t.*%[yz]mm")


@entry_point
def listen_and_record(world: World, chart: Chart, listening: Influence, reporting: Reporting, row: Array) -> None:
    """Let everybody listen and write the record of the week, and nothing else."""
    listen(world, chart, listening)
    record_week(world, chart, reporting, row)


def machine_code() -> str:
    """Return the machine code of both steps, each a function of its own."""
    plan = make_plan(small_scenario(), small_organization())
    p, row = plan.parameters, np.zeros(len(SERIES_NAMES))
    kinds = tuple(map(numba.typeof, (plan.new_world(), plan.chart, p["influence"], p["reporting"], row)))
    dispatcher = cast("Compiled", listen_and_record).dispatcher
    dispatcher.compile(kinds)
    return str(dispatcher.inspect_asm(kinds))


def function(name: str, code: str) -> str:
    """Return the machine code of one function of the model."""
    begin = next(found for found in BEGIN.finditer(code) if name in found[0])
    end = BEGIN.search(code, begin.end())
    return code[begin.start() : end.start() if end else len(code)]


def loops(code: str) -> Iterator[list[str]]:
    """Yield the lines of every innermost loop: from a label to the last jump back to it, with no loop inside."""
    lines = code.splitlines()
    labels = {found[1]: number for number, line in enumerate(lines) if (found := LABEL.match(line))}
    ends: dict[int, int] = {}
    for number, line in enumerate(lines):
        found = JUMP.search(line)
        begin = labels.get(found[1], number) if found else number
        if begin < number:
            ends[begin] = number
    for begin, end in ends.items():
        if not any(begin < other and inner < end for other, inner in ends.items()):
            yield lines[begin : end + 1]


def packed_loops(code: str) -> int:
    """Return how many innermost loops add or multiply four or eight numbers at once."""
    return sum(any(PACKED.search(line) for line in loop) for loop in loops(code))


if __name__ == "__main__":
    print(machine_code())
