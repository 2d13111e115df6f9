"""``summary.csv``: a row a point and metric, for people who work in spreadsheets."""

import csv
import io
import math
from collections.abc import Iterator

from experiments.analysis import DIRECTIONS, Analysis, PointRuns
from experiments.manifest import write_whole
from experiments.points import shown
from experiments.verdict import UNITS

COLUMNS = ("metric", "unit", "runs", "failed_runs", "mean", "low", "high")
DIFFERENCE = ("baseline_mean", "difference", "difference_low", "difference_high", "pairs", "share_with_sign", "verdict")


def write_summary(analysis: Analysis) -> None:
    """Write the summary of a study into its folder, whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    varied = analysis.manifest["varied"]
    writer.writerow(["design", "label", *varied, *COLUMNS, *DIFFERENCE])
    for point in analysis.points:
        chosen = [shown(point.choices[key]) if key in point.choices else "" for key in varied]
        writer.writerows([point.design, point.label, *chosen, *row] for row in _rows(analysis, point))
    write_whole(analysis.folder / "summary.csv", text.getvalue())


def _rows(analysis: Analysis, point: PointRuns) -> Iterator[list[str]]:
    baseline = analysis.against_baseline(point)
    runs = [str(len(point.runs.replicates)), str(point.runs.failed)]
    for metric, mean in analysis.means(point).items():
        compared = [""] * len(DIFFERENCE)
        if baseline is not None:
            found = baseline[metric]
            compared = [*map(_written, (mean.mean - found.mean, found.mean, found.low, found.high)), str(found.pairs)]
            compared += [_written(found.share), found.verdict(DIRECTIONS[metric]).value]
        yield [metric, UNITS[metric], *runs, *map(_written, mean), *compared]


def _written(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else ""
