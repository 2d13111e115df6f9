"""What changes from week to week, as typed records: seats, units, departments and projects of one replicate.

Traits that are read together lie in one row of ``traits`` (16 bytes a seat): silo, trust, process orientation and
whether the person visibly uses the leading practice. What these are drawn back to and compared with lies in
``stances``, and everything else about a seat in its record in ``seats``. Where people stand on the ladder of each
practice lies in ``ladders``. Every field is declared once, in the file of its record.
"""

from sim.state.chart import CHART, Chart, chart_of
from sim.state.codes import (
    ADOPTED,
    AMBER,
    AWARE,
    CANCELLED,
    CHALLENGED,
    COLOURS,
    DELIVERED,
    FAILED,
    FORMED_TIES,
    GREEN,
    NEUTRAL_WEEK,
    NEVER,
    NO_PROJECT,
    OUTCOMES,
    PLANNED,
    PROCESS,
    RED,
    RELAPSED,
    RUNNING,
    SILO,
    STAGES,
    STATUSES,
    SUCCESSFUL,
    THIS_WEEK,
    TRUST,
    TRYING,
    UNAWARE,
    UNDECIDED,
    UNUSED,
    USE,
)
from sim.state.departments import DEPARTMENT, UNIT
from sim.state.effects import EFFECTS
from sim.state.field import BEFORE, Array, Field
from sim.state.ladders import LADDER
from sim.state.measures import MEASURE, ROLLOUT_OF_MEASURE
from sim.state.portfolio import PORTFOLIO
from sim.state.projects import PROJECT, PROJECT_FIELDS
from sim.state.schedule import Schedule
from sim.state.seats import SEAT, STANCE
from sim.state.shocks import SHOCKS
from sim.state.world import WORLD, World, empty_world, state_fields

__all__ = [
    "ADOPTED",
    "AMBER",
    "AWARE",
    "BEFORE",
    "CANCELLED",
    "CHALLENGED",
    "CHART",
    "COLOURS",
    "DELIVERED",
    "DEPARTMENT",
    "EFFECTS",
    "FAILED",
    "FORMED_TIES",
    "GREEN",
    "LADDER",
    "MEASURE",
    "NEUTRAL_WEEK",
    "NEVER",
    "NO_PROJECT",
    "OUTCOMES",
    "PLANNED",
    "PORTFOLIO",
    "PROCESS",
    "PROJECT",
    "PROJECT_FIELDS",
    "RED",
    "RELAPSED",
    "ROLLOUT_OF_MEASURE",
    "RUNNING",
    "SEAT",
    "SHOCKS",
    "SILO",
    "STAGES",
    "STANCE",
    "STATUSES",
    "SUCCESSFUL",
    "THIS_WEEK",
    "TRUST",
    "TRYING",
    "UNAWARE",
    "UNDECIDED",
    "UNIT",
    "UNUSED",
    "USE",
    "WORLD",
    "Array",
    "Chart",
    "Field",
    "Schedule",
    "World",
    "chart_of",
    "empty_world",
    "state_fields",
]
