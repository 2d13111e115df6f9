"""Dates where a week may stand: from a plan to what is told, and what is refused."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

import orgchange as oc
from experiments.configuration.dates import in_weeks
from experiments.configuration.settings import checked_settings
from experiments.wording.calendar import calendar_of
from sim.errors import ScenarioError
from tests.experiments.shell import Shell

PLAN = """\
title: Dated
measures:
  - {measure: training, from: 2027-01-04, to: 2027-07-05, rollout: big_bang}
  - {measure: okr, from: 2027-07-11}
"""
CASE = """\
# @package _global_
study: {start: 2027-01-04, name: dated}
case:
  arms:
    early: {measures: [{measure: okr, from: 2027-01-18}]}
    late: {measures: [{measure: okr, from: 2027-02-01}]}
  compare: [{arm: early, against: late}]
  observed:
    - {what: use, value: 0.5, measure: adopted, week: 2027-02-08, arm: early, source: made up}
"""


@pytest.fixture
def dated(shell: Shell) -> Shell:
    for folder, name, text in (("plan", "dated", PLAN), ("case", "dated", CASE)):
        (shell.folder / "conf" / folder).mkdir(parents=True)
        (shell.folder / "conf" / folder / f"{name}.yaml").write_text(text)
    return shell


@pytest.mark.long
@pytest.mark.usefixtures("dated")
def test_dates_of_a_plan_are_the_weeks_in_which_they_lie() -> None:
    tried = oc.scenario("plan=dated", "study.start=2027-01-04", config_dir="conf").intervention
    assert (tried.training.start_week, tried.training.end_week, tried.okr.start_week) == (0, 26, 26)


def test_a_date_needs_a_start(dated: Shell) -> None:
    said = dated("run", "--config-dir=conf", "plan=dated")
    assert said.code == 2
    assert "measures[1].from must be a week of the plan, counted from 0, not '2027-07-11'" in said.err
    assert said.err.count("a date needs study.start") == 3


@pytest.mark.long
def test_what_is_told_has_dates_beside_weeks(dated: Shell) -> None:
    said = dated("run", "--config-dir=conf", "plan=dated", "study.start=2027-01-04", "horizon.weeks=60", *SMALL)
    assert "training weeks 0 to 26 (2027-01-04 to 2027-07-05), rollout big_bang" in said.out
    assert "okr from week 26 (2027-07-05)" in said.out
    assert "Week 0 begins on 2027-01-04 (Q1 2027), week 59 on 2028-02-21 (Q1 2028)." in said.out
    study = oc.open_study("results/made")
    assert study.series["date"].max() == pd.Timestamp("2028-02-21")
    assert study.series["quarter"].unique().tolist() == ["Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027", "Q1 2028"]
    assert json.loads(dated("run", "--config-dir=conf", "plan=dated", "study.start=2027-01-04", "horizon.weeks=60",
                            *SMALL, "--json").out)["start"] == "2027-01-04"  # fmt: skip


SMALL = ("organization.headcount=60", "organization.departments=4", "study.replicates=2", "study.name=made")


@pytest.mark.long
def test_terms_of_the_council_and_days_of_events(dated: Shell) -> None:
    own = ("plan=dated", "study.start=2027-01-04", "study.council=2026-03-18", "horizon.weeks=60")
    said = dated("run", "--config-dir=conf", *own, *SMALL)
    assert "(Q1 2027, council 2026 to 2030)" in said.out
    assert oc.open_study("results/made").series["council_term"].unique().tolist() == ["2026 to 2030"]
    told = re.findall(r"week +(\d+)  (\d{4}-\d\d-\d\d)  ", dated("explain", "results/made", "--unit", "0").out)
    assert told
    assert all(date(2027, 1, 4) + timedelta(weeks=int(week)) == date.fromisoformat(day) for week, day in told)


@pytest.mark.long
def test_arms_and_observations_of_a_case_have_dates(dated: Shell) -> None:
    said = dated("run", "--config-dir=conf", "case=dated", "horizon.weeks=10", *SMALL[:3])
    assert said.code == 0
    weeks = [
        oc.scenario("case=dated", f"case.arm={arm}", config_dir="conf").intervention.okr.start_week
        for arm in ("early", "late")
    ]
    assert weeks == [2, 4]
    assert "week 5" in dated("report", "results/dated").out + Path("results/dated/report.html").read_text("utf-8")


@pytest.mark.parametrize("start", ["2027-13-01", "4 January", "2027-1-4", "20270104"])
def test_a_start_that_is_no_day_is_refused(start: str) -> None:
    with pytest.raises(ScenarioError, match=f"study.start must be a day such as 2027-01-04, not '{start}'"):
        checked_settings({"start": start})


def test_a_council_needs_a_start_and_a_day() -> None:
    with pytest.raises(ScenarioError, match=r"study\.council needs study\.start"):
        checked_settings({"council": "2026-03-18"})
    with pytest.raises(ScenarioError, match=r"study\.council must be a day such as 2026-03-18, not 'March'"):
        checked_settings({"council": "March", "start": "2027-01-04"})


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-12-31", "plan.measures[0].from: 2026-12-31 lies before study.start"), ("2027-02-30", "there is no day")],
)
def test_a_day_that_cannot_be_meant_is_refused_with_its_place(day: str, said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        in_weeks({"measures": [{"from": day}]}, calendar_of("2027-01-04"), "plan")
    assert said in str(error.value)
