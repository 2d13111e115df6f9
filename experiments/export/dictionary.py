"""The dictionary: what every column of every sheet is, and every metric."""

from collections.abc import Iterator, Mapping, Sequence

from experiments.configuration.declarations import BETTER
from experiments.export.sheet import TEXT, Column, Sheet, rows_of
from experiments.wording.names import METRIC

COLUMNS = [
    Column("sheet", TEXT, "", "the sheet that a column is in; metric, line: a value of the column metric or line"),
    Column("name", TEXT, "", "name of the column, metric or line"),
    Column("unit", TEXT, "", "its unit; empty: none"),
    Column("meaning", TEXT, "", "what it is"),
    Column("better", TEXT, "", "of a metric or line: whether more or less of it is better; empty: neither"),
]


def dictionary(sheets: Sequence[Sheet], names: Sequence[str], about: Mapping[str, str]) -> Sheet:
    """Return what the columns of some sheets are, and the metrics of these names."""
    meaning = "a row a column, metric or line"
    return Sheet("dictionary", meaning, COLUMNS, lambda: [rows_of(COLUMNS, _rows(sheets, names, about))], about)


def _rows(sheets: Sequence[Sheet], names: Sequence[str], about: Mapping[str, str]) -> Iterator[Sequence[str | None]]:
    for name, value in about.items():
        yield "study", name, None, value, None
    for sheet in sheets:
        yield sheet.name, None, None, sheet.meaning, None
        for column in sheet.columns:
            yield sheet.name, column.name, column.unit or None, column.meaning, None
        yield from sheet.values
    for metric in map(METRIC.__getitem__, names):
        yield "metric", metric.name, metric.unit, metric.definition, BETTER[metric.direction] or None
