"""``orgchange money``: accounts from known runs, prices, and what is told, kept and refused."""

import json

import numpy as np
import pytest

from experiments.inference.runs import Runs
from experiments.money.account import LINES, lines_of, possible_benefits
from experiments.money.period import Period, period_in
from experiments.money.prices import Prices
from experiments.money.wording import euros
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]


def test_the_account_of_a_run_with_known_numbers() -> None:
    metrics = np.zeros((1, len(METRIC_NAMES)))
    known = {
        "intervention_money": 1000.0,
        "intervention_effort": 10.0,
        "effort_spent": 100.0,
        "portfolio_benefits": 0.5,
    }
    for name, value in known.items():
        metrics[0, METRIC_NAMES.index(name)] = value
    found = lines_of(Runs(np.zeros(1, np.int64), metrics, 0), 400.0, Prices(person_week=2000.0, benefit_week=3000.0))
    assert {name: values.tolist() for name, values in found.items()} == {
        "measures_money": [1000.0],
        "measures_time": [20_000.0],
        "projects": [200_000.0],
        "benefits": [600_000.0],
        "net": [600_000.0 - 200_000.0 - 20_000.0 - 1000.0],
    }


@pytest.mark.parametrize(
    ("value", "said"),
    [(1_234_567.0, "EUR 1.23 m"), (-45_600.0, "−EUR 45.6 k"), (12.0, "EUR 12"), (float("inf"), "unknown")],
)
def test_euros_in_words(value: float, said: str) -> None:
    assert euros(value) == said


@pytest.mark.long
def test_a_study_is_told_in_money_and_its_report_with_the_same_prices(shell: Shell) -> None:
    shell.run("-m", "project.size=5,40", "intervention=[okr]", "study.name=x", "study.replicates=6")
    said = shell("money", "results/x", "--person-week=1000", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["prices"] == {"person_week": 1000.0, "benefit_week": 1000.0}
    assert [set(plan["lines"]) for plan in told["plans"]] == [set(LINES)] * 2
    rows = [row for row in shell.runs() if row["baseline"]]
    first = told["plans"][0]
    size = float(first["label"].removeprefix("project.size="))
    spent = [row["effort_spent"] for row in rows if row["project.size"] == size]
    assert first["lines"]["projects"]["mean"] == pytest.approx(1000.0 * sum(spent) / len(spent))
    shell("report", "results/x")
    report = (shell.folder / "results" / "x" / "report.html").read_text(encoding="utf-8")
    assert "What it costs and brings" in report
    assert "A person-week costs EUR 1,000" in report
    assert "net benefit" in shell("money", "results/x").out


@pytest.mark.long
def test_an_own_worth_of_benefits(shell: Shell) -> None:
    shell.run("intervention=[okr]", "study.name=x", "study.replicates=2")
    prices = json.loads(shell("money", "results/x", "--person-week=5", "--benefit-week=0", "--json").out)["prices"]
    assert prices == {"person_week": 5.0, "benefit_week": 0.0}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "money of which study?"),
        (("nowhere",), "there is no folder nowhere"),
        (("results/x", "--person-week=-1"), "--person-week needs a number from 0"),
        (("results/x", "--benefit-week=much"), "--benefit-week needs a number from 0"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(shell: Shell, words: tuple[str, ...], said: str) -> None:
    refused = shell("money", *words)
    assert refused.code == 2
    assert said in refused.err


@pytest.mark.long
def test_damaged_prices_are_those_that_are_declared(shell: Shell) -> None:
    shell.run("intervention=[okr]", "study.name=x", "study.replicates=2")
    (shell.folder / "results" / "x" / "prices.json").write_text('{"person_week": "a lot"}')
    assert shell("report", "results/x").code == 0
    assert "EUR 2,030" in (shell.folder / "results" / "x" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changed",
    [
        {"years": 0},
        {"years": 101},
        {"years": 2.5},
        {"years": True},
        {"years": "5"},
        {"discount": -0.1},
        {"discount": float("nan")},
        {"discount": None},
        {"replays": 1},
        {"replays": 10**9},
        {"replays": [3]},
    ],
)
def test_a_damaged_period_is_none(changed: dict[str, object]) -> None:
    good = Period(5, 0.02, 12).plain
    assert period_in(dict(good)) == Period(5, 0.02, 12)
    assert period_in(good | changed) is None


def test_benefits_of_a_list_are_those_that_its_projects_could_yield() -> None:
    lists = {"portfolio.efforts": [10.0, 20.0], "portfolio.starts": [0.0, 50.0], "portfolio.benefits": [1.0, 3.0]}
    small = {"organization.headcount": 60, "organization.departments": 4, "horizon.weeks": 100}
    scenario = Scenario().with_values({**small, **lists, "benefits.delay": 10.0, "benefits.payback": 40.0})
    organization = build_organization(scenario.organization, 1, 0)
    assert possible_benefits(scenario, organization) == pytest.approx((10.0 * 90 + 60.0 * 40) / 40.0)
