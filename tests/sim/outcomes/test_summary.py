"""The metrics of a run whose ledger and series are written by hand, against values worked out by hand."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine import make_plan, metrics_of
from sim.interventions.catalogue import MEASURES
from sim.model import OrganizationModel
from sim.outcomes.dictionary import METRIC_NAMES, METRICS, SERIES, SERIES_NAMES
from sim.state import (
    ADOPTED,
    CANCELLED,
    CHALLENGED,
    DELIVERED,
    FAILED,
    PLANNED,
    RUNNING,
    SUCCESSFUL,
    UNDECIDED,
    UNUSED,
    empty_world,
)
from tests.fast_adoption import NAMES, lively, trying
from tests.scenarios import small_organization, small_scenario

WEEKS = 52
SCENARIO = small_scenario(
    horizon__weeks=WEEKS, delivery__tolerance=0.25, benefits__delay=10.0, benefits__payback=20.0, project__share=0.5
)
FIELDS = (
    *("status", "outcome", "wanted", "start", "finish", "planned_weeks_first", "planned_weeks_last", "elapsed_weeks"),
    *("effort", "budget_first", "budget_last", "spent_startup", "spent_progress", "spent_rework"),
    *("spent_coordination", "benefit_rate", "rebaselines", "tracked", "failed_exchanges"),
)
LEDGER: tuple[tuple[object, ...], ...] = (
    (DELIVERED, SUCCESSFUL, 0, 0, 9, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 1.0, 7.0, 1.0, 1.0, 0.8, 0, True, 2),
    (DELIVERED, CHALLENGED, 2, 5, 30, 20.0, 25.0, 26.0, 20.0, 20.0, 30.0, 3.0, 20.0, 8.0, 2.0, 0.5, 2, False, 7),
    (UNUSED, FAILED, 4, 4, 14, 8.0, 8.0, 10.0, 6.0, 6.0, 6.0, 1.0, 6.0, 1.0, 1.0, 0.0, 0, True, 0),
    (CANCELLED, FAILED, 6, 7, 20, 16.0, 16.0, 13.0, 30.0, 30.0, 30.0, 2.0, 9.0, 2.0, 1.0, 0.0, 1, False, 3),
    (RUNNING, UNDECIDED, 8, 27, 0, 20.0, 20.0, 25.0, 12.0, 12.0, 12.0, 1.0, 5.0, 1.0, 1.0, 0.0, 0, False, 0),
    (RUNNING, UNDECIDED, 9, 28, 0, 20.0, 20.0, 24.0, 50.0, 50.0, 50.0, 2.0, 6.0, 1.0, 1.0, 0.0, 0, False, 9),
    (PLANNED, UNDECIDED, 40, 0, 0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, False, 0),
)
SPENT = (10.0, 33.0, 9.0, 14.0, 8.0, 10.0)
SOME_OF_THE_PORTFOLIO = {
    "hires": 15,
    "project_weeks": 200,
    "watermelon_weeks": 30.0,
    "wanted_work": 1560.0,
    "delivered_work": 30.0,
    "claimed_effort": 7.0,
    "coaching_effort": 0.5,
    "money": 1234.0,
    "stopped_weeks": 5,
}
# trust and satisfaction are as in the last week of the series
PEOPLE = (sum(SERIES_NAMES.index(name) / 100 + 0.01 for name in ("trust", "job_satisfaction")) + 1 - 15 / 60) / 3
# The first five are due: the fifth is by 27 + 1.25 * 20 = 52 weeks, in the last week there is.
BY_HAND = {
    "successful": 1 / 5,
    "challenged": 1 / 5,
    "failed": 2 / 5,
    "unfinished": 1 / 5,
    "cancelled": 1 / 5,
    "unused": 1 / 5,
    "work_delivered": 30 / 1560,
    "work_successful": 10 / 78,
    "benefits_realization": (8 + 10) / 78,
    "time_to_first_benefit": 9 + 10,
    "cost_overrun_first": (0.0 + 0.65 + 0.5) / 3,
    "cost_overrun_last": (0.0 + 0.1 + 0.5) / 3,
    "schedule_overrun_first": (0.0 + 0.3 + 0.25) / 3,
    "schedule_overrun_last": (0.0 + 0.04 + 0.25) / 3,
    "over_half": 1 / 3,  # a half over the first budget is not more than a half
    "rework_share": 14 / 84,
    "coordination_share": 7 / 84,
    "fixed_share": 10 / 84,
    "failed_exchanges": 100 * 21 / 84,
    "waiting_share": (3 + 1 + 19 + 19) / (3 + 1 + 19 + 19 + 108),
    "rebaselines": 3 / 6,
    "projects_due": 5,
    "projects_started": 6,
    "projects_wanted": 7,
    "effort_spent": 84,
    "intervention_effort": 7.5,
    "intervention_money": 1234,
    "newcomers": 15 / 60,
    "watermelon": 30 / 200,
    "benefits_per_effort": 18 / 74,
    "tracked": 2 / 6,
    "work_on_plan": 10 / 78,  # the first alone ended within a quarter more
    "on_plan": 1 / 5,
    "worthwhile": 1 / 5,  # .8 and .5 of what was planned, .7 is needed
    "budget_spent": 1234 + 0.5 * 2030,  # coaches are paid, people's time is not
    "stopped_weeks": 5,
    "mastery": 0,
    "retention": 1 - 15 / 60,
    "people_index": PEOPLE,
    "change_success": (10 / 78 * 18 / 78 * PEOPLE) ** (1 / 3),  # no practice is done
    "change_success_weakest": 10 / 78,
    # yields 8/20 and 10/20 a week, from weeks 19 and 40 on; if on time, 30 a week for 42 weeks, 21 weeks of yield each
    "portfolio_benefits": (8 / 20 * (52 - 19) + 10 / 20 * (52 - 40)) / (30 * 42 * 21 / 20),
    "adoption_t10": 3,
    "adoption_t50": 30,
    "adoption_t90": 104,
}


def _summary(ledger: tuple[tuple[object, ...], ...], series: NDArray[np.float64]) -> dict[str, float]:
    organization = small_organization()
    world, plan = empty_world(organization, len(MEASURES), len(ledger), 0), make_plan(SCENARIO, organization)
    for place, values in enumerate(ledger):
        for name, value in zip(FIELDS, values, strict=True):
            world.projects[place][name] = value
    parts = ("spent_startup", "spent_progress", "spent_rework", "spent_coordination")
    world.projects["worth"] = 1.0
    world.projects["spent"] = sum(world.projects[name] for name in parts)
    for name, value in SOME_OF_THE_PORTFOLIO.items():
        world.portfolio[name] = value
    found = np.full(len(METRIC_NAMES), np.nan)
    metrics_of(WEEKS, world, plan.chart, plan.parameters, series, found)
    return dict(zip(METRIC_NAMES, found.tolist(), strict=True))


def _series() -> NDArray[np.float64]:
    """Return a series in which every column ends at a value of its own, and adoption reaches 10 and 50 % exactly."""
    series = np.zeros((WEEKS, len(SERIES_NAMES)))
    adopted = series[:, SERIES_NAMES.index("adopted")]
    adopted[3:], adopted[30:] = 0.1, 0.5
    series[-1] = np.arange(len(SERIES_NAMES)) / 100.0 + 0.01
    adopted[-1] = 0.89
    return series


@pytest.fixture(scope="module")
def summary() -> dict[str, float]:
    return _summary(LEDGER, _series())


def test_the_ledger_spends_what_is_said() -> None:
    assert [sum(row[11:15]) for row in LEDGER[:6]] == list(SPENT)  # type: ignore[arg-type]
    assert sum(SPENT) == BY_HAND["effort_spent"]


@pytest.mark.parametrize("name", BY_HAND)
def test_a_metric_is_what_is_worked_out_by_hand(summary: dict[str, float], name: str) -> None:
    assert summary[name] == pytest.approx(BY_HAND[name], rel=1e-12)


def test_what_is_recorded_every_week_ends_as_in_its_last_week(summary: dict[str, float]) -> None:
    last = dict(zip(SERIES, _series()[-1].tolist(), strict=True))
    weekly = [metric for metric in METRICS if metric in last]
    assert {metric.name: summary[metric.name] for metric in weekly} == {metric.name: last[metric] for metric in weekly}
    assert len(weekly) == 18
    assert BY_HAND.keys() | {metric.name for metric in weekly} | {"department_assortativity"} == set(METRIC_NAMES)


def test_a_run_in_which_nothing_starts_has_no_shares_and_waits_for_its_benefit_to_the_end() -> None:
    found = _summary(LEDGER[-1:], np.zeros((WEEKS, len(SERIES_NAMES))))
    of_projects = [*METRIC_NAMES[: METRIC_NAMES.index("projects_wanted")], "work_on_plan", "change_success"]
    told = {name: found[name] for name in of_projects}
    assert told.pop("time_to_first_benefit") == WEEKS
    assert told.pop("work_delivered") == 30 / 1560
    assert set(told.values()) == {0.0}


def _known(model: OrganizationModel) -> dict[str, Any]:
    """Return metrics of a finished run from its last world, by other words than the engine's."""
    projects = model.world.projects
    started = projects[projects["status"] != PLANNED]
    planned = started["planned_weeks_first"] * (1 + model.settings.delivery.tolerance)
    due = started[started["start"] + planned <= model.plan.weeks]
    ended = due[np.isin(due["status"], (DELIVERED, UNUSED))]
    return {
        "successful": (due["outcome"] == SUCCESSFUL).mean(),
        "failed": (due["outcome"] == FAILED).mean(),
        "unfinished": (due["status"] == RUNNING).mean(),
        "benefits_realization": np.average(due["benefit_rate"], weights=due["effort"]),
        "cost_overrun_last": (ended["spent"] / ended["budget_last"]).mean() - 1,
        "rework_share": started["spent_rework"].sum() / started["spent"].sum(),
        "rebaselines": started["rebaselines"].mean(),
        "tracked": started["tracked"].mean(),
        "newcomers": (model.world.seats["people"] - 1).sum() / len(model.world.seats),
    }


