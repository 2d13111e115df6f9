"""What a person sees of a scoreboard: a table in the terminal, a CSV for spreadsheets, a page for the documentation."""

import csv
import io
from typing import TYPE_CHECKING

from experiments.validation.opposition import TITLE, opposition
from experiments.validation.pattern import Measured, Part
from experiments.validation.scoreboard import Board, Scored, part_as_json
from experiments.validation.wording import band_text, span_text, target_text, value_text, why_text
from experiments.wording.terminal import new_table
from sim.compiler import source_stamp

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

COLUMNS = ("target", "band", "simulated", "95 % interval", "verdict", "random draws", "grade", "use")
NUMBERS = COLUMNS[:4]
READING = (
    "A figure is **met** when the whole 95 % interval of the simulated value lies in the acceptance band, "
    "**missed** when none of it does. A direction is met when the whole interval lies above 0 and the value is at "
    "least the smallest effect that matters, missed when the whole interval lies below that effect. Everything "
    "else is **undecided**. A pattern is **reproduced** when all its parts are met, **in part** when some are. "
    "*Fit*: the figure set a number, so meeting it shows only that the model can; *shaped*: a mechanism was added "
    "or revised after the part had been seen missed; *check*: neither, so meeting it says something about the "
    "model, if it can fail. *Random draws*: how many models of random assumptions meet the part. Grades: A read "
    "in the primary source, B in a secondary one, C computed from published data, M from memory."
)
CODE_TITLE, ANCHOR = "Checks of the code", "checks-of-the-code"
CODE_READING = (
    "A number of the model was set to give this very figure, so meeting it shows that the code does what it is told. "
    "It is no evidence and counts nowhere above."
)


def print_board(console: "Console", board: Board) -> None:
    """Print a scoreboard for people."""
    console.print(_table(board))
    if any(scored.code for scored in board.scored):
        console.print(f"\n{CODE_TITLE}: {CODE_READING}")
        console.print(_code_table(board))
    for line in _opposed(board):
        console.print(line)
    if board.changes:
        console.print(f"Not as declared: {', '.join(f'{name}={value}' for name, value in board.changes.items())}")
    if board.power is not None:
        console.print(f"Random draws: {board.power.in_words()}.")
    console.print(board.evidence_in_words())
    console.print(board.in_words())


def _opposed(board: Board) -> list[str]:
    lines = opposition(board)
    return [f"{TITLE}:", *(f"- {line}" for line in lines)] if lines else []


def _new_table(first: str) -> "Table":
    table = new_table()
    table.add_column(first)
    for name in COLUMNS:
        table.add_column(name, number=name in NUMBERS)
    return table


def _table(board: Board) -> "Table":
    table = _new_table("pattern")
    for scored in board.scored:
        table.add_row(
            f"{scored.pattern.id} {scored.pattern.title}", *[""] * 4, scored.verdict.value, "", "", scored.pattern.use
        )
        for part in scored.evidence:
            table.add_row(f"   {part.target.name}", *cells(part, _draws(board, scored, part)))
    return table


def _code_table(board: Board) -> "Table":
    table = _new_table("check of the code")
    for scored in board.scored:
        for part in scored.code:
            draws = _draws(board, scored, part)
            table.add_row(f"{scored.pattern.id} {part.target.name}", *cells(part, draws))
    return table


def _draws(board: Board, scored: Scored, part: Measured) -> str:
    met = board.met_by(scored, part)
    return "" if met is None or board.power is None else f"met by {met} of {board.power.draws}"


def cells(part: Measured, draws: str) -> tuple[str, ...]:
    """Return what stands in the columns of one part; ``draws`` is how many random draws meet it, in words."""
    target, found = part.target, part.found
    simulated = value_text(found.value, target.unit)
    judged = part.part.value, draws, target.grade, target.use.value
    return target_text(target), band_text(target), simulated, span_text(found, target.unit), *judged


def board_as_csv(board: Board) -> str:
    """Return a scoreboard as CSV, a row a part."""
    text = io.StringIO()
    rows = [
        {
            "pattern": scored.pattern.id,
            "title": scored.pattern.title,
            "pattern_verdict": scored.verdict.value,
            **part_as_json(part, board.met_by(scored, part)),
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
    lines = [
        "# Pattern scoreboard",
        "",
        f"**{board.evidence_in_words()}** {board.in_words()}",
        "",
        *_opposed_section(board),
        (
            f"Written by `orgchange validate --docs` with model {source_stamp()[:12]} (`orgchange --version`); do not "
            f"edit.{_power_note(board)}"
        ),
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
        lines += ["", *_section(board, scored)]
    return "\n".join([*lines, *_code_section(board)]) + "\n"


def _opposed_section(board: Board) -> list[str]:
    lines = _opposed(board)
    return [f"**{lines[0]}**", "", *lines[1:], ""] if lines else []


def _power_note(board: Board) -> str:
    return "" if board.power is None else f" Random draws (`orgchange validate --power`): {board.power.in_words()}."


def _summary_row(scored: Scored) -> str:
    pattern, met, parts = scored.pattern, scored.count(Part.MET), len(scored.evidence)
    counted = f"{met} of {parts}" if parts else ""
    return f"| {pattern.id} | {pattern.title} | {scored.verdict.value} | {counted} | {pattern.use} |"


def _section(board: Board, scored: Scored) -> list[str]:
    pattern = scored.pattern
    how = [line for experiment in pattern.experiments for line in (experiment.how, "")]
    rows = [_row(part.target.name, board, scored, part) for part in scored.evidence]
    table = [*_head("part"), *rows] if rows else [f"All its parts are [checks of the code](#{ANCHOR})."]
    return [f"## {pattern.id} {pattern.title}: {scored.verdict.value}", "", *how, *table]


def _code_section(board: Board) -> list[str]:
    rows = [
        _row(f"{scored.pattern.id} {part.target.name}", board, scored, part)
        for scored in board.scored
        for part in scored.code
    ]
    return ["", f"## {CODE_TITLE}", "", CODE_READING, "", *_head("check of the code"), *rows] if rows else []


def _head(first: str) -> list[str]:
    return [f"| {first} | {' | '.join(COLUMNS)} | source | why |", f"|---{'|---' * (len(COLUMNS) + 2)}|"]


def _row(name: str, board: Board, scored: Scored, part: Measured) -> str:
    told = " | ".join(cells(part, _draws(board, scored, part)))
    return f"| {name} | {told} | {part.target.source} | {why_text(part.target)} |"
