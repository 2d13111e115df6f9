"""Properties over the whole parameter space: nothing leaves its bounds, nothing is lost, whatever is configured."""

from collections import Counter
from enum import Enum
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.engine import make_plan, run_chunk
from sim.outcomes.dictionary import METRIC_NAMES, METRICS, SERIES_NAMES
from sim.parameters import Declaration
from sim.scenario import Scenario, declared_parameters
from sim.state import CANCELLED, DELIVERED, UNUSED
from tests.scenarios import SMALL, small_organization

REACHED = ("ended", "cancelled", "errors", "adopted", "training_applied", "service_saved")
UNBOUNDED = ("newcomers", "portfolio_benefits", "benefits_realization", "running_projects", "effort_spent")
FIXED = ("organization.", "horizon.")
FITTING = (".wave_weeks", ".wave_units", ".departments", ".pilot_units")  # not every value fits every organization
FREE = {
    path: declared
    for path, declared in declared_parameters().items()
    if not path.startswith(FIXED) and not path.endswith(FITTING)
}


STRENGTHS = [path for path in FREE if path.endswith(".strength") and path.startswith("intervention.")]
SOON = {path: 0 for path in FREE if path.startswith("intervention.") and path.endswith((".start_week", ".delay"))}
SEVERE = {
    "estimation.bias": 0.5,
    "steering.active": True,
    "steering.every": 4,
    "steering.cancel_rate": FREE["steering.cancel_rate"].bounds[1] if FREE["steering.cancel_rate"].bounds else 1.0,
    "reporting.active": False,
}


def values_of(declared: Declaration) -> st.SearchStrategy[Any]:
    default = declared.example
    if isinstance(default, bool):
        return st.booleans()
    if isinstance(default, int):
        assert declared.bounds is not None
        return st.integers(int(declared.bounds[0]), int(min(declared.bounds[1], 2600)))
    if isinstance(default, float):
        assert declared.bounds is not None
        return st.floats(*declared.bounds)
    return (
        st.sampled_from([member.value for member in type(default)]) if isinstance(default, Enum) else st.just(default)
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    chosen = draw(st.lists(st.sampled_from(sorted(FREE)), unique=True, max_size=len(FREE)))
    changes = {path: draw(values_of(FREE[path])) for path in chosen}
    changes |= {path: draw(st.sampled_from([0.0, 0.0, 0.2, 1.0])) for path in STRENGTHS}
    changes |= draw(st.sampled_from([{}, SOON, SEVERE]))
    changes["reporting.red"] = max(changes.get("reporting.red", 0.3), changes.get("reporting.amber", 0.1))
    return Scenario().with_values({**SMALL, **_beginning_soon(changes)})


def _beginning_soon(changes: dict[str, Any]) -> dict[str, Any]:
    """Return changes in which every rollout begins within the run."""
    starts = {path: min(week, 10) for path, week in changes.items() if path.startswith("rollout") and "start_" in path}
    return {**changes, **starts, "change_success.people": max(0.1, changes.get("change_success.people", 1.0))}


@st.composite
def programmes(draw: st.DrawFn) -> Scenario:
    """Return some interventions beside each other, in full swing, with any levers."""
    levers = sorted(path for path in FREE if path.startswith(("intervention.", "rollout")))
    chosen = draw(st.lists(st.sampled_from(levers), unique=True, max_size=40))
    changes = {path: draw(values_of(FREE[path])) for path in chosen}
    for path in (path for path in levers if path.startswith("intervention.")):
        if path.endswith(".strength"):
            changes[path] = draw(st.sampled_from([0.0, 0.2, 1.0]))
        elif path.endswith((".start_week", "partners_week", ".delay")):
            changes[path] = draw(st.integers(0, 20))
        elif path.endswith(".end_week"):
            changes[path] = draw(st.sampled_from([0, 0, 0, 25]))
    return Scenario().with_values({**SMALL, **_beginning_soon(changes)})


@pytest.mark.long
def test_nothing_leaves_its_bounds_anywhere() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(scenarios())
    def check(scenario: Scenario) -> None:
        reached.update(_assert_bounds_and_effort(scenario))

    check()
    assert {what: reached[what] for what in REACHED if reached[what] < 10} == {}


@pytest.mark.long
def test_nothing_leaves_its_bounds_whatever_is_tried_together() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=140, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(programmes())
    def check(scenario: Scenario) -> None:
        reached.update(_assert_bounds_and_effort(scenario))

    check()
    assert {what: reached[what] for what in REACHED if reached[what] < 10 and what != "cancelled"} == {}


def _assert_bounds_and_effort(scenario: Scenario) -> list[str]:
    """Check one run, and return what happened in it, so that a test can tell whether it saw enough."""
    outcome = run_chunk(make_plan(scenario, small_organization()), np.array([3]), keep_projects=True)
    assert np.isfinite(outcome.metrics).all()
    assert np.isfinite(outcome.series).all()
    _assert_shares_are_shares(outcome.metrics, METRIC_NAMES)
    _assert_shares_are_shares(outcome.series.reshape(-1, len(SERIES_NAMES)), SERIES_NAMES)
    assert outcome.projects is not None
    projects, last = outcome.projects[0], dict(zip(SERIES_NAMES, outcome.series[0, -1], strict=True))
    _assert_effort_is_conserved(projects)
    found = {
        "ended": np.isin(projects["status"], (DELIVERED, UNUSED)).any(),
        "cancelled": (projects["status"] == CANCELLED).any(),
        "errors": (projects["hidden"] > 0).any(),
        **{name: last[name] > 0 for name in ("adopted", "training_applied", "service_saved")},
    }
    return [what for what, happened in found.items() if happened]


def _assert_shares_are_shares(table: np.ndarray[Any, Any], names: tuple[str, ...]) -> None:
    units = {metric.name: metric.unit for metric in METRICS}
    for column, name in enumerate(names):
        unit = units.get(name, "0 to 1")
        if unit.startswith("share") or unit == "0 to 1":
            unbounded = name in UNBOUNDED
            assert table[:, column].min() >= -1e-6, name
            assert unbounded or table[:, column].max() <= 1 + 1e-6, name


def _assert_effort_is_conserved(projects: np.ndarray[Any, Any]) -> None:
    booked = sum(projects[f"spent_{kind}"] for kind in ("startup", "progress", "rework", "coordination"))
    np.testing.assert_allclose(projects["spent"], booked, rtol=1e-9, atol=1e-9)
    assert (projects["hidden"] <= projects["done"] + 1e-9).all()
    assert (projects["done"] <= projects["scope"] + 1e-9).all()
    ended = np.isin(projects["status"], [DELIVERED, UNUSED])
    np.testing.assert_allclose(projects["done"][ended], projects["scope"][ended])
    assert (projects["outcome"][projects["status"] == CANCELLED] == 3).all()
