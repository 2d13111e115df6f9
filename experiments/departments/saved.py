"""What is kept of departments: ``departments.json`` in the folder of a study, void when the study has changed."""

from experiments.departments.levels import DepartmentLevel, Departments
from experiments.provenance.kept import STUDY, Plain, about, kept
from experiments.results.as_json import difference_as_json, finite
from experiments.results.study import Study

FILE = "departments.json"
DIRECTION = {"adopted": 1, "trust": 1, "workload": -1}


def as_json(study: Study, found: Departments) -> Plain:
    """Return what was found as plain values."""
    return {
        STUDY: about(study.manifest),
        "label": found.label,
        "replicates": list(found.replicates),
        "notes": list(found.notes),
        "departments": [_row(row) for row in found.rows],
    }


def kept_departments(study: Study) -> Plain | None:
    """Return what is kept about this very study, None where there is nothing."""
    return kept(study.folder / FILE, study.manifest)


def _row(row: DepartmentLevel) -> Plain:
    return {
        "name": row.name,
        "people": row.people,
        "ends": {
            name: {"mean": finite(mean.mean), "low": finite(mean.low), "high": finite(mean.high)}
            for name, mean in row.levels.items()
        },
        "difference": {
            name: difference_as_json(difference, DIRECTION[name]) for name, difference in row.differences.items()
        },
    }
