"""The regime map, regret and satisficing on studies whose answer is known."""

from collections.abc import Mapping
from typing import Any

import pytest

from experiments.console.discover import called
from experiments.discover.discovery import Wanted, discovered
from experiments.discover.regimes import regime_map
from experiments.discover.regret import regret_table
from experiments.discover.space import space_of
from experiments.discover.thresholds import Threshold, read_threshold
from sim.errors import ScenarioError
from tests.experiments.discover.studies import Give, Varied, study

VARIED: Varied = {
    "project.size": [5, 20],
    "rollout.speed": [0.1, 1.0],
    "intervention": ["[okr]", "[training]"],
    "people.trust": [0.2, 0.5, 0.8],
}
SIZES: Varied = {"project.size": [5, 20]}


def _give(choices: Mapping[str, Any]) -> float:
    """Small is better by 0.2; OKR loses 0.1 where trust is 0.2 and gains 0.1 where it is 0.8.

    With large projects both give the same.
    """
    if choices["project.size"] == 20:
        return 0.3
    okr = {0.2: -0.1, 0.5: 0.02, 0.8: 0.1}[choices["people.trust"]]
    return 0.5 + (okr if choices["intervention"] == "[okr]" else 0.0)


def test_levers_make_policies_and_uncertainties_make_worlds() -> None:
    space = space_of(study(VARIED, _give))
    assert (list(space.levers), list(space.uncertainties)) == (
        ["project.size", "rollout.speed", "intervention"],
        ["people.trust"],
    )
    assert (len(space.policies), len(space.worlds), len(space.replicates)) == (8, 3, 4)
    assert space.values("portfolio_benefits").shape == (8, 3, 4)


def test_best_policy_of_every_cell_is_found_and_ties_are_undecided() -> None:
    found = regime_map(space_of(study(VARIED, _give, noise=0.001)))
    assert found is not None
    assert (found.across, found.up, list(found.columns), list(found.rows)) == (
        "project.size",
        "rollout.speed",
        [5, 20],
        [0.1, 1.0],
    )
    small = [cell for cell in found.cells if cell.across == 5]
    assert {cell.best for cell in small} == {"intervention=[okr]"}
    assert all(cell.decided for cell in small)
    assert small[0].lead is not None
    assert small[0].lead.mean == pytest.approx(0.02 / 3, abs=0.001)
    assert not any(cell.decided for cell in found.cells if cell.across == 20)


def test_sampled_worlds_make_the_lead_less_certain() -> None:
    cells = [regime_map(space_of(study(VARIED, _give, sampled=names))) for names in ((), ("people.trust",))]
    fixed, sampled = (found.cells[0] for found in cells if found is not None)
    assert fixed.decided
    assert not sampled.decided


def test_regret_is_the_distance_to_the_best_of_each_world() -> None:
    space = space_of(study(VARIED, _give))
    table = regret_table(space, [Threshold("portfolio_benefits", at_least=True, value=0.54)])
    assert table is not None
    by_name = {policy.policy: policy for policy in table.policies}
    training = by_name["project.size=5, rollout.speed=0.1, intervention=[training]"]
    okr = by_name["project.size=5, rollout.speed=0.1, intervention=[okr]"]
    assert training.largest == pytest.approx(0.1)
    assert training.mean_regret == pytest.approx(0.12 / 3)
    assert training.world == "people.trust=0.8"
    assert okr.largest == pytest.approx(0.1)
    assert okr.world == "people.trust=0.2"
    assert okr.best_in == okr.meets == pytest.approx(2 / 3)
    large = by_name["project.size=20, rollout.speed=0.1, intervention=[okr]"]
    assert large.largest == pytest.approx(0.3)
    assert large.meets == 0.0
    assert "size=5" in table.robust


