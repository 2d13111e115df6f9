"""Conditions of departments: what a table tells of one stands in place of what is true everywhere.

Rule    A department whose service demand, growth of demand or legacy debt is told has these; all others have what the
        mechanism declares for everybody.
Source  A matter of how an organization is described.
"""

import math

from sim.compiler import kernel
from sim.state import Chart

DEMAND, GROWTH, LEGACY = range(3)


@kernel
def told_condition(d: int, which: int, chart: Chart) -> float:
    """Return what is told of a department; not a number where nothing is."""
    return chart.conditions[d, which] if len(chart.conditions) > 0 else math.nan
