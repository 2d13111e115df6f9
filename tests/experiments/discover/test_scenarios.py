"""Questions about a study whose answer is known, and their answers in words."""

from collections.abc import Mapping
from typing import Any

import pytest

from experiments.discover.discovery import Wanted, discovered
from experiments.discover.thresholds import read_threshold
from sim.errors import ScenarioError
from tests.experiments.discover.studies import Varied, study

VARIED: Varied = {
    "project.size": [5, 80],
    "intervention": ["[]", "[okr]"],
    "people.trust": [place / 20 for place in range(20)],
    "coordination.exponent": [1.0, 1.2, 1.4, 1.6],
}


def _give(choices: Mapping[str, Any]) -> float:
    """Large projects lose 0.2 where trust is below 0.4 and coordination hard, else they gain 0.1."""
    if choices["project.size"] == 5:
        return 0.5
    return 0.3 if choices["people.trust"] < 0.4 and choices["coordination.exponent"] > 1.3 else 0.6


def test_where_large_projects_lose_is_found_and_said() -> None:
    found = discovered(study(VARIED, _give), Wanted(loses={"project.size": "80"}, against={"project.size": "5"}))
    (answer,) = found.answers
    assert answer.scenario is not None
    assert (answer.scenario.found.coverage, answer.scenario.found.density) == (1.0, 1.0)
    assert answer.sentence == (
        "project.size=80 loses against project.size=5 (on portfolio_benefits) where people.trust is at most 0.35 and "
        "coordination.exponent is at least 1.4: 100 % of the cases that do lie there (coverage), and 100 % of the "
        "cases there do "
        "(density), against 20 % of all 160."
    )


def test_the_usual_questions_ask_about_levers_too() -> None:
    found = discovered(study(VARIED, _give), Wanted(thresholds=[read_threshold("portfolio_benefits>=0.4")]))
    short, robust, large = found.answers
    assert short.sentence.startswith(
        "Policies fall short (portfolio_benefits is below 0.400) where project.size is 80 and "
    )
    assert "people.trust is at most 0.35" in short.sentence
    assert robust.scenario is None
    assert robust.sentence.endswith("in no case of 80.")
    assert large.subject.startswith("project.size=80 loses against project.size=5")


def test_one_policy_is_asked_about() -> None:
    wanted = Wanted(
        thresholds=[read_threshold("portfolio_benefits>=0.4")], policy={"project.size": "80", "intervention": "[okr]"}
    )
    (answer,) = discovered(study(VARIED, _give), wanted).answers
    assert answer.subject.startswith("project.size=80, intervention=[okr] falls short")
    assert (answer.rows, answer.cases) == (80, 16)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Wanted(policy={"people.trust": "0.5"}), "people.trust is no lever that varies"),
        (Wanted(policy={"project.size": "7"}), "no policy of this study has project.size=7"),
        (
            Wanted(loses={"project.size": "80"}, against={"project.size": "7"}),
            "no policy of this study has project.size=7",
        ),
        (
            Wanted(loses={"project.size": "80"}, against={"project.size": "80"}),
            "no two policies differ in project.size alone",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(wanted: Wanted, why: str) -> None:
    with pytest.raises(ScenarioError, match=why):
        discovered(study(VARIED, _give), wanted)
