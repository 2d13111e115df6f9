"""Budgets and events of plans: as parameters, in words, and what is refused."""

import pytest

from experiments.configuration.plans.amounts import amount
from experiments.configuration.plans.plan import checked_plan
from sim.errors import ScenarioError


@pytest.mark.parametrize(
    ("said", "euros"),
    [
        (400_000, 400_000.0),
        ("EUR 400,000", 400_000.0),
        ("€1.5 million", 1_500_000.0),
        ("250 k", 250_000.0),
        ("12'500 EUR", 12_500.0),
        ("2 mln", 2_000_000.0),
    ],
)
def test_amounts_as_people_write_them(said: object, euros: float) -> None:
    problems: list[str] = []
    assert amount(said, "here", problems) == euros
    assert problems == []


@pytest.mark.parametrize("said", ["much", "3 apples", "-5", "", None, True, -1.0, float("nan")])
def test_what_is_no_amount_is_said(said: object) -> None:
    problems: list[str] = []
    amount(said, "here", problems)
    assert len(problems) == 1
    assert problems[0].startswith("here")


def test_a_budget_is_an_amount_a_year_or_the_same_every_year() -> None:
    assert checked_plan({"budget": "EUR 400 k"}, "plan=a").overrides == ["budget.yearly=[400000.0]"]
    plan = checked_plan({"budget": {"yearly": [3e5, "EUR 200,000"], "coach_week": 2500}}, "plan=a")
    assert plan.overrides == ["budget.yearly=[300000.0,200000.0]", "budget.coach_week=2500.0"]
    assert plan.consists_of == ("budget EUR 300,000, 200,000 a year", "budget.coach week EUR 2,500")


def test_two_currencies_are_refused() -> None:
    with pytest.raises(ScenarioError, match=r"budget\.yearly\[1\]: USD 5 is in USD; all amounts of a plan are in EUR"):
        checked_plan({"budget": ["EUR 4", "USD 5"]}, "plan=a")


def test_events_come_for_sure_unless_a_chance_is_told() -> None:
    events = [{"event": "budget_cut", "week": 60, "share": 0.2}, {"event": "scandal", "chance": 0.3}]
    plan = checked_plan({"events": events}, "plan=a")
    assert plan.parameters == {
        "events.budget_cut.chance": 1.0,
        "events.budget_cut.week": 60,
        "events.budget_cut.share": 0.2,
        "events.scandal.chance": 0.3,
    }
    assert plan.consists_of == ("budget cut in week 60, share 0.2", "scandal, chance 0.3")


def test_departments_are_merged_and_split_by_name() -> None:
    told = {"event": "reorganization", "week": 60, "merged": ["C", "A"], "split": ["B"]}
    plan = checked_plan({"events": [told]}, "plan=a", names=lambda: ["A", "B", "C"])
    assert plan.parameters["events.reorganization.merged"] == [2, 0]
    assert plan.parameters["events.reorganization.split"] == [1]
    assert plan.consists_of == ("reorganization in week 60, merged C, A, split B",)


def test_events_can_be_told_by_their_parameters() -> None:
    plan = checked_plan({"events": {"scandal": {"week": 5, "chance": 1.0}}}, "plan=a")
    assert plan.parameters == {"events.scandal.week": 5, "events.scandal.chance": 1.0}


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ("flood", "events must be a list such as"),
        (["flood"], r"events\[0\] must name an event"),
        ([{"event": "flod"}], "there is no event 'flod'; valid: budget_cut"),
        ([{"event": "scandl"}], "did you mean 'scandal'"),
        ([{"event": "scandal", "weeks": 3}], "scandal has no 'weeks'; did you mean 'week'"),
        ([{"event": "scandal", "week": 1.5}], "week must be a whole number"),
        ([{"event": "scandal"}, {"event": "scandal"}], "'scandal' is there twice"),
        ([{"event": "reorganization", "merged": ["A", "C"]}], r"events\[0\].merged: there is no department 'C'"),
    ],
)
def test_events_that_cannot_be_are_refused(events: object, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        checked_plan({"events": events}, "plan=a", names=lambda: ["A", "B"])
