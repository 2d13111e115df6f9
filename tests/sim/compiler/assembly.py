"""The machine code of steps of the week, as text, and the loops in it that compute with four numbers at once.

Run as a module it prints the machine code for the processor that ``NUMBA_CPU_NAME`` names, which need not be this one:
the steps are compiled and not called.
"""

import re
from collections.abc import Iterator
from typing import cast

import numba
import numpy as np

from sim.compiler import Compiled, entry_point
from sim.engine import lucks_of, make_plan
from sim.outcomes.dictionary import SERIES_NAMES
from sim.outcomes.record import record_week
from sim.processes.adoption import adopt
from sim.processes.experience import live_together
from sim.processes.influence import listen
from sim.processes.learning import learn_and_forget
from sim.processes.ties import fade_ties
from sim.processes.wellbeing import feel
from sim.processes.workload import load_everybody
from sim.scenario import Scenario
from sim.state import Array, Chart, Schedule, World
from tests.scenarios import small_organization, small_scenario

BEGIN = re.compile(r"^_ZN3sim\w+:$", re.MULTILINE)
LABEL, JUMP = re.compile(r"^(\.?\w+):"), re.compile(r"\tj\w+\t(\.?L\w+)")
PACKED = re.compile(r"\tv?(add|mul)pd\t.*%[yz]mm")


@entry_point
def for_everybody(
    week: int, world: World, chart: Chart, p: Scenario, schedule: Schedule, luck: Array, row: Array
) -> None:
    """Live the steps of a week that do the same for everybody, or for all projects, and no others."""
    load_everybody(week, world, chart, p.project.allocation, p.workload)
    live_together(week, schedule, world, chart, p.experience, p.ties, luck)
    fade_ties(world, p.ties)
    listen(world, chart, p.influence)
    adopt(week, schedule, world, chart, p.adoption, p.saturation, p.experience, luck)
    learn_and_forget(world, chart, p.learning)
    feel(world, p.wellbeing)
    record_week(world, chart, p.reporting, row)


def machine_code() -> str:
    """Return the machine code of these steps as whole replicates live them, each a function of its own."""
    plan = make_plan(small_scenario(), small_organization())
    luck, row = lucks_of(0, np.zeros(1, np.int64))[0], np.zeros(len(SERIES_NAMES))
    given = (0, plan.new_world(in_columns=True), plan.chart, plan.parameters, plan.schedule, luck, row)
    dispatcher, kinds = cast("Compiled", for_everybody).dispatcher, tuple(map(numba.typeof, given))
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


def packed_loops(code: str, instructions: int = 1) -> int:
    """Return how many innermost loops have so many ``instructions`` that add or multiply four or eight numbers."""
    return sum(sum(PACKED.search(line) is not None for line in loop) >= instructions for loop in loops(code))


if __name__ == "__main__":
    print(machine_code())
