"""What a person sees of a scoreboard: a table in the terminal, a CSV for spreadsheets, a page for the documentation."""

import csv
import io
from typing import TYPE_CHECKING

from experiments.validation.pattern import Measured, Part, Use
from experiments.validation.scoreboard import Board, Scored, part_as_json
from experiments.validation.wording import band_text, span_text, target_text, value_text
from experiments.wording.terminal import new_table
from sim.compiler import source_stamp

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

COLUMNS = ("target", "band", "simulated", "95 % interval", "verdict", "grade", "use")
READING = (
    "A part is **met** when the whole 95 % interval of the simulated value lies in the acceptance band, **missed** "
    "when none of it does, "
    "**open** otherwise. A pattern is **reproduced** when all its parts are met, **in part** when some are. *Fit*: "
    "the figure set a "
    "number, so meeting it shows only that the model can; *shaped*: a mechanism was added or revised after the part "
    "had been seen "
    "missed; *check*: neither, so meeting it says something about the model. Grades: A read in the primary source, B "
    "in a secondary one, "
    "C computed from published data, M from memory."
)


def print_board(console: "Console", board: Board) -> None:
    """Print a scoreboard for people."""
    console.print(_table(board))
    if board.changes:
        console.print(f"Not as declared: {', '.join(f'{name}={value}' for name, value in board.changes.items())}")
    console.print(board.in_words())


def _table(board: Board) -> "Table":
    table = new_table()
    table.add_column("pattern", overflow="fold")
    for name in COLUMNS:
        table.add_column(name, no_wrap=name != "target", justify="right" if name in COLUMNS[:4] else "left")
    for scored in board.scored:
        table.add_row(
            f"{scored.pattern.id} {scored.pattern.title}", *[""] * 4, scored.verdict.value, "", scored.pattern.use
        )
        for part in scored.parts:
            table.add_row(f"   {part.target.name}", *cells(part))
    return table


def cells(part: Measured) -> tuple[str, ...]:
    """Return what stands in the columns of one part."""
    target, found = part.target, part.found
    simulated = value_text(found.value, target.unit)
    judged = part.part.value, target.grade, target.use.value
    return target_text(target), band_text(target), simulated, span_text(found, target.unit), *judged


def board_as_csv(board: Board) -> str:
    """Return a scoreboard as CSV, a row a part."""
    text = io.StringIO()
    rows = [
        {
            "pattern": scored.pattern.id,
            "title": scored.pattern.title,
            "pattern_verdict": scored.verdict.value,
            **part_as_json(part),
        }
        for scored in board.scored
        for part in scored.parts
    ]
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def board_as_markdown(board: Board, picture: str) -> str:
    """Return a scoreboard as a page of the documentation, with a link to its picture."""
    parts = [part for scored in board.scored for part in scored.parts]
    checks = [part.part for part in parts if part.target.use is Use.CHECK]
    counted = (
        f"**{board.in_words()}** {len(checks)} of {len(parts)} parts are for checking only; of these "
        f"{checks.count(Part.MET)} are met, "
        f"{checks.count(Part.OPEN)} open, {checks.count(Part.MISSED)} missed."
    )
    lines = [
        "# Pattern scoreboard",
        "",
        (
            f"Written by `orgchange validate --docs` with model {source_stamp()[:12]} (`orgchange --version`); do not "
            "edit."
        ),
        "",
        counted,
        "",
        READING,
        "",
        f"![Every part of every pattern within its band]({picture})",
        "",
        "| pattern | | verdict | parts met | used for |",
        "|---|---|---|---|---|",
        *(_summary_row(one) for one in board.scored),
    ]
    for scored in board.scored:
        lines += ["", *_section(scored)]
    return "\n".join(lines) + "\n"


def _summary_row(scored: Scored) -> str:
    pattern, met = scored.pattern, scored.count(Part.MET)
    return f"| {pattern.id} | {pattern.title} | {scored.verdict.value} | {met} of {len(scored.parts)} | {pattern.use} |"


def _section(scored: Scored) -> list[str]:
    pattern = scored.pattern
    rows = [
        f"| {part.target.name} | {' | '.join(cells(part))} | {part.target.source} | {part.target.why} |"
        for part in scored.parts
    ]
    return [
        f"## {pattern.id} {pattern.title}: {scored.verdict.value}",
        "",
        *(line for experiment in pattern.experiments for line in (experiment.how, "")),
        f"| part | {' | '.join(COLUMNS)} | source | why this band |",
        f"|---{'|---' * (len(COLUMNS) + 2)}|",
        *rows,
    ]
