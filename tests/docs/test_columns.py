"""The dictionary of columns says of every column what it is."""

import pytest

from docs.generator.columns import SCHEMAS, column_table
from docs.generator.errors import DocumentationError
from docs.generator.markers import filled
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_described_here_or_among_the_metrics(name: str) -> None:
    rows = [line.split(" | ") for line in column_table(name).splitlines()[2:]]
    described = {row[0].removeprefix("| ").strip("`") for row in rows}
    assert described | {*METRIC_NAMES, *SERIES_NAMES} >= set(SCHEMAS[name].names)
    assert all(len(row[1].strip()) > 5 for row in rows), [row for row in rows if len(row[1].strip()) <= 5]


def test_the_marker_is_filled_and_another_refused() -> None:
    assert "| `replicate` |" in filled("<!-- generated: columns runs -->")
    with pytest.raises(DocumentationError, match="unknown marker"):
        filled("<!-- generated: colums runs -->")
