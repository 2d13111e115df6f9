"""A study as files for people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.api.departments import departments
from experiments.departments.saved import kept_departments
from experiments.export.export import Wanted, exported
from experiments.export.writer import Written
from experiments.results.study import Study
from experiments.running.precompile import note_compiling

FOLDER = "export"


def export(study: Study, wanted: Wanted, out: str | Path | None, replays: int) -> list[Written]:
    """Write what is wanted of a study, into its folder unless ``out`` says where, and return the files.

    Departments that nobody has asked for yet are told from ``replays`` pairs of runs, and kept.
    """
    note_compiling(stepwise=True)

    def departments_found() -> Mapping[str, Any]:
        return kept_departments(study) or departments(study, None, None, replays).to_dict()

    return exported(study, wanted, Path(out) if out else study.folder / FOLDER, departments_found)
