"""``summary.csv``: a row a point and metric, for people who work in spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import starmap

from experiments.analysis import DIRECTIONS, Analysis, PointRuns
from experiments.manifest import write_whole
from experiments.paired import Difference
from experiments.points import shown
from experiments.superiority import Numbers, holm, p_values, superiority
from experiments.verdict import UNITS
from sim.outcomes.dictionary import METRIC_NAMES

COLUMNS = ("metric", "unit", "runs", "failed_runs", "mean", "low", "high")
DIFFERENCE = ("baseline_mean", "difference", "difference_low", "difference_high", "pairs", "share_with_sign", "verdict")
CHANCE = ("superiority", "superiority_low", "superiority_high", "p_value", "p_holm")
NOT_FINITE = re.compile(r"(?<=,)-?(?:nan|inf)(?=,|$)")
MEAN = "%s%.6g,%.6g,%.6g"
ALONE = MEAN + "," * len(DIFFERENCE + CHANCE)
COMPARED = MEAN + ",%.6g,%.6g,%.6g,%.6g,%d,%.6g,%s,%.6g,%.6g,%.6g,%.6g,%.6g"


def write_summary(analysis: Analysis) -> None:
    """Write the summary of a study into its folder, whole or not at all."""
    varied = analysis.manifest["varied"]
    lines = [_line(["design", "label", *varied, *COLUMNS, *DIFFERENCE, *CHANCE])]
    rows = _Rows(analysis)
    for place, point in enumerate(analysis.points):
        chosen = [shown(point.choices[key]) if key in point.choices else "" for key in varied]
        start = _line([point.design, point.label, *chosen])
        lines += [f"{start},{row}" for row in rows.of(place, point)]
    write_whole(analysis.folder / "summary.csv", "\n".join(lines) + "\n")


class _Rows:
    """The rows of every point, a metric after the other; all numbers are computed at once."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._place = {point.design: place for place, point in enumerate(analysis.with_baseline)}

    @cached_property
    def _chances(self) -> list[Numbers]:
        """The columns of ``CHANCE``."""
        found = self._analysis.baseline_table
        p = p_values(found, self._analysis.rule)
        return [*superiority(found, list(DIRECTIONS.values()), self._analysis.confidence), p, holm(p)]

    def of(self, place: int, point: PointRuns) -> Iterator[str]:
        """Return the rows of a point, without the columns that are the same in all of them."""
        runs = f"{len(point.runs.replicates)},{point.runs.failed},"
        heads = [f"{name},{_quoted(UNITS[name])},{runs}" for name in METRIC_NAMES]
        means = zip(*(bound[place].tolist() for bound in self._analysis.mean_table), strict=True)
        if point.baseline is None:
            return (_written(ALONE, head, *mean) for head, mean in zip(heads, means, strict=True))
        return starmap(_compared, zip(heads, means, self._against(point), DIRECTIONS.values(), self._chance(point), strict=True))

    def _against(self, point: PointRuns) -> list[Difference]:
        return self._analysis.baseline_table.of(self._place[point.design])

    def _chance(self, point: PointRuns) -> Iterator[tuple[float, ...]]:
        return zip(*(values[self._place[point.design]].tolist() for values in self._chances), strict=True)


def _compared(head: str, mean: tuple[float, ...], found: Difference, direction: int, chance: tuple[float, ...]) -> str:
    difference = (found.mean, found.low, found.high, found.pairs, found.share, found.verdict(direction).value)
    return _written(COMPARED, head, *mean, mean[0] - found.mean, *difference, *chance)


def _written(form: str, *values: object) -> str:
    """Return values as text; numbers that are not finite become empty."""
    text = form % values
    return NOT_FINITE.sub("", text) if "nan" in text or "inf" in text else text


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text