def test_metrics_of_a_run_that_was_lived_are_those_of_its_ledger() -> None:
    troubled = {"miscommunication.base": 0.1, "steering.every": 4, "steering.grace": 1, "turnover.annual_rate": 0.4}
    model = OrganizationModel(lively(trying(*NAMES), troubled, {"horizon.weeks": 90}), small_organization(), 3)
    model.run_model()
    known, found = _known(model), model.outcome()
    assert {name: found[name] for name in known} == pytest.approx(known, rel=1e-9)
    assert 0.0 not in known.values()


def test_adoption_counts_where_a_practice_is_done_and_by_mastery() -> None:
    model = OrganizationModel(lively(trying("okr", "lean")), small_organization(), 3)
    model.run_model()
    found = model.outcome()
    ladders = model.world.ladders[[MEASURES.index("okr"), MEASURES.index("lean")]]
    mastery = np.where(ladders["stage"] == ADOPTED, ladders["proficiency"], 0.0).mean(dtype=np.float64)
    assert found["mastery"] == pytest.approx(mastery)
    parts = [found["work_on_plan"], min(1.0, found["benefits_realization"]), mastery, found["people_index"]]
    assert min(parts) > 0.0
    assert found["change_success"] == pytest.approx(np.prod(parts) ** 0.25)
    assert found["change_success_weakest"] == pytest.approx(min(parts))
