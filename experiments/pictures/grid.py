"""Points that fill a table of two parameters, and which of its cells may be as good as the best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan

from experiments.results.study import Study, StudyPoint
from experiments.wording.choices import Choice
from sim.outcomes.dictionary import Metric

SIZE, SPEED = "project.size", "rollout.speed"
FEWEST, MOST = 2, 12
SIDES = 2
Place = tuple[int, int]
Value = Choice | None


@dataclass(frozen=True)
class Grid:
    """Two parameters, the places of their values in rising order, and the point of every (column, row)."""

    across: str
    up: str
    columns: Mapping[Value, int]
    rows: Mapping[Value, int]
    cells: Mapping[Place, StudyPoint]

    @property
    def points(self) -> list[StudyPoint]:
        """All points of the table."""
        return list(self.cells.values())


def grid_of(study: Study) -> Grid | None:
    """Return the table that a study's points fill; None unless two parameters vary and no combination lacks."""
    if len(study.varied) != SIDES:
        return None
    across, up = sorted(study.varied, key=lambda key: key == SPEED)
    columns, rows = places_of(across, study.ended), places_of(up, study.ended)
    short, long = sorted((len(columns), len(rows)))
    cells = {(columns[point.value(across)], rows[point.value(up)]): point for point in study.ended}
    if len(cells) != short * long or short < FEWEST or long > MOST:
        return None
    return Grid(across, up, columns, rows, cells)


def places_of(key: str, points: Sequence[StudyPoint]) -> dict[Value, int]:
    """Return the values that points have for a key, with their places: numbers in rising order, others as asked for."""
    values = list(dict.fromkeys(point.value(key) for point in points))
    numbers = [value for value in values if isinstance(value, (int, float))]
    ordered = sorted(numbers) if len(numbers) == len(values) else values
    return {value: place for place, value in enumerate(ordered)}


def undecided_cells(study: Study, grid: Grid, metric: Metric) -> set[Place]:
    """Return the cells, apart from the best one, whose paired difference to the best may be 0."""
    best = best_of(study, grid.points, metric).design
    others = {place: point.design for place, point in grid.cells.items() if point.design != best}
    judged = study.behind_best if metric.name == study.metric and best == study.best.design else {}
    verdicts = {
        place: (judged.get(design) or study.difference_of(design, best, metric.name)).verdict(metric.direction)
        for place, design in others.items()
    }
    return {place for place, verdict in verdicts.items() if not verdict.decided}


def best_of(study: Study, points: Sequence[StudyPoint], metric: Metric) -> StudyPoint:
    """Return the point with the best mean (the highest, where neither more nor less is better)."""
    sign = metric.direction or 1
    means = {point.design: sign * study.mean_of(point.design, metric.name) for point in points}
    return max(points, key=lambda point: -inf if isnan(means[point.design]) else means[point.design])
