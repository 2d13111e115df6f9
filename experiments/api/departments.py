"""Where a plan works: departments."""

from functools import partial
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.departments import print_departments
from experiments.departments.levels import Departments, departments_of
from experiments.departments.saved import FILE, as_json
from experiments.provenance.crate import add_to_crate
from experiments.provenance.kept import keep, may_be_kept
from experiments.results.study import Study
from experiments.running.precompile import note_compiling
from experiments.store.department_runs import write_department_runs


def departments(study: Study, point: str | None, against: str | None, replays: int) -> Answer[Departments]:
    """Return every department of a point as it ends, and what the plan changes in it; all is kept in the folder."""
    note_compiling(stepwise=True)
    found = departments_of(study, point, against, replays)
    plain = as_json(study, found)
    keep(study.folder / FILE, plain)
    if may_be_kept(study.folder):
        add_to_crate(study.folder, [write_department_runs(study.folder, found.runs)])
    return Answer(
        found,
        show=lambda console: print_departments(console, found, plain, study.confidence_text),
        plain=lambda: plain,
        frame=partial(_frame, plain),
    )


def _frame(plain: dict[str, Any]) -> pd.DataFrame:
    rows = [
        {"department": row["name"], "people": row["people"], "measure": measure}
        | {f"ends_{name}": value for name, value in ends.items()}
        | row["difference"][measure]
        for row in plain["departments"]
        for measure, ends in row["ends"].items()
    ]
    return pd.DataFrame(rows)
