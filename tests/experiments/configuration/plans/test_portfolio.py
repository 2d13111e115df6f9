"""Portfolios of plans: mixtures, lists and tables, as parameters, in words, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from experiments.configuration.plans.plan import checked_plan
from experiments.configuration.plans.portfolio import Portfolio, read_portfolio
from sim.errors import ScenarioError
from sim.processes.budget import PERSON_WEEK

NAMES = ("Permits", "Works", "IT")
GMPP = """\
Project Name,Department,Whole Life Cost (GBP million),Start,End
Digital borders,Permits,12.18,01/04/2027,31/03/2030
Exempt thing,Works,,01/04/2027,
New register,IT,4.06,2027-07-05,
"""


def _read(values: object, begin: date | None = None) -> tuple[Portfolio, list[str]]:
    problems: list[str] = []
    return read_portfolio(values, begin, lambda: NAMES, problems), problems


def test_a_mixture_in_one_line() -> None:
    plan = checked_plan({"portfolio": "3 x 10, 2 x 240 person-weeks"}, "plan=a")
    assert plan.overrides == ["portfolio.efforts=[10.0,10.0,10.0,240.0,240.0]"]
    assert plan.consists_of == ("portfolio: 3 of 10, 2 of 240 person-weeks",)


def test_a_mixture_within_some_weeks_is_spread_over_them_by_size() -> None:
    found, problems = _read("4 × 10, 2 x 7.5, weeks 10 to 50")
    assert found.parameters["portfolio.efforts"] == [10.0] * 4 + [7.5] * 2
    assert found.parameters["portfolio.starts"] == [10, 20, 30, 40, 10, 30]
    assert problems == []


def test_projects_by_name() -> None:
    found, problems = _read(
        [
            {"name": "Desk", "effort": 120, "start": 4, "deadline": 60, "owner": "IT", "departments": ["Works", "IT"]},
            {"name": "Law; now", "cost": "EUR 203,000", "mandatory": True, "rank": 2, "benefits": 0.5},
        ]
    )
    assert problems == []
    assert found.parameters == {
        "portfolio.names": "Desk;Law, now",
        "portfolio.efforts": [120.0, 203_000 / PERSON_WEEK],
        "portfolio.starts": [4, 0],
        "portfolio.deadlines": [60, 0],
        "portfolio.owners": [2, -1],
        "portfolio.ranks": [0.0, 2.0],
        "portfolio.mandatory": [0, 1],
        "portfolio.benefits": [1.0, 0.5],
        "portfolio.participants": [0, 1, 0, 2],
    }
    assert found.words == (
        "portfolio: 2 projects by name, 220 person-weeks",
        "1 of these have no start and can begin in week 0",
    )


def test_a_table_with_other_columns_and_dates(tmp_path: Path) -> None:
    (tmp_path / "gmpp.csv").write_text(GMPP, encoding="utf-8")
    values = {
        "file": str(tmp_path / "gmpp.csv"),
        "columns": {"cost": "Whole Life Cost (GBP million)", "start": "Start", "deadline": "End"},
        "cost_in": 1_000_000,
        "leave_out_incomplete": True,
    }
    found, problems = _read(values, date(2027, 4, 1))
    assert problems == []
    assert found.parameters["portfolio.names"] == "Digital borders;New register"
    assert found.parameters["portfolio.efforts"] == pytest.approx([6000.0, 2000.0])
    assert found.parameters["portfolio.starts"] == [0, 13]
    assert found.parameters["portfolio.deadlines"] == [156, 0]
    assert found.parameters["portfolio.owners"] == [0, 2]
    assert "1 projects without an effort or a cost are left out" in found.words


def test_a_plain_path_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name;effort;mandatory\nA;12,5;ja\nB;30;nee\n", encoding="utf-8")
    found, problems = _read(str(tmp_path / "list.csv"))
    assert problems == []
    assert found.parameters["portfolio.efforts"] == [12.5, 30.0]
    assert found.parameters["portfolio.mandatory"] == [1, 0]


def test_parameters_are_left_to_the_section() -> None:
    plan = checked_plan({"portfolio": {"efforts": [4.0, 5.0]}}, "plan=a")
    assert plan.overrides == ["portfolio.efforts=[4.0,5.0]"]


DESK = {"name": "Desk", "effort": 12}
REFUSED: list[tuple[object, str]] = [
    (7, "portfolio must be '60 x 10"),
    ("0 x 10", "0 projects; give 1 to 20,000"),
    ("3 x 10 weeks 9 to 9", "weeks 9 to 9: they end before they begin"),
    ("nowhere.csv", "nowhere.csv cannot be read"),
    ([], "portfolio has no projects"),
    (["Desk"], "portfolio[0] must be a project such as {name: Portal, effort: 120}"),
    ([{"effort": 3}], "portfolio[0] must be a project"),
    ([{"name": "Desk"}], "portfolio[0] needs an effort (person-weeks) or a cost (EUR)"),
    ([DESK | {"effort": "much"}], "portfolio[0]: effort must be a number, not 'much'"),
    ([DESK | {"effort": 90_000}], "90,000 person-weeks; a project has 1 to 20,000"),
    ([DESK | {"efort": 3}], "there is no 'efort'; did you mean 'effort'?"),
    ([DESK | {"owner": "Ppermits"}], "there is no department 'Ppermits'; did you mean 'Permits'?"),
    ([DESK | {"start": 9, "deadline": 9}], "it ends in week 9, not after its start in week 9"),
    ([DESK | {"start": "soon"}], "start must be a week, counted from 0, or a date such as 2027-01-04, not 'soon'"),
    ([DESK | {"start": "2027-01-04"}], "start is a date, so the study needs one, too: study.start=2027-01-04"),
    ([DESK | {"mandatory": "perhaps"}], "mandatory must be yes or no, not 'perhaps'"),
    ([{"name": "A", "cost": "USD 3 million"}], "USD 3 million is in USD; all amounts of a plan are in EUR"),
    ([{"name": "A", "cost": "a lot"}], "cost must be an amount such as 400000 or EUR 400,000, not 'a lot'"),
    ([DESK, DESK], "'Desk' is there twice; projects need names that differ"),
    ({"file": "x.csv", "colums": {}}, "there is no 'colums'; did you mean 'columns'?"),
    ({"columns": {"name": "A"}}, "portfolio needs a file"),
    ({"file": "x.csv", "columns": {"nam": "A"}}, "portfolio.columns: there is no 'nam'; did you mean 'name'?"),
    ({"file": "x.csv", "leave_out_incomplete": 3}, "portfolio.leave_out_incomplete must be true or false, not 3"),
]


@pytest.mark.parametrize(("values", "said"), REFUSED)
def test_what_is_wrong_is_said_with_its_place(values: object, said: str) -> None:
    _, problems = _read(values)
    assert any(said in problem for problem in problems), problems


def test_everything_that_is_wrong_with_a_plan_is_said_at_once() -> None:
    wrong = {
        "portfolio": [{"name": "A"}, DESK | {"start": 9, "deadline": 3}],
        "budget": {"yearly": ["USD 3", -5], "yerly": 1},
        "events": [{"event": "flood"}, {"event": "scandal", "shar": 1}, {"event": "scandal", "week": -2}],
        "measures": [{"measure": "okkr"}],
    }
    with pytest.raises(ScenarioError) as refused:
        checked_plan(wrong, "plan=a")
    for word in (
        "effort (person-weeks)",
        "week 3",
        "in USD",
        "-5 is no amount",
        "'yerly'",
        "'flood'",
        "'shar'",
        "'okkr'",
    ):
        assert word in str(refused.value)
    for word in ("events.scandal.week = -2", "'scandal' is there twice"):
        assert word in str(refused.value)


def test_a_plan_that_is_only_read_leaves_its_table_where_it_is() -> None:
    plan = checked_plan({"portfolio": "elsewhere/projects.csv"}, "plan=a")
    assert plan.consists_of == ("portfolio: elsewhere/projects.csv",)
    assert plan.overrides == []
