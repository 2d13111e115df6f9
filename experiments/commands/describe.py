"""``orgchange describe``.

What can be set, what is measured, and the order of a week, from the model's own declarations.
"""

from collections.abc import Callable, Sequence

from experiments.configuration.declarations import Row, metric_rows, parameter_rows, week_rows
from experiments.configuration.points import shown
from experiments.wording.json_text import json_text
from experiments.wording.terminal import new_console, new_table
from sim.errors import ScenarioError, nearest_hint

AS_JSON = "--json"
WIDE, NARROW_COLUMNS = 160, 5


def describe(words: Sequence[str]) -> int:
    """Print one of the tables, only rows with all the words in their name (else anywhere), and return the exit code."""
    flags = [word for word in words if word.startswith("-")]
    for flag in flags:
        if flag != AS_JSON:
            raise ScenarioError(f"unknown flag '{flag}'; orgchange describe knows {AS_JSON}")
    topic, *filters = [word for word in words if not word.startswith("-")] or [""]
    if topic not in TOPICS:
        raise ScenarioError(
            f"describe what? '{topic}' is unknown{nearest_hint(topic, TOPICS)}; one of: {', '.join(TOPICS)}"
        )
    rows = _filtered(TOPICS[topic](), filters)
    if not rows:
        raise ScenarioError(
            f"no {topic} with {' and '.join(map(repr, filters))}{_nearest_name(filters, TOPICS[topic]())}"
        )
    if flags:
        print(json_text(rows))
    else:
        _print_table(rows, HEADLINES[topic](rows) if topic in HEADLINES else "")
    return 0


def evidence_rows() -> list[Row]:
    """Return a row a parameter of the model and a row a validation target, the weakest evidence first in each."""
    from experiments.validation import evidence

    return evidence.evidence_rows()


def _evidence_headline(rows: Sequence[Row]) -> str:
    from experiments.validation import evidence

    return evidence.counted(rows)


def _filtered(rows: Sequence[Row], filters: Sequence[str]) -> list[Row]:
    named = [row for row in rows if all(word.lower() in row["name"].lower() for word in filters)]
    return named or [
        row
        for row in rows
        if all(any(word.lower() in str(value).lower() for value in row.values()) for word in filters)
    ]


def _nearest_name(filters: Sequence[str], rows: Sequence[Row]) -> str:
    return nearest_hint(filters[0], [part for row in rows for part in (row["name"], *row["name"].split("."))])


def _print_table(rows: Sequence[Row], headline: str) -> None:
    console, table = new_console(), new_table()
    if headline:
        console.print(headline)
    shown_columns = list(rows[0]) if console.width >= WIDE else list(rows[0])[:NARROW_COLUMNS]
    for column in shown_columns:
        table.add_column(column, overflow="fold", no_wrap=column == "name")
    for row in rows:
        table.add_row(*("[]" if row[column] == [] else shown(row[column]) for column in shown_columns))
    console.print(table)


TOPICS: dict[str, Callable[[], list[Row]]] = {
    "parameters": parameter_rows,
    "metrics": metric_rows,
    "week": week_rows,
    "evidence": evidence_rows,
}
HEADLINES: dict[str, Callable[[Sequence[Row]], str]] = {"evidence": _evidence_headline}
