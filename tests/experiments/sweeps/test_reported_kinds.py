"""Kinds of faults that were reported of sweeps: ten variations each, in the functions in which the faults lay."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from experiments.configuration.points import label
from experiments.console.discover import print_discovery
from experiments.discover.discovery import discovered
from experiments.results.selection import chosen_point
from experiments.results.study import Study
from experiments.store.manifest import PointEntry
from experiments.wording.choices import Choice
from experiments.wording.terminal import as_text
from sim.errors import ScenarioError
from tests.experiments.discover.studies import study
from tests.experiments.made import made_manifest
from tests.experiments.sweeps.test_listed import values

Rows = Sequence[tuple[Choice, ...]]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("sort(range(1,10,4),reverse=true)", ["9", "5", "1"]),
        ("sort(range(10,0,-3),reverse=true)", ["10", "7", "4", "1"]),
        ("sort(range(-4,5,4),reverse=true)", ["4", "0", "-4"]),
        ("sort(range(100,450,200),reverse=false)", ["100", "300"]),
        ("sort(range(100,101,5),reverse=true)", ["100"]),
        ("sort(range(0.5,2,0.5),reverse=true)", ["1.5", "1.0", "0.5"]),
        ("sort(range(start=100,stop=450,step=200),reverse=true)", ["300", "100"]),
        ("sort(5,80,20,reverse=true)", ["80", "20", "5"]),
        ("sort(0.5,0.25,1,reverse=true)", ["1", "0.5", "0.25"]),
        ("sort(choice(2,30,4))", ["2", "4", "30"]),
        ("sort(range(7,0,-2))", ["1", "3", "5", "7"]),
    ],
)
def test_sorting_changes_the_order_and_no_value(text: str, asked: list[str]) -> None:
    assert list(map(float, values(text))) == list(map(float, asked))


@pytest.mark.parametrize(
    "text",
    [
        "range(50,5,0)",
        "range(-1,1,0)",
        "range(1.5,2.5,0)",
        "range(5,50,0e0)",
        "range(5,50,0.000)",
        "range(5,50,step=0)",
        "range(start=5,stop=50,step=0.0)",
        "range(stop=50,start=5,step=-0)",
        "sort(range(5,50,0),reverse=true)",
        "shuffle(range(5,50,0))",
    ],
)
def test_a_step_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="this one is 0"):
        values(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("range(1,1e9,1)", "values; at most"),
        ("range(0,1,1e-9)", "values; at most"),
        ("range(1e9,1,-1)", "values; at most"),
        ("range(-1e12,0,1)", "values; at most"),
        ("range(0.1,1e7,0.1)", "values; at most"),
        ("range(start=1,stop=20000,step=0.0001)", "values; at most"),
        ("sort(range(0,1e9,1))", "values; at most"),
        ("sort(range(1e9,0,-1),reverse=true)", "values; at most"),
        ("shuffle(range(0,1,1e-12))", "values; at most"),
        ("range(-inf,1,1)", "has no end"),
        ("range(1,-inf,-1)", "has no end"),
    ],
)
def test_values_without_end_are_refused_before_any_is_written_out(text: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        values(text)


SIZES: Rows = ((5, 0.1), (20, 0.3), (80, 0.9))
TOGETHER: list[tuple[Sequence[str], Rows]] = [
    (("project.size", "rollout.speed"), SIZES),
    (("project.size", "rollout.speed"), SIZES[::-1]),
    (("project.size", "rollout.speed"), SIZES[:2]),
    (("project.size", "rollout.speed"), (*SIZES, (20, 0.9))),
    (("project.size", "rollout.speed", "rollout.coaches"), tuple((*row, 2) for row in SIZES)),
    (("project.size", "rollout.speed", "rollout.coaches"), ((5, 0.1, 1), (20, 0.3, 2), (80, 0.9, 3))),
    (("intervention", "project.size"), (("[okr]", 5), ("[training]", 20), ("[okr,lean]", 80))),
    (("intervention", "project.size"), (("[okr]", 5), ("[]", 5), ("[training]", 80))),
    (("project.size", "people.trust"), ((5, 0.2), (20, 0.5), (80, 0.8))),
    (("project.size", "rollout.speed", "people.trust"), ((5, 0.1, 0.2), (20, 0.3, 0.5), (80, 0.9, 0.8))),
    (("people.trust", "adoption.retry"), ((0.2, 0.1), (0.5, 0.3), (0.8, 0.5))),
]


def _together(keys: Sequence[str], rows: Rows) -> Study:
    """Return a study whose choices vary together, as a zip or a table asks."""
    varied = {key: list(dict.fromkeys(row[place] for row in rows)) for place, key in enumerate(keys)}
    grid = study(varied, _give, noise=0.01)
    asked = [point for point in grid.points if tuple(point.choices.values()) in rows]
    assert len(asked) == len(rows)
    return replace(grid, points=asked)


def _give(choices: Mapping[str, Any]) -> float:
    return 0.5 - float(choices.get("project.size", 5)) / 200 + float(choices.get("people.trust", 0.5)) / 10


@pytest.mark.parametrize(("keys", "rows"), TOGETHER)
def test_what_varies_together_is_discovered_as_far_as_it_goes(keys: Sequence[str], rows: Rows) -> None:
    made = _together(keys, rows)
    try:
        said = as_text(lambda console: print_discovery(console, discovered(made)))
    except ScenarioError as error:
        said = str(error)
        assert keys[0].startswith("people."), "only a study without a choice says nothing"
    assert "--loses" not in said
    assert "--against" not in said
    assert said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (5.1234567, 5.1234568),
        (0.1, 0.1000001),
        (123456.7, 123456.8),
        (1234567.0, 1234568.0),
        (1e-7, 1.00000001e-7),
        (0.30000000000000004, 0.3),
        (1e15, 1e15 + 1),
        (0.99999999, 1.0),
        (33.333333333, 33.333333334),
        (2.5e-3, 2.5000001e-3),
        (7654321, 7654322),
    ],
)
def test_labels_tell_near_numbers_apart_and_find_them_again(one: float, other: float) -> None:
    both: list[Mapping[str, Choice]] = [{"project.size": one}, {"project.size": other}]
    points = tuple(PointEntry(label(each), f"d{place}", None, dict(each)) for place, each in enumerate(both))
    assert points[0].label != points[1].label
    manifest = made_manifest(points=points)
    for point in points:
        assert chosen_point(manifest, point.label) is point
        assert chosen_point(manifest, f"project.size={point.choices['project.size']!r}") is point
