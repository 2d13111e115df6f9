"""The section ``case``: what it refuses, in one line that says where and what would be right."""

import pytest

from experiments.configuration.case import checked_case, declared_case
from sim.errors import ScenarioError
from sim.scenario import Scenario

ARMS = {"slow": {"rollout.speed": 0.05}, "fast": {"rollout": {"speed": 1.0}}}
SEEN = {"what": "people changed", "measure": "trust", "direction": "up", "source": "a letter", "grade": "B"}

Section = dict[str, object]


def observed(**changed: object) -> Section:
    return {"arms": ARMS, "observed": [{**SEEN, **changed}]}


def test_nothing_said_is_no_case() -> None:
    case = checked_case(declared_case())
    assert (dict(case.arms), list(case.compare), list(case.observed), case.settings.arm) == ({}, [], [], "")
    assert case.applied(Scenario()) == Scenario()


@pytest.mark.parametrize(("arm", "speed"), [("slow", 0.05), ("fast", 1.0)])
def test_an_arm_changes_its_parameters_and_nothing_else(arm: str, speed: float) -> None:
    changed = checked_case({"arms": ARMS, "arm": arm}).applied(Scenario())
    assert changed == Scenario().with_values({"rollout.speed": speed})


REFUSED: list[tuple[Section, str]] = [
    ({"arms": {"Slow!": {}}}, r"case\.arms: 'Slow!' cannot name an arm"),
    ({"arms": {"baseline": {}}}, r"case\.arms: 'baseline' cannot name an arm"),
    ({"arms": {"slow": 0.05}}, r"case\.arms\.slow must be a plan such as"),
    ({"arms": ["slow"]}, r"case\.arms must give every arm its parameters"),
    ({"arms": {"other": {"horizon.seed": 2}}}, r"case\.arms\.other: horizon\.seed cannot differ between plans"),
    ({"arms": {"other": {"horizon": {"weeks": 2}}}}, r"case\.arms\.other: horizon\.weeks cannot differ between plans"),
    (
        {"arms": ARMS, "compare": [{"arm": "slwo"}]},
        r"case\.compare\[0\]\.arm: there is no arm 'slwo'; did you mean 'slow'\?",
    ),
    ({"arms": ARMS, "compare": ["slow"]}, r"case\.compare\[0\] must be two arms"),
    ({"compare": [{"arm": "slow"}]}, r"case\.compare\[0\]\.arm: there is no arm 'slow'; valid: baseline"),
    ({"arms": ARMS, "metrics": ["adoptd"]}, r"case\.metrics: there is no metric 'adoptd'; did you mean 'adopted'\?"),
    ({"arms": ARMS, "metrics": "adopted"}, r"case\.metrics must be a list"),
    ({"titel": "x"}, r"unknown parameter 'case\.titel'; did you mean 'title'\?"),
    (observed(source=""), r"case\.observed\[0\] needs a source"),
    (observed(what=""), r"case\.observed\[0\] needs what"),
    (observed(grade="E"), r"case\.observed\[0\]\.grade must be one of A, B, C, M"),
    (observed(direction="sideways"), r"case\.observed\[0\]\.direction must be one of"),
    (observed(value=3.0), r"case\.observed\[0\] needs either a value or a direction"),
    (observed(direction=""), r"case\.observed\[0\] needs either a value or a direction"),
    (observed(measure="trsut"), r"case\.observed\[0\]\.measure: there is no metric 'trsut'; did you mean 'trust'\?"),
    (observed(measure="successful", week=3), r"case\.observed\[0\]\.measure: there is no weekly series 'successful'"),
    (observed(unit="people"), r"case\.observed\[0\]\.unit: trust cannot be shown in 'people'; one of: '0 to 1'"),
    (observed(against="nobody"), r"case\.observed\[0\]\.against: there is no arm 'nobody'"),
    ({"observed": ["it worked"]}, r"case\.observed\[0\] must be an observation"),
]


@pytest.mark.parametrize(("section", "said"), REFUSED)
def test_what_is_wrong_is_refused_with_one_line(section: Section, said: str) -> None:
    with pytest.raises(ScenarioError, match=said) as refused:
        checked_case(section)
    assert "\n" not in str(refused.value)


def test_an_arm_that_fits_no_scenario_is_refused_with_all_that_is_wrong() -> None:
    with pytest.raises(ScenarioError) as refused:
        checked_case({"arms": {"odd": {"rollout.sped": 1.0, "rollout.speed": 7}}})
    assert str(refused.value) == (
        "case.arms.odd: unknown parameter 'rollout.sped'; did you mean 'rollout.speed'?; "
        "rollout.speed = 7 is out of bounds: allowed is 0.001 to 1 share of units per quarter"
    )


@pytest.mark.parametrize(("arms", "hint"), [(ARMS, "did you mean 'slow'"), ({}, "has no arms")])
def test_an_arm_that_does_not_exist_is_refused(arms: Section, hint: str) -> None:
    with pytest.raises(ScenarioError, match=f"case.arm: there is no arm 'slo'.*{hint}"):
        checked_case({"arms": arms, "arm": "slo"}).applied(Scenario())
