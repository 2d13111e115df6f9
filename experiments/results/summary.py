"""``summary.csv``: a row a point and metric, for people who work in spreadsheets."""

import csv
import io
import re
from functools import cached_property

import numpy as np

from experiments.configuration.points import shown
from experiments.inference.superiority import Numbers, holm, p_values, superiority
from experiments.results.study import DIRECTIONS, Study, StudyPoint
from experiments.results.verdict import UNITS
from experiments.store.files import write_whole
from sim.outcomes.dictionary import METRIC_NAMES

COLUMNS = ("metric", "unit", "runs", "failed_runs", "mean", "low", "high")
DIFFERENCE = ("baseline_mean", "difference", "difference_low", "difference_high", "pairs", "share_with_sign", "verdict")
CHANCE = ("superiority", "superiority_low", "superiority_high", "p_value", "p_holm")
NOT_FINITE = re.compile(r"(?<=,)-?(?:nan|inf)(?=,|$)", re.MULTILINE)
# Values carry 6 digits, because people compute on with them, ends of intervals 4.
MEAN = "%.6g,%.4g,%.4g"
ALONE = MEAN + "," * len(DIFFERENCE + CHANCE)
AGAINST = MEAN + ",%.6g,%.6g,%.4g,%.4g,%d,%.3g,"
CHANCES = ",%.3g" * len(CHANCE)


def write_summary(study: Study) -> None:
    """Write the summary of a study into its folder, whole or not at all."""
    write_whole(study.folder / "summary.csv", summary_text(study))


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
        return np.stack(self._study.mean_table, axis=-1)

    @cached_property
    def _against(self) -> Numbers:
        """The columns behind ``baseline_mean``, float64 (points with a baseline, metrics, columns)."""
        found = self._study.baseline_table
        p = p_values(found, self._study.rule)
        chances = [*superiority(found, list(DIRECTIONS.values()), self._study.confidence), p, holm(p)]
        pairs = np.broadcast_to(found.pairs[:, np.newaxis], found.mean.shape)
        return np.stack([found.mean, found.low, found.high, pairs, found.share, *chances], axis=-1)

    def of(self, place: int, point: StudyPoint, start: str) -> str:
        """Return the rows of a point, which all have the same ``start``."""
        start = f"{start},".replace("%", "%%")
        runs = f",{len(point.runs.replicates)},{point.runs.failed},"
        numbers = self._means[place]
        if point.baseline is None:
            forms = [f"{start}{head}{runs}{ALONE}" for head in self._heads]
        else:
            against, found = (
                self._against[self._place[point.design]],
                self._study.baseline_table.of(self._place[point.design]),
            )
            numbers = np.concatenate([numbers, numbers[:, :1] - against[:, :1], against], axis=1)
            verdicts = (one.verdict(direction).value for one, direction in zip(found, DIRECTIONS.values(), strict=True))
            forms = [
                f"{start}{head}{runs}{AGAINST}{said}{CHANCES}" for head, said in zip(self._heads, verdicts, strict=True)
            ]
        return _written("\n".join(forms), numbers)


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
