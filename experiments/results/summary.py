"""``summary.csv``: a row a point and metric, for people who work in spreadsheets."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from experiments.configuration.points import shown
from experiments.inference.paired import Numbers
from experiments.inference.runs import Runs
from experiments.inference.superiority import superiority
from experiments.results.study import DIRECTIONS, POINTS_AT_ONCE, Study, StudyPoint
from experiments.results.verdict import UNITS
from experiments.store.files import write_whole

SUMMARY = "summary.csv"
COLUMNS = ("metric", "unit", "runs", "failed_runs", "without_value", "median", "mean", "low", "high")
DIFFERENCE = ("baseline_mean", "difference", "difference_low", "difference_high", "pairs", "share_with_sign", "verdict")
CHANCE = ("superiority", "superiority_low", "superiority_high", "p_value", "p_holm")
FORMS_KNOWN, ENDS_KNOWN = 10_000, 5_000
NOTHING = "%.0s"  # takes a number and writes none
# Values carry 6 digits, because people compute on with them, ends of intervals 4.
MEAN = ("%d", "%.6g", "%.6g", "%.4g", "%.4g")
AGAINST = (*MEAN, "%.6g", "%.6g", "%.4g", "%.4g", "%d", "%.3g")
CHANCES = ("%.3g",) * len(CHANCE)


def write_summary(study: Study) -> None:
    """Write the summary of a study into its folder, whole or not at all."""
    write_whole(study.folder / SUMMARY, summary_lines(study))


def summary_lines(study: Study) -> Iterator[str]:
    """Yield the summary of a study as CSV: its header, then the lines of a point, a metric after the other."""
    varied = study.manifest.varied
    yield _line(["design", *varied, *COLUMNS, *DIFFERENCE, *CHANCE]) + "\n"
    heads = [f"{name},{_quoted(UNITS[name])}," for name in study.names]
    place_of = {point.design: place for place, point in enumerate(study.with_baseline)}
    for first in range(0, len(study.points), POINTS_AT_ONCE):
        points = study.points[first : first + POINTS_AT_ONCE]
        places = [place_of[point.design] for point in points if point.design in place_of]
        against = zip(_against(study, places), _verdicts(study, places), strict=True)
        for point, means in zip(points, _means(study, first, points), strict=True):
            chosen = [shown(point.choices[key]) if key in point.choices else "" for key in varied]
            alone = point.baseline is None
            numbers, verdicts = (means, [""] * len(heads)) if alone else _beside(means, *next(against))
            start = f"{_line([point.design, *chosen])},"
            runs = f"{len(point.runs.replicates)},{point.runs.failed},"
            ends = [_end(row.tobytes(), verdict) for row, verdict in zip(numbers, verdicts, strict=True)]
            yield "".join([f"{start}{head}{runs}{end}\n" for head, end in zip(heads, ends, strict=True)])


def _means(study: Study, first: int, points: Sequence[StudyPoint]) -> Numbers:
    """Return the columns of ``MEAN`` of points from ``first`` on, float64 (points, metrics, columns)."""
    told = np.array([counted(point.runs) for point in points])
    bounds = np.stack([bound[first : first + len(points)] for bound in study.mean_table], axis=-1)
    return np.concatenate([told, bounds], axis=2)


def _against(study: Study, places: Sequence[int]) -> Numbers:
    """Return the columns of ``AGAINST`` behind ``MEAN`` of points by their place among those with a baseline."""
    if not places:
        return np.zeros((0, 0, 0))
    found = study.baseline_table.part(places)
    chances = [chance[places] for chance in study.baseline_chances]
    better = superiority(found, [DIRECTIONS[name] for name in study.names], study.confidence)
    means = study.baseline_means(places)
    return np.stack([means, found.mean, found.low, found.high, found.pairs, found.share, *better, *chances], axis=-1)


def _verdicts(study: Study, places: Sequence[int]) -> Sequence[Sequence[str]]:
    """Return what ``Study.against_baseline`` says of some points of ``with_baseline``, for every metric."""
    if not places:
        return []
    directions = [DIRECTIONS[name] for name in study.names]
    limits = [study.matters(name) for name in study.names]
    found, p = study.baseline_table.part(places), study.baseline_chances[1][places]
    told: list[list[str]] = found.verdicts(directions, limits, p, 1 - study.confidence).tolist()
    return told


def _beside(means: Numbers, against: Numbers, verdicts: Sequence[str]) -> tuple[Numbers, Sequence[str]]:
    return np.concatenate([means, against], axis=1), verdicts


@lru_cache(ENDS_KNOWN)
def _end(numbers: bytes, verdict: str) -> str:
    """Return the end of a line, of numbers as they lie in memory; points of a sweep have many lines in common."""
    row = memoryview(numbers).cast("d").tolist()
    return _form(bytes([number - number == 0.0 for number in row]), verdict) % tuple(row)


@lru_cache(FORMS_KNOWN)
def _form(told: bytes, verdict: str) -> str:
    """Return how numbers become the end of a line, an empty cell where they are not ``told``, which is: finite."""
    columns = AGAINST + CHANCES if verdict else MEAN
    cells = [column if known else NOTHING for column, known in zip(columns, told, strict=True)]
    if not verdict:
        return ",".join(cells) + "," * len(DIFFERENCE + CHANCE)
    return ",".join([*cells[: len(AGAINST)], verdict, *cells[len(AGAINST) :]])


def counted(runs: Runs) -> Numbers:
    """Return how many runs have no value of each metric, and the median of those that have, float64 (m, 2)."""
    unknown = np.isnan(runs.metrics)
    counts = len(runs.metrics) - unknown.sum(axis=0)
    ordered = np.sort(runs.metrics, axis=0)  # NaN last
    median = np.full(len(counts), np.nan)
    columns = np.flatnonzero(counts)
    below, above = (counts[columns] - 1) // 2, counts[columns] // 2
    median[columns] = (ordered[below, columns] + ordered[above, columns]) / 2
    return np.stack([unknown.sum(axis=0), median], axis=1)


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text
