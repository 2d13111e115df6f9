"""Projects that are wanted after the run are said, with the plan that wants them."""

from dataclasses import replace

import numpy as np

from experiments.inference.runs import Runs
from experiments.results.after_horizon import wanted_too_late
from experiments.results.study import StudyPoint
from tests.experiments.made import made_point

NOTHING = Runs(np.arange(0), np.zeros((0, 0)), 0)


def _point(name: str, starts: list[int], names: str = "", weeks: int = 156) -> StudyPoint:
    told = {"portfolio.starts": starts, "portfolio.names": names, "horizon.weeks": weeks}
    return replace(made_point(name, {"a": name}, NOTHING), changes=told)


def _said(*points: StudyPoint) -> str:
    return wanted_too_late(points, lambda point: point.label)


def test_what_begins_within_the_run_is_not_said() -> None:
    assert _said(_point("one", [0, 155]), _point("other", [])) == ""


def test_what_begins_afterwards_is_said_by_its_name() -> None:
    assert _said(_point("one", [0, 156], "Desk;Portal"), _point("other", [0, 156], weeks=200)) == (
        "Wanted only when the run is over, so they never begin: Portal (one)."
    )


def test_many_are_counted() -> None:
    assert "P1, P2, P3 and 2 more (one)" in _said(_point("one", [20] * 5, weeks=10))
