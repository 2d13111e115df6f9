"""``summary.csv``: a row a point and metric, for people who work in spreadsheets."""

import csv
import io
import re
from functools import cached_property

import numpy as np

from experiments.configuration.points import shown
from experiments.inference.paired import Numbers
from experiments.inference.runs import Runs
from experiments.inference.superiority import superiority
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.results.verdict import UNITS
from experiments.store.files import write_whole
from sim.outcomes.dictionary import METRIC_NAMES

SUMMARY = "summary.csv"
COLUMNS = ("metric", "unit", "runs", "failed_runs", "without_value", "median", "mean", "low", "high")
DIFFERENCE = ("baseline_mean", "difference", "difference_low", "difference_high", "pairs", "share_with_sign", "verdict")
CHANCE = ("superiority", "superiority_low", "superiority_high", "p_value", "p_holm")
NOT_FINITE = re.compile(r"(?<=,)-?(?:nan|inf)(?=,|$)", re.MULTILINE)
# Values carry 6 digits, because people compute on with them, ends of intervals 4.
MEAN = "%d,%.6g,%.6g,%.4g,%.4g"
ALONE = MEAN + "," * len(DIFFERENCE + CHANCE)
AGAINST = MEAN + ",%.6g,%.6g,%.4g,%.4g,%d,%.3g,"
CHANCES = ",%.3g" * len(CHANCE)


def write_summary(study: Study) -> None:
    """Write the summary of a study into its folder, whole or not at all."""
    write_whole(study.folder / SUMMARY, summary_text(study))


def summary_text(study: Study) -> str:
    """Return the summary of a study as CSV."""
    varied = study.manifest.varied
    texts = [_line(["design", *varied, *COLUMNS, *DIFFERENCE, *CHANCE])]
    rows = _Rows(study)
    for place, point in enumerate(study.points):
        chosen = [shown(point.choices[key]) if key in point.choices else "" for key in varied]
        texts.append(rows.of(place, point, _line([point.design, *chosen])))
    return "\n".join(texts) + "\n"


class _Rows:
    """The rows of every point, a metric after the other.

    All numbers are computed at once, and those of a point written at once.
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self._place = {point.design: place for place, point in enumerate(study.with_baseline)}

    @cached_property
    def _heads(self) -> list[str]:
        return [f"{name},{_quoted(UNITS[name])}".replace("%", "%%") for name in METRIC_NAMES]

    @cached_property
    def _means(self) -> Numbers:
        """The columns of ``MEAN``, float64 (points, metrics, columns)."""
        told = np.array([_told(point.runs) for point in self._study.points])
        return np.concatenate([told, np.stack(self._study.mean_table, axis=-1)], axis=2)

    @cached_property
    def _against(self) -> Numbers:
        """The columns of ``AGAINST`` behind ``MEAN``, float64 (points with a baseline, metrics, columns)."""
        study, found = self._study, self._study.baseline_table
        chances = [*superiority(found, list(DIRECTIONS.values()), study.confidence), *study.baseline_chances]
        means = study.baseline_means
        return np.stack([means, found.mean, found.low, found.high, found.pairs, found.share, *chances], axis=-1)

    def of(self, place: int, point: StudyPoint, start: str) -> str:
        """Return the rows of a point, which all have the same ``start``."""
        start = f"{start},".replace("%", "%%")
        runs = f",{len(point.runs.replicates)},{point.runs.failed},"
        numbers = self._means[place]
        if point.baseline is None:
            forms = [f"{start}{head}{runs}{ALONE}" for head in self._heads]
        else:
            found = self._study.against_baseline(point) or {}
            numbers = np.concatenate([numbers, self._against[self._place[point.design]]], axis=1)
            verdicts = [one.verdict(DIRECTIONS[name]).value for name, one in found.items()]
            forms = [
                f"{start}{head}{runs}{AGAINST}{said}{CHANCES}" for head, said in zip(self._heads, verdicts, strict=True)
            ]
        return _written("\n".join(forms), numbers)


def _told(runs: Runs) -> Numbers:
    """Return how many runs have no value of each metric, and the median of those that have, float64 (m, 2)."""
    unknown = np.isnan(runs.metrics)
    counts = len(runs.metrics) - unknown.sum(axis=0)
    ordered = np.sort(runs.metrics, axis=0)  # NaN last
    median = np.full(len(counts), np.nan)
    columns = np.flatnonzero(counts)
    below, above = (counts[columns] - 1) // 2, counts[columns] // 2
    median[columns] = (ordered[below, columns] + ordered[above, columns]) / 2
    return np.stack([unknown.sum(axis=0), median], axis=1)


def _written(form: str, numbers: Numbers) -> str:
    """Return numbers as text; those that are not finite become empty."""
    text = form % tuple(numbers.ravel().tolist())
    return text if np.isfinite(numbers).all() else NOT_FINITE.sub("", text)


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text
