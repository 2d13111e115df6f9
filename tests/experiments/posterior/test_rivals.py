"""Rival models: weights that are right where they can be known, and no winner where the data cannot tell."""

from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.case_file import read_case
from experiments.posterior.keys import Numbers, normal_table
from experiments.posterior.rival import OWN
from experiments.posterior.weighing import learned, weighed
from sim.errors import ScenarioError
from tests.experiments.posterior.towns import CASE, write_town

RUNS = 1500


def _runs(mean: float, name: str, statistics: int = 3) -> Numbers:
    found: Numbers = normal_table(1, 1, name, np.arange(RUNS), statistics)
    found[:, 0] += mean
    return found


def test_weights_are_those_of_bayes_where_these_are_known() -> None:
    classifier = learned([_runs(0.0, "one"), _runs(1.0, "other")], 1)
    cases = np.zeros((9, 3))
    cases[:, 0] = np.linspace(-1.5, 2.5, 9)
    known = 1.0 / (1.0 + np.exp(-(cases[:, 0] - 0.5)))
    assert np.abs(classifier.weights(cases)[:, 1] - known).max() < 0.08


def test_models_that_do_the_same_have_no_winner() -> None:
    found = weighed([_runs(0.0, "one"), _runs(0.0, "other")], np.zeros(3), 1)
    assert found.weights == pytest.approx((0.5, 0.5), abs=0.1)
    assert found.winner is None
    assert "say nothing" in found.why


@pytest.mark.parametrize(
    ("apart", "case", "winner", "why"),
    [
        (6.0, 6.0, 1, ""),
        (6.0, 0.0, 0, ""),
        (6.0, 3.0, None, "no weight reaches 95 %"),
        (1.0, 1.5, None, "no weight reaches 95 %"),
        (6.0, 40.0, None, "does not do what was observed"),
    ],
)
def test_a_winner_is_named_where_it_is_sure_and_fits(apart: float, case: float, winner: int | None, why: str) -> None:
    found = weighed([_runs(0.0, "one"), _runs(apart, "other")], np.array([case, 0.0, 0.0]), 1)
    assert found.winner == winner
    assert why in found.why
    assert found.truths == 2 * (RUNS // 5)


def test_missing_numbers_are_no_harm() -> None:
    one, other = _runs(0.0, "one"), _runs(6.0, "other")
    one[::7, 1], other[::5, 2] = np.nan, np.nan
    assert weighed([one, other], np.array([6.0, np.nan, 0.0]), 1).winner == 1


@pytest.mark.long
def test_a_case_names_its_rivals(tmp_path: Path) -> None:
    rivals = 'rivals: {no size effect: [prior=absent], optimists: {estimation.bias: "normal(0.3, 0.1)"}}\n'
    case = read_case(write_town(tmp_path, case=CASE + rivals))
    assert [rival.name for rival in case.rivals] == ["no size effect", "optimists"]
    assert case.rivals[0].scenario.to_mapping()["coordination"]["strength"] == 0.0
    assert case.rivals[0].fixed == {"coordination.strength", "exposure.active", "turnover.knowledge_lost"}
    assert case.rivals[1].priors["estimation.bias"].first == 0.3


@pytest.mark.long
@pytest.mark.parametrize(
    ("rivals", "said"),
    [
        ("{small: {}}", "names models and what each of them changes"),
        ("{small: {coordination.strenght: 0}}", "did you mean 'coordination.strength'?"),
        ("{small: {organization.headcount: 20}}", "models share organization, length and rollouts"),
        ("{small: {coordination.strength: -3}}", "rivals.small: "),
        ("{small: [prior=none]}", "no option 'none'"),
        ("{small: [prior]}", "a list holds choices such as couplings=none"),
        ("{small: [prior=strong]}", "without a change"),
        ("{small: [horizon.weeks=30]}", "models share organization, length and rollouts"),
        (f"{{{OWN}: {{coordination.strength: 0}}}}", "which is weighed anyway"),
    ],
)
def test_what_is_no_rival_is_said(tmp_path: Path, rivals: str, said: str) -> None:
    with pytest.raises(ScenarioError, match="rivals") as refused:
        read_case(write_town(tmp_path, case=CASE + f"rivals: {rivals}\n"))
    assert said in str(refused.value)
