"""What the columns of a study's tables are, from the declarations of the model."""

from collections.abc import Mapping
from pathlib import Path

from experiments.inference.weekly_bands import STATISTICS
from experiments.store.reader import column_names
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRICS, SERIES
from sim.scenario import declared_parameters
from sim.state import PROJECT_FIELDS

ADDRESSES = {
    "design": "address of a design: changes with anything that could change a run",
    "baseline": "address of the design that a point is compared with; empty for baselines",
    "replicate": "number of the run; runs of the same number share people and luck",
    "week": "week, counted from 0",
    "statistic": f"over replicates: {', '.join(STATISTICS)}",
    "status": "of a run: ok or failed; of a project: where it stands at the end",
    "error": "what went wrong in a failed run",
    "seconds": "time a run took on the machine that made it; never the same twice",
    "project": "number of the project, counted from 0",
    "metric": "name of a metric",
    "plan": "what is called so in the study: a point, or its baseline",
    "department": "name of the department",
    "people": "people in it",
    "unit": "unit of the metric",
    "runs": "runs that ended",
    "failed_runs": "runs that failed",
    "without_value": "how many runs have no value, because there is nothing to count or it never happens",
    "median": "median of the runs that have a value",
    "baseline_mean": "mean of the baseline",
    "pairs": "pairs of runs that were compared",
    "share_with_sign": "share of the pairs that have the sign of the mean difference",
    "verdict": "what the difference says",
    "p_value": "p value of the paired difference, this comparison alone",
    "p_holm": "p value after Holm's rule for all comparisons of the study",
}
BOUNDS = {
    "mean": "mean over runs",
    "difference": "mean of the pairs' differences to the baseline",
    "superiority": "chance that the plan does better than its baseline with the same luck",
}
UNITS_OF_TABLES = {"runs": METRICS, "series": SERIES, "weeks": SERIES}
LONGEST_LINE = 100_000
PROJECTS = {field.name: field for field in PROJECT_FIELDS}


def columns_of(path: Path) -> list[str]:
    """Return the names of the columns of a table; nothing for a file that is none, or damaged: verify tells of it."""
    if path.suffix == ".parquet":
        try:
            return column_names(path)
        except ScenarioError:
            return []
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(LONGEST_LINE).rstrip("\n").split(",")
    return []


def described(table: str, column: str) -> tuple[str, str]:
    """Return what a column of a table is, and its unit; empty texts where nothing says so."""
    metrics = {metric.name: (metric.definition, metric.unit) for metric in UNITS_OF_TABLES.get(table, ())}
    declared = declared_parameters().get(column)
    if column in metrics:
        return metrics[column]
    if declared is not None:
        return declared.meaning, "" if declared.unit == "1" else declared.unit
    if table == "projects" and column in PROJECTS:
        return PROJECTS[column].meaning, "" if PROJECTS[column].choices else PROJECTS[column].unit
    return _other(column), ""


def _other(column: str) -> str:
    name, _, bound = column.rpartition("_")
    if name in BOUNDS or column in ("low", "high"):
        return f"{bound or column} end of the interval of the {BOUNDS.get(name, BOUNDS['mean'])}"
    known: Mapping[str, str] = ADDRESSES | BOUNDS
    return known.get(column, "")
