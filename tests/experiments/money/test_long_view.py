"""The long view: flows of a run that is lived again, net present value, payback, and what the command tells."""

import json

import numpy as np
import pytest

from experiments.money.flows import Flows, flows_of
from experiments.money.long_view import _payback, _present
from experiments.money.prices import Prices
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

SMALL = {
    "organization.headcount": 60,
    "organization.departments": 4,
    "horizon.weeks": 60,
    "intervention.okr.strength": 1.0,
    "intervention.okr.fee": 9000.0,
    "benefits.delay": 4.0,
    "project.size": 10.0,
}
PRICES = Prices(person_week=1000.0, benefit_week=3000.0)


def _flows(*nets: float) -> Flows:
    return Flows(np.array([max(0.0, -net) for net in nets]), np.array([max(0.0, net) for net in nets]))


def test_weekly_money_adds_up_to_that_of_the_run() -> None:
    scenario = Scenario().with_values(SMALL)
    organization = build_organization(scenario.organization, 1, 0)
    row = simulate(scenario, [organization], [2]).metrics[0]
    known = dict(zip(METRIC_NAMES, row.tolist(), strict=True))
    flows = flows_of(scenario, organization, 2, PRICES, 520)
    people = known["intervention_effort"] + known["effort_spent"]
    assert flows.costs.sum() == pytest.approx(known["intervention_money"] + 1000.0 * people)
    assert not flows.costs[60:].any()
    possible = 0.08 * 60 * 60 / 60 * (60 - 4) ** 2 / (2 * scenario.benefits.payback)
    assert flows.benefits[:60].sum() == pytest.approx(3000.0 * known["portfolio_benefits"] * possible, rel=0.05)
    assert np.ptp(flows.benefits[70:]) == 0.0
    assert flows.benefits[70] > 0.0


def test_a_later_euro_is_worth_less() -> None:
    later = _flows(*(0.0 for _ in range(52)), 100.0)
    assert _present(later, 0.0) == pytest.approx(100.0)
    assert _present(later, 0.25) == pytest.approx(80.0)


@pytest.mark.parametrize(
    ("nets", "week"),
    [((-2.0, 1.0, 1.0, 1.0), 2.0), ((1.0, 1.0), 0.0), ((-1.0, 2.0, -3.0), float("inf")), ((1.0, -3.0, 1.0, 2.0), 3.0)],
)
def test_a_plan_has_paid_back_when_it_never_falls_behind_again(nets: tuple[float, ...], week: float) -> None:
    assert _payback(_flows(*nets), _flows(*(0.0 for _ in nets))) == week


@pytest.mark.long
def test_the_command_tells_a_longer_view_when_it_is_asked_for(shell: Shell) -> None:
    shell.run("-m", "project.size=5,40", "intervention=[okr]", "study.name=x", "study.replicates=4")
    plain = shell("money", "results/x", "--json")
    assert all("long_view" not in plan for plan in json.loads(plain.out)["plans"])
    said = shell("money", "results/x", "--years", "8", "--replays", "3", "--json")
    assert said.code == 0, said.err
    for plan in json.loads(said.out)["plans"]:
        assert 0.0 <= plan["long_view"]["paid_back"] <= 1.0
    longer = shell("money", "results/x", "--years", "30", "--replays", "3", "--json")
    worth = [
        {plan["label"]: plan["long_view"]["net_present_value"]["mean"] for plan in json.loads(each.out)["plans"]}
        for each in (said, longer)
    ]
    assert worth[1]["project.size=5"] > worth[0]["project.size=5"]
    told = shell("money", "results/x", "--years", "8", "--replays", "3", "--discount", "0.05")
    assert "Over 8 years, a year discounted at 5 %" in told.out
    alone = shell("money", "results/x", "--discount", "0.05")
    assert (alone.code, "add --years" in alone.err) == (2, True)
