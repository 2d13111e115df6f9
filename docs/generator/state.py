"""State variables: the tables of what ``sim.state`` declares about every field."""

from docs.generator.markdown import code, plain, table
from sim.state import BEFORE, CHART, WORLD, Field

RECORDS = {
    "TRAITS": "traits",
    "STANCE": "stances",
    "SEAT": "seats",
    "LADDER": "ladders",
    "UNIT": "units",
    "DEPARTMENT": "departments",
    "PROJECT": "projects",
    "PORTFOLIO": "portfolio",
    "SHOCKS": "shocks",
    "EFFECTS": "effects",
    "MEASURE": "measures",
    "ROLLOUT_OF_MEASURE": "rollouts",
}


def fields_of(record: str) -> tuple[Field, ...]:
    """Return the fields of a record by the name its type has in ``sim.state``, or the arrays of World or Chart."""
    if record in RECORDS:
        return next(array.fields for array in WORLD if array.name == RECORDS[record])
    return {"World": WORLD, "Chart": CHART}[record]


def state_table(record: str) -> str:
    """Return the table of one record, for people."""
    headings = ["variable", "unit or range", "meaning", "written by"]
    rows = [[code(row.name), plain(row.unit), plain(row.meaning), _steps(row)] for row in fields_of(record)]
    columns = len(headings) if any(row[-1] for row in rows) else len(headings) - 1
    return table(headings[:columns], (row[:columns] for row in rows))


def _steps(field: Field) -> str:
    """Return what writes a field; nothing for one that is settled before the first week, and for whole records."""
    return "" if field.written_by == BEFORE else ", ".join(map(code, field.written_by))
