"""What a person gets to see after a study: a table, the verdict, and where the data lies."""

from typing import TYPE_CHECKING

from experiments.configuration.points import shown
from experiments.console.stopping import stopping_text
from experiments.flips.saved import line_of
from experiments.inference.paired import Difference
from experiments.results.study import DIRECTIONS, Analysis, PointRuns
from experiments.results.verdict import UNITS, main_metrics, verdict
from experiments.wording.quantities import number, percent, signed, span
from experiments.wording.terminal import new_console, new_table
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.discover.discovery import Discovery

ROWS_SHOWN, COLUMNS_SHOWN, WIDE = 40, 12, 120
POLICIES_SHOWN = 10
BEST, CLOSE = "*", "~"


def print_result(analysis: Analysis) -> None:
    """Print tables and verdict for people."""
    console = new_console()
    replicates, found = _replicates(analysis), _over_worlds(analysis)
    if found is not None:
        from experiments.console.discover import print_discovery

        print_discovery(found, POLICIES_SHOWN)
    elif len(analysis.points) == 1:
        console.print(f"{analysis.manifest['name']}: means of {replicates} replicates")
        console.print(_table_of_one(analysis, analysis.points[0], wide=console.width >= WIDE))
    else:
        grid = _is_grid(analysis)
        legend = f"{BEST} best, {CLOSE} cannot be told from the best" if grid else "best first"
        console.print(f"{analysis.metric} ({UNITS[analysis.metric]}), means of {replicates} replicates; {legend}")
        console.print(_grid(analysis) if grid else _ranking(analysis))
    more = f"Where they go wrong, and what decides: orgchange discover {analysis.folder}"
    console.print(verdict(analysis) if found is None else more)
    if stopping := analysis.manifest.get("stopping"):
        console.print(stopping_text(stopping))
    if flipping := line_of(analysis):
        console.print(flipping)
    console.print(f"Data: {analysis.folder}")
    console.file.flush()


def _over_worlds(analysis: Analysis) -> "Discovery | None":
    """Return what a study says about policies over worlds; None for one of points alone."""
    design = analysis.manifest.get("design")
    if not design or not design["worlds"] or not design["policies"]:
        return None
    from experiments.discover.discovery import over_worlds

    try:
        found = over_worlds(analysis)
    except ScenarioError:  # nothing can be paired; the table of points says why
        return None
    return found if found.regret is not None else None


def _replicates(analysis: Analysis) -> str:
    """Return how many replicates the points have, as words."""
    counts = [len(point.runs.replicates) + point.runs.failed for point in analysis.points]
    least, most = min(counts), max(counts)
    return str(most) if least == most else f"{least} to {most}"


def _table_of_one(analysis: Analysis, point: PointRuns, *, wide: bool) -> "Table":
    table = new_table()
    table.add_column("metric", no_wrap=True)
    for heading in ("this", "baseline", "difference", f"{100 * analysis.manifest['confidence']:g} % interval"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("verdict", "pairs with this sign", "unit") if wide else ("verdict",):
        table.add_column(heading, no_wrap=True)
    means, differences = analysis.means(point), analysis.against_baseline(point)
    for name in main_metrics(analysis):
        compared = [""] * 4 if differences is None else _compared(means[name].mean, differences[name], name)
        share = percent(differences[name].share) if differences else ""
        table.add_row(name, number(means[name].mean), *compared, *((share, UNITS[name]) if wide else ()))
    return table


def _compared(mean: float, found: Difference, metric: str) -> list[str]:
    verdict_here = found.verdict(DIRECTIONS[metric]).value
    return [number(mean - found.mean), signed(found.mean), span(found.low, found.high), verdict_here]


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
    table = new_table()
    cells = {
        (shown(point.choices[rows]), shown(point.choices[columns])): number(_mean(analysis, point))
        + marks.get(point.design, " ")
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
    table = new_table()
    table.add_column("point", overflow="fold")
    for heading in ("mean", "behind best", f"{100 * analysis.manifest['confidence']:g} % interval", "to baseline"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for point in analysis.ranked[:ROWS_SHOWN]:
        baseline = analysis.against_baseline(point)
        against = signed(baseline[analysis.metric].mean) if baseline else ""
        table.add_row(
            point.label, number(_mean(analysis, point)), *_behind(analysis, point), against, _place(analysis, point)
        )
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