def test_policies_that_are_the_same_in_every_run_share_a_row() -> None:
    table = regret_table(space_of(study(VARIED, _give)), [Threshold("portfolio_benefits", at_least=True, value=0.54)])
    assert table is not None
    assert [called(policy) for policy in table.policies] == [
        "project.size=5, rollout.speed any, intervention=[okr]",
        "project.size=5, rollout.speed any, intervention=[training]",
        "project.size=20, rollout.speed any, intervention any",
    ]
    assert [len(policy.alike) for policy in table.policies] == [1, 1, 3]


def test_a_row_is_shared_only_where_every_bit_is_and_values_can_name_it() -> None:
    good = [Threshold("portfolio_benefits", at_least=True, value=0.0)]
    alike = study(VARIED, lambda choices: (choices["project.size"] == 5) == (choices["rollout.speed"] == 1.0))
    crossed = regret_table(space_of(alike), good)
    assert crossed is not None
    assert {called(policy) for policy in crossed.policies} == {policy.policy for policy in crossed.policies}
    nearly = regret_table(space_of(study(VARIED, lambda choices: 0.5 + 1e-16 * choices["project.size"])), good)
    assert nearly is not None
    assert {called(policy).partition(",")[0] for policy in nearly.policies} == {"project.size=5", "project.size=20"}


def _okr_gains(gap: float) -> Give:
    return lambda choices: gap * (choices["intervention"] == "[okr]")


def test_the_robust_policy_stays_so_only_where_luck_does_not_decide() -> None:
    varied: Varied = {"intervention": ["[okr]", "[training]"], "people.trust": [0.2, 0.5, 0.8]}
    good = [Threshold("portfolio_benefits", at_least=True, value=0.0)]
    close, clear = (
        regret_table(space_of(study(varied, _okr_gains(gap), noise=0.1, replicates=8)), good) for gap in (0.0, 0.5)
    )
    assert close is not None
    assert clear is not None
    assert clear.robust == "intervention=[okr]"
    assert clear.robust_share == 1.0
    assert close.robust_share < 1.0


def test_where_every_point_has_a_baseline_doing_nothing_is_a_policy() -> None:
    varied: Varied = {"project.size": [5, 20], "rollout.speed": [0.1, 1.0], "people.trust": [0.2, 0.8]}
    found = discovered(study(varied, lambda choices: 0.5 - choices["rollout.speed"] / 10, baseline=lambda _: 0.45))
    assert [policy.label for policy in found.space.policies[4:]] == [
        "baseline, project.size=5",
        "baseline, project.size=20",
    ]
    assert found.regimes is not None
    assert {(cell.up, cell.best) for cell in found.regimes.cells} == {(0.1, "as planned"), (1.0, "baseline")}
    assert found.regret is not None
    assert [str(threshold) for threshold in found.regret.thresholds] == ["portfolio_benefits>=baseline"]
    assert {policy.policy: policy.meets for policy in found.regret.policies}["project.size=5, rollout.speed=1"] == 0.0


def test_without_worlds_or_choices_there_is_nothing_to_say() -> None:
    found = discovered(study(SIZES, lambda choices: 1 / choices["project.size"]))
    assert found.regimes is None
    assert found.regret is None
    with pytest.raises(ScenarioError, match="single point"):
        discovered(study({"project.size": SIZES["project.size"][:1]}, lambda _: 0.0))
    with pytest.raises(ScenarioError, match="neither more nor less is better"):
        discovered(study(VARIED, _give), Wanted(metric="ei_index"))
    with pytest.raises(ScenarioError, match=r"people\.trust is no lever"):
        discovered(study(VARIED, _give), Wanted(levers=("project.size", "people.trust")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("trust", "is no threshold"),
        ("trsut>=0.4", "did you mean 'trust'"),
        ("trust>=much", "much is no number"),
        ("trust=0.4", "is no threshold"),
    ],
)
def test_what_is_no_threshold_is_refused(text: str, why: str) -> None:
    with pytest.raises(ScenarioError, match=why):
        read_threshold(text)


def test_a_threshold_is_written_as_it_is_read() -> None:
    for text in ("portfolio_benefits>=0.4", "cost_overrun_first<=0.2", "trust>=baseline"):
        assert str(read_threshold(text)) == text
