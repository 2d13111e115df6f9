"""The ledger of projects: what became of each, and nothing that stands for a week or a share that is not there."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.explain.project_names import names_of_projects
from experiments.export.run import Run
from experiments.export.sheet import DAY, NUMBER, TEXT, WHOLE, YES_NO, Column, Part, Sheet, missing, worded
from sim.interventions.catalogue import MEASURES
from sim.state import BEFORE, DELIVERED, NEVER, PLANNED, PROJECT_FIELDS, RUNNING, UNUSED, Array, Field

Mask = NDArray[np.bool_]
PROJECT = Column("project", WHOLE, "", "number of the project, counted from 0")
NAME = Column("name", TEXT, "", "what it is called: in a list of projects by its name there, else P1 for number 0")
LEDGER = [field for field in PROJECT_FIELDS if field.exported or field.name in ("lead", "run_by")]
KNOWN_BEFORE = ("status", "departments")
DATES = [
    Column("start_date", DAY, "", "first day of the week in which it started; empty until it has"),
    Column("finish_date", DAY, "", "first day of the week in which it ended; empty until it has"),
]
SAID = {"lead": "department it is for", "run_by": "measure by which it is run, whoever practises it"}
WHEN = {
    **dict.fromkeys(("finish", "outcome", "benefit_rate"), "; empty until it has ended"),
    **dict.fromkeys(("defects", "reach"), "; empty where nothing was handed over"),
    **dict.fromkeys(("concise", "audience", "talent"), "; empty for others"),
    "wanted": "; empty where that lies behind the end of the run",
    "run_by": "; empty: none, or not started",
}


def ledger(run: Run) -> Sheet:
    """Return the projects of a run as they stand at its end."""
    columns = [*run.columns, PROJECT, NAME, *map(_column, LEDGER), *(DATES if run.calendar else [])]
    meaning = "a row a project of one run, as it stands at the end of the run"
    return Sheet("projects", meaning, columns, lambda: _parts(run), run.about)


def _column(field: Field) -> Column:
    when = "" if _is_known_before(field) else "; empty until it has started"
    unit = "" if field.choices or field.unit in ("number", "yes or no") else field.unit
    return Column(field.name, _kind(field), unit, SAID.get(field.name, field.meaning) + WHEN.get(field.name, when))


def _is_known_before(field: Field) -> bool:
    return field.written_by == BEFORE or field.name in KNOWN_BEFORE


def _kind(field: Field) -> pa.DataType:
    if field.choices or field.name in SAID:
        return TEXT
    kinds: dict[str, pa.DataType] = {"b": YES_NO, "i": WHOLE}
    return kinds.get(np.dtype(field.kind).kind, NUMBER)


def _parts(run: Run) -> Iterator[Part]:
    projects = run.replay.end()[0].projects
    names = names_of_projects(run.replay)
    values = {field.name: _values(field, projects, run) for field in LEDGER}
    dates = [run.dates(values[week].to_pylist()) for week in ("start", "finish")] if run.calendar else []
    yield [*run.start(len(projects)), np.arange(len(projects)), names, *values.values(), *dates]


def _values(field: Field, projects: Array, run: Run) -> "pa.Array[Any]":
    absent = _absent(field, projects, run.replay.plan.weeks)
    words = _words(field, run)
    return worded(words, projects[field.name], absent) if words else missing(projects[field.name], absent)


def _words(field: Field, run: Run) -> Sequence[str]:
    named = {"lead": run.replay.organization.department_names, "run_by": MEASURES}
    return named.get(field.name, field.choices)


def _absent(field: Field, projects: Array, weeks: int) -> Mask:
    """Return of which projects a field says nothing."""
    status = projects["status"]
    absent: dict[str, Mask] = {
        **dict.fromkeys(("finish", "outcome", "benefit_rate"), np.isin(status, (PLANNED, RUNNING))),
        **dict.fromkeys(("defects", "reach"), ~np.isin(status, (DELIVERED, UNUSED))),
        **dict.fromkeys(("concise", "audience", "talent"), ~projects["is_micro"]),
        "wanted": projects["wanted"] >= weeks,
        "run_by": (status == PLANNED) | (projects["run_by"] == NEVER),
    }
    nothing_yet: Mask = (status == PLANNED) & (not _is_known_before(field))
    return absent.get(field.name, nothing_yet)
