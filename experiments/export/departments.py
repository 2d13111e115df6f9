"""Departments: how a plan ends in each, and what it changes there."""

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.configuration.declarations import BETTER
from experiments.departments.saved import DIRECTION
from experiments.export.sheet import NUMBER, TEXT, WHOLE, Column, Sheet, rows_of

UNITS = {"adopted": "share of people", "trust": "0 to 1", "workload": "demand over capacity"}
ENDS, DIFFERENCE = ("mean", "low", "high"), ("mean", "low", "high", "share_with_sign")
COLUMNS = [
    Column("pair", TEXT, "", "the plan, and what it is held against"),
    Column("department", TEXT, "", "name of the department"),
    Column("people", NUMBER, "people", "people in it"),
    Column("measure", TEXT, "", "what is measured, at the end of the run, over the people of the department"),
    Column("measure_unit", TEXT, "", "unit of the measure"),
    Column("better", TEXT, "", "whether more or less of it is better"),
    Column("mean", NUMBER, "unit of the measure", "mean over runs with the plan"),
    Column("low", NUMBER, "unit of the measure", "low end of its interval"),
    Column("high", NUMBER, "unit of the measure", "high end of its interval"),
    Column("pairs", WHOLE, "pairs of runs", "pairs of runs that were lived again"),
    Column("difference", NUMBER, "unit of the measure", "what the plan changes: mean over the pairs"),
    Column("difference_low", NUMBER, "unit of the measure", "low end of its interval, all departments together"),
    Column("difference_high", NUMBER, "unit of the measure", "high end of its interval, all departments together"),
    Column("share_with_sign", NUMBER, "0 to 1", "share of the pairs that have the sign of the difference"),
    Column("verdict", TEXT, "", "what the difference says"),
]


def departments(found: Mapping[str, Any], about: Mapping[str, str]) -> Sheet:
    """Return what ``orgchange departments`` has found as a sheet."""
    meaning = "a row a department and measure: how it ends, and what the plan changes"
    return Sheet("departments", meaning, COLUMNS, lambda: [rows_of(COLUMNS, _rows(found))], about)


def _rows(found: Mapping[str, Any]) -> Iterator[list[Any]]:
    for row in found["departments"]:
        for measure, ends in row["ends"].items():
            difference = row["difference"][measure]
            yield [
                found["label"],
                row["name"],
                row["people"],
                measure,
                UNITS[measure],
                BETTER[DIRECTION[measure]],
                *(ends[name] for name in ENDS),
                difference["pairs"],
                *(difference[name] for name in DIFFERENCE),
                difference["verdict"],
            ]
