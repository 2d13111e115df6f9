"""What every plan and baseline reaches, and by how much plans differ: a row a metric."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from experiments.cases.findings import findings_of
from experiments.configuration.case import ARM
from experiments.configuration.declarations import BETTER
from experiments.export.choices import BASELINE, Chosen
from experiments.export.sheet import NUMBER, TEXT, WHOLE, Column, Sheet, rows_of
from experiments.inference.paired import Difference
from experiments.inference.superiority import superiority
from experiments.provenance.columns import described
from experiments.results.study import DIRECTIONS, Study
from experiments.results.summary import counted
from experiments.results.verdict import UNITS

POINT = Column("point", TEXT, "", "what tells the point from the others; baseline: nothing is tried")
METRIC = [
    Column("metric", TEXT, "", "name of a metric; the dictionary says what it is"),
    Column("metric_unit", TEXT, "", "unit of the metric"),
    Column("better", TEXT, "", "whether more or less of it is better; empty: neither"),
]
COUNTS, MEANS = ("runs", "failed_runs", "without_value"), ("median", "mean", "low", "high")
AGAINST = Column("against", TEXT, "", "what the point is held against; differences are point minus this")
DIFFERENCE = ("difference", "difference_low", "difference_high", "share_with_sign")
CHANCE = ("superiority", "superiority_low", "superiority_high", "p_value", "p_holm")
IN_UNIT = "unit of the metric"
Row = list[Any]


def levels(study: Study, chosen: Chosen, about: Mapping[str, str]) -> Sheet:
    """Return what every design reaches in every metric."""
    columns = [
        POINT,
        *chosen.columns,
        *METRIC,
        *(Column(name, WHOLE, "runs", described("summary", name)[0]) for name in COUNTS),
        *(Column(name, NUMBER, IN_UNIT, described("summary", name)[0]) for name in MEANS),
    ]
    meaning = "a row a point (or baseline) and metric: what it reaches, with the interval of the mean"
    return Sheet("levels", meaning, columns, lambda: [rows_of(columns, _levels(study, chosen))], about)


def _levels(study: Study, chosen: Chosen) -> Iterator[Row]:
    designs = list(study.runs)
    rows = {point.design: study.means(point) for point in study.points}
    for design in [*rows, *(each for each in designs if each not in rows)]:
        runs = study.runs[design]
        means = rows[design] if design in rows else study.means_of(runs)
        start = [chosen.label(design), *chosen.values(design)]
        for (name, mean), (without, median) in zip(means.items(), counted(runs).tolist(), strict=True):
            counts = [len(runs.replicates), runs.failed, int(without)]
            yield [*start, *_metric(name), *counts, median, *mean]


def differences(study: Study, chosen: Chosen, about: Mapping[str, str]) -> Sheet:
    """Return by how much points exceed their baselines, and what the question of a case compares."""
    columns = [
        POINT,
        AGAINST,
        *chosen.columns,
        *METRIC,
        Column("pairs", WHOLE, "pairs of runs", described("summary", "pairs")[0]),
        *(Column(name, NUMBER, _unit(name), described("summary", name)[0]) for name in DIFFERENCE),
        Column("matters_from", NUMBER, IN_UNIT, "smallest difference that matters in practice; 0: any"),
        Column("verdict", TEXT, "", described("summary", "verdict")[0]),
        *(Column(name, NUMBER, "0 to 1", described("summary", name)[0]) for name in CHANCE),
    ]
    meaning = "a row a comparison and metric: paired differences with intervals, and what they say"
    return Sheet("differences", meaning, columns, lambda: [rows_of(columns, _differences(study, chosen))], about)


def _differences(study: Study, chosen: Chosen) -> Iterator[Row]:
    for point, chances in zip(study.with_baseline, _chances(study).tolist(), strict=True):
        start = [point.label, BASELINE, *chosen.values(point.design)]
        for (name, found), chance in zip((study.against_baseline(point) or {}).items(), chances, strict=True):
            yield [*start, *_compared(name, found), *chance]
    findings = findings_of(study)
    labels = {str(point.choices.get(ARM, point.label)): point for point in study.points}
    for answer in [] if findings is None else findings.answers:
        one = labels.get(answer.contrast.arm)
        start = [answer.contrast.arm, answer.contrast.against, *_of(chosen, one.design if one else None)]
        for name, found in answer.differences.items():
            yield [*start, *_compared(name, found), *[None] * len(CHANCE)]


def _of(chosen: Chosen, design: str | None) -> Row:
    return [None] * len(chosen.columns) if design is None else chosen.values(design)


def _compared(name: str, found: Difference) -> Row:
    values = [found.pairs, found.mean, found.low, found.high, found.share if found.mean else None]
    return [*_metric(name), *values, found.equivalence, found.verdict(DIRECTIONS[name]).value]


def _chances(study: Study) -> Any:  # noqa: ANN401 - float64 (points, metrics, columns)
    found = study.baseline_table.part(range(len(study.with_baseline)))
    better = superiority(found, [DIRECTIONS[name] for name in study.names], study.confidence)
    chances = [*better, *study.baseline_chances]
    return np.stack(chances, axis=-1)


def _metric(name: str) -> Sequence[str]:
    return name, UNITS[name], BETTER[DIRECTIONS[name]]


def _unit(name: str) -> str:
    return "0 to 1" if name == "share_with_sign" else IN_UNIT
