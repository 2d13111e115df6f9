"""What a person, or a program, gets to see after a study: tables, verdict, and where everything lies."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.analysis import DIRECTIONS, Analysis, PointRuns
from experiments.numbers import number, percent, signed, span
from experiments.paired import Difference
from experiments.points import shown
from experiments.terminal import new_console, new_table
from experiments.verdict import UNITS, main_metrics, verdict

if TYPE_CHECKING:
    from rich.table import Table

ROWS_SHOWN, COLUMNS_SHOWN = 40, 12
BEST, CLOSE = "*", "~"


def print_result(analysis: Analysis, pictures: Sequence[Path]) -> None:
    """Print tables and verdict for people."""
    console = new_console()
    if len(analysis.points) == 1:
        console.print(_table_of_one(analysis, analysis.points[0]))
    elif _is_grid(analysis):
        console.print(_grid(analysis))
    else:
        console.print(_ranking(analysis))
    console.print(verdict(analysis))
    console.print(f"Data: {analysis.folder}")
    if pictures:
        console.print(f"Pictures: {', '.join(map(str, pictures))}")


def print_json(analysis: Analysis, pictures: Sequence[Path]) -> None:
    """Print the result as one JSON object."""
    print(json.dumps(as_json(analysis) | {"pictures": list(map(str, pictures))}, indent=1, ensure_ascii=False))


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Return the result as plain values; numbers that are not finite become null."""
    return {
        "folder": str(analysis.folder),
        "metric": analysis.metric,
        "confidence": analysis.manifest["confidence"],
        "varied": analysis.manifest["varied"],
        "best": analysis.best.design,
        "verdict": verdict(analysis),
        "points": [_point_as_json(analysis, point) for point in analysis.ranked],
    }


def _point_as_json(analysis: Analysis, point: PointRuns) -> dict[str, Any]:
    baseline, behind = analysis.against_baseline(point), analysis.behind_best.get(point.design)
    return {
        "label": point.label,
        "choices": dict(point.choices),
        "design": point.design,
        "runs": len(point.runs.replicates),
        "failed_runs": point.runs.failed,
        "means": {name: _finite(found.mean) for name, found in analysis.means(point).items()},
        "best_minus_this": behind and _difference_as_json(behind, analysis.metric),
        "minus_baseline": baseline and {name: _difference_as_json(found, name) for name, found in baseline.items()},
    }


def _difference_as_json(difference: Difference, metric: str) -> dict[str, Any]:
    return {
        "mean": _finite(difference.mean),
        "low": _finite(difference.low),
        "high": _finite(difference.high),
        "pairs": difference.pairs,
        "share_with_sign": _finite(difference.share),
        "verdict": difference.verdict(DIRECTIONS[metric]).value,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _table_of_one(analysis: Analysis, point: PointRuns) -> "Table":
    table = new_table(f"{analysis.manifest['name']}: means of {len(point.runs.replicates)} replicates")
    table.add_column("metric")
    for heading in ("this", "baseline", "difference", f"{100 * analysis.manifest['confidence']:g} % interval", "pairs with this sign"):
        table.add_column(heading, justify="right")
    table.add_column("verdict")
    table.add_column("unit")
    means, differences = analysis.means(point), analysis.against_baseline(point)
    for name in main_metrics(analysis):
        mean, compared = means[name].mean, [""] * 5
        if differences is not None:
            found = differences[name]
            compared = [number(mean - found.mean), signed(found.mean), span(found.low, found.high), percent(found.share)]
            compared.append(found.verdict(DIRECTIONS[name]).value)
        table.add_row(name, number(mean), *compared, UNITS[name])
    return table


def _is_grid(analysis: Analysis) -> bool:
    """Return whether exactly two choices vary, and all their combinations are there and fit on a page."""
    varied = analysis.manifest["varied"]
    if len(varied) != 2 or not all(key in point.choices for point in analysis.points for key in varied):  # noqa: PLR2004 - rows and columns
        return False
    rows, columns = (len({shown(point.choices[key]) for point in analysis.points}) for key in varied)
    return rows <= ROWS_SHOWN and columns <= COLUMNS_SHOWN and rows * columns == len(analysis.points)


def _grid(analysis: Analysis) -> "Table":
    rows, columns = analysis.manifest["varied"]
    marks = dict.fromkeys(analysis.undecided_against_best(), CLOSE) | {analysis.best.design: BEST}
    legend = f"{BEST} best, {CLOSE} cannot be told from the best"
    table = new_table(f"{analysis.metric} ({UNITS[analysis.metric]}), mean of {analysis.manifest['replicates']} replicates; {legend}")
    cells = {
        (shown(point.choices[rows]), shown(point.choices[columns])): number(_mean(analysis, point)) + marks.get(point.design, " ")
        for point in analysis.points
    }
    table.add_column(f"{rows} \\ {columns}")
    headings = list(dict.fromkeys(column for _, column in cells))
    for heading in headings:
        table.add_column(f"{heading} ", justify="right")
    for row in dict.fromkeys(row for row, _ in cells):
        table.add_row(row, *(cells.get((row, heading), "") for heading in headings))
    return table


def _ranking(analysis: Analysis) -> "Table":
    table = new_table(f"{analysis.metric} ({UNITS[analysis.metric]}), mean of {analysis.manifest['replicates']} replicates, best first")
    table.add_column("point")
    for heading in ("mean", "best minus this", f"{100 * analysis.manifest['confidence']:g} % interval", "minus baseline"):
        table.add_column(heading, justify="right")
    table.add_column("against the best")
    for point in analysis.ranked[:ROWS_SHOWN]:
        baseline = analysis.against_baseline(point)
        against = signed(baseline[analysis.metric].mean) if baseline else ""
        table.add_row(point.label, number(_mean(analysis, point)), *_behind(analysis, point), against, _place(analysis, point))
    if len(analysis.ranked) > ROWS_SHOWN:
        table.caption = f"{len(analysis.ranked) - ROWS_SHOWN} more in summary.csv"
    return table


def _mean(analysis: Analysis, point: PointRuns) -> float:
    return analysis.means(point)[analysis.metric].mean


def _behind(analysis: Analysis, point: PointRuns) -> tuple[str, str]:
    found = analysis.behind_best.get(point.design)
    return (signed(found.mean), span(found.low, found.high)) if found else ("", "")


def _place(analysis: Analysis, point: PointRuns) -> str:
    if point is analysis.best:
        return "best"
    found = analysis.behind_best[point.design].verdict(DIRECTIONS[analysis.metric])
    return "worse" if found.decided else found.value
