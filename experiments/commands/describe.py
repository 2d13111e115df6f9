"""``orgchange describe``.

What can be set, what is measured, and the order of a week, from the model's own declarations.
"""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.commands.parser import Parser
from sim.errors import ScenarioError, nearest_hint

if TYPE_CHECKING:
    from experiments.configuration.declarations import Row

WIDE, NARROW_COLUMNS = 160, 5
TOPICS = {
    "parameters": "what can be set: default, bounds, unit, source",
    "metrics": "what is measured",
    "week": "the order of a week",
    "evidence": "what everything rests on: parameters and targets, assumptions first",
}
DESCRIPTION = f"""\
Prints a table of what the model itself declares. A terminal of less than {WIDE} columns gets its first
{NARROW_COLUMNS} columns; a pipe and --json get all."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange describe", ["TOPIC [WORD ...] [--json]"], DESCRIPTION)
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help=f"{', '.join(TOPICS)}; see below")
    filters = "only rows with all the words in their name, or else anywhere in them"
    parser.add_argument("filters", nargs="*", metavar="WORD", help=filters)
    parser.add_output()
    parser.add_notes("topics", TOPICS)
    return parser


def execute(options: Namespace) -> int:
    """Print one of the tables, only rows with all the words in their name (else anywhere), and return the exit code."""
    topic, filters = options.topic, options.filters
    if topic not in TOPICS:
        unknown = f" '{topic}' is unknown{nearest_hint(topic, TOPICS)};" if topic else ""
        raise ScenarioError(f"describe what?{unknown} one of: {', '.join(TOPICS)}")
    everything = _rows(topic)
    rows = _filtered(everything, filters)
    if not rows:
        raise ScenarioError(f"no {topic} with {' and '.join(map(repr, filters))}{_nearest_name(filters, everything)}")
    if options.as_json:
        from experiments.wording.json_text import json_text

        print(json_text(rows))
    else:
        _print_table(rows, _headline(topic, rows))
    return 0


def _rows(topic: str) -> "list[Row]":
    if topic == "evidence":
        from experiments.validation.evidence import evidence_rows

        return evidence_rows()
    from experiments.configuration.declarations import metric_rows, parameter_rows, week_rows

    return {"parameters": parameter_rows, "metrics": metric_rows, "week": week_rows}[topic]()


def _headline(topic: str, rows: "Sequence[Row]") -> str:
    if topic != "evidence":
        return ""
    from experiments.validation.evidence import counted

    return counted(rows)


def _filtered(rows: "Sequence[Row]", filters: Sequence[str]) -> "list[Row]":
    named = [row for row in rows if all(word.lower() in row["name"].lower() for word in filters)]
    return named or [
        row
        for row in rows
        if all(any(word.lower() in str(value).lower() for value in row.values()) for word in filters)
    ]


def _nearest_name(filters: Sequence[str], rows: "Sequence[Row]") -> str:
    return nearest_hint(filters[0], [part for row in rows for part in (row["name"], *row["name"].split("."))])


def _print_table(rows: "Sequence[Row]", headline: str) -> None:
    from experiments.configuration.points import shown
    from experiments.wording.terminal import new_console, new_table

    console, table = new_console(), new_table()
    if headline:
        console.print(headline)
    shown_columns = list(rows[0]) if console.width >= WIDE else list(rows[0])[:NARROW_COLUMNS]
    for column in shown_columns:
        table.add_column(column, overflow="fold", no_wrap=column == "name")
    for row in rows:
        table.add_row(*("[]" if row[column] == [] else shown(row[column]) for column in shown_columns))
    console.print(table)
