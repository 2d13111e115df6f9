"""What a person gets to see after a study: a table, the verdict, and where the data lies."""

from math import isnan, nan
from typing import TYPE_CHECKING

from experiments.configuration.points import shown
from experiments.console.stopping import stopping_text
from experiments.flips.saved import edge_of, line_of
from experiments.inference.paired import Difference, Verdict
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.results.verdict import UNITS, main_metrics, verdict
from experiments.separate.wording import separated
from experiments.wording.quantities import number, percent, signed, span
from experiments.wording.terminal import new_table, shell_command
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.discover.discovery import Discovery
    from experiments.wording.tables import Table

ROWS_SHOWN, COLUMNS_SHOWN = 40, 12
POLICIES_SHOWN = 10
BEST, CLOSE = "*", "~"


def print_result(console: "Console", study: Study) -> None:
    """Print tables and verdict for people."""
    replicates, found = _replicates(study), _over_worlds(study)
    if found is not None:
        from experiments.console.discover import print_discovery

        print_discovery(console, found, POLICIES_SHOWN)
    elif len(study.points) == 1:
        console.print(f"{study.manifest.name}: means of {replicates} replicates")
        console.print(_table_of_one(study, study.points[0]))
    else:
        grid = _is_grid(study)
        legend = f"{BEST} best, {CLOSE} cannot be told from the best" if grid else "best first"
        console.print(f"{study.metric} ({UNITS[study.metric]}), means of {replicates} replicates; {legend}")
        console.print(_grid(study) if grid else _ranking(study))
    more = f"Where they go wrong, and what decides: {shell_command('discover', study.folder)}"
    if study.manifest.plans:
        console.print(_plans(study))
    if edge := edge_of(study):
        console.print(edge)
    console.print(verdict(study) if found is None else more)
    if study.calendar is not None:
        console.print(study.calendar.span_in_words(study.manifest.configuration["horizon"]["weeks"]))
    if stopping := study.manifest.stopping:
        console.print(stopping_text(stopping))
    for line in separated(study):
        console.print(line)
    if flipping := line_of(study):
        console.print(flipping)
    console.print(f"Data: {study.folder}")


def _plans(study: Study) -> "Table":
    table = new_table()
    for heading in ("plan", "title", "what it consists of"):
        table.add_column(heading)
    for name, plan in study.manifest.plans.items():
        table.add_row(name, plan.title, "; ".join(plan.consists_of) or "nothing")
    return table


def _over_worlds(study: Study) -> "Discovery | None":
    """Return what a study says about policies over worlds; None for one of points alone."""
    design = study.manifest.design
    if not design or not design.worlds or not design.policies:
        return None
    from experiments.discover.discovery import over_worlds

    try:
        found = over_worlds(study)
    except ScenarioError:  # nothing can be paired; the table of points says why
        return None
    return found if found.regret is not None else None


def _replicates(study: Study) -> str:
    """Return how many replicates the points have, as words."""
    counts = [len(point.runs.replicates) + point.runs.failed for point in study.points]
    least, most = min(counts), max(counts)
    return str(most) if least == most else f"{least} to {most}"


def _table_of_one(study: Study, point: StudyPoint) -> "Table":
    table = new_table()
    table.add_column("metric")
    for heading in ("this", "baseline", "difference", f"{study.confidence_text} interval"):
        table.add_column(heading, number=True)
    table.add_column("verdict")
    for heading in ("pairs with this sign", "unit"):
        table.add_column(heading, optional=True)
    means, differences = study.means(point), study.against_baseline(point)
    for name in main_metrics(study):
        before = nan if differences is None else study.baseline_mean(point, name)
        compared = [""] * 4 if differences is None else _compared(before, differences[name], name)
        told = differences is not None and differences[name].pairs > 1 and differences[name].mean
        share = percent(differences[name].share) if differences and told else ""
        table.add_row(name, number(means[name].mean), *compared, share, UNITS[name])
    return table


def _compared(before: float, found: Difference, metric: str) -> list[str]:
    verdict_here = found.verdict(DIRECTIONS[metric]).value
    return [number(before), signed(found.mean), span(found.low, found.high), verdict_here]


def _is_grid(study: Study) -> bool:
    """Return whether exactly two choices vary, and all their combinations are there and fit on a page."""
    varied = study.manifest.varied
    if len(varied) != 2 or not all(key in point.choices for point in study.points for key in varied):  # noqa: PLR2004 - rows and columns
        return False
    rows, columns = (len({shown(point.choices[key]) for point in study.points}) for key in varied)
    return rows <= ROWS_SHOWN and columns <= COLUMNS_SHOWN and rows * columns == len(study.points)


def _grid(study: Study) -> "Table":
    rows, columns = study.manifest.varied
    known = not isnan(study.mean(study.best))
    marks = dict.fromkeys(study.undecided_against_best(), CLOSE) | ({study.best.design: BEST} if known else {})
    table = new_table(panels=True)
    cells = {
        (shown(point.choices[rows]), shown(point.choices[columns])): number(_mean(study, point))
        + marks.get(point.design, " ")
        for point in study.points
    }
    table.add_column(f"{rows} \\ {columns}")
    headings = list(dict.fromkeys(column for _, column in cells))
    for heading in headings:
        table.add_column(f"{heading} ", number=True)
    for row in dict.fromkeys(row for row, _ in cells):
        table.add_row(row, *(cells.get((row, heading), "") for heading in headings))
    return table


def _ranking(study: Study) -> "Table":
    table = new_table()
    table.add_column("point")
    for heading in ("mean", "behind best", f"{study.confidence_text} interval", "to baseline"):
        table.add_column(heading, number=True)
    table.add_column("verdict")
    for point in study.ranked[:ROWS_SHOWN]:
        baseline = study.against_baseline(point)
        against = signed(baseline[study.metric].mean) if baseline else ""
        table.add_row(point.label, number(_mean(study, point)), *_behind(study, point), against, _place(study, point))
    if len(study.ranked) > ROWS_SHOWN:
        table.caption = f"{len(study.ranked) - ROWS_SHOWN} more in summary.csv"
    return table


def _mean(study: Study, point: StudyPoint) -> float:
    return study.means(point)[study.metric].mean


def _behind(study: Study, point: StudyPoint) -> tuple[str, str]:
    found = study.behind_best.get(point.design)
    return (signed(found.mean), span(found.low, found.high)) if found else ("", "")


def _place(study: Study, point: StudyPoint) -> str:
    if study.breaks(point):
        return "not recommended"
    if isnan(study.mean(point)):
        return Verdict.UNKNOWN.value
    if point is study.best:
        return "best"
    found = study.behind_best[point.design].verdict(DIRECTIONS[study.metric])
    return "worse" if found.decided else found.value
