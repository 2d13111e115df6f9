"""A plan: what it is read as, and what is refused, all of it at once."""

import pytest

from experiments.configuration.options import option_names
from experiments.configuration.plans.plan import checked_plan, without_options
from sim.errors import ScenarioError

OKR = {"measure": "okr", "from": 26}
LATER = {"from": 52, "strength": 0.5}


def test_options_and_parameters_become_overrides() -> None:
    plan = checked_plan({"title": "A", "project": "large", "rollout": {"speed": 0.5}, "adoption.retry": 0.1}, "plan=a")
    assert plan.title == "A"
    assert plan.overrides == ["project=large", "rollout.speed=0.5", "adoption.retry=0.1"]
    assert plan.consists_of == ("project: large", "rollout.speed: 0.5", "adoption.retry: 0.1")


def test_a_timeline_says_when_for_whom_and_how() -> None:
    training = {"measure": "training", "from": 0, "to": 26, "rollout": "big_bang", "strength": 0.5}
    okr = OKR | {"departments": [0, 2], "rollout": {"speed": 0.25, "order": "chart"}}
    plan = checked_plan({"measures": [training, okr]}, "plan=a")
    assert plan.overrides == [
        "intervention=[training,okr]",
        "+rollout@rollouts.training=big_bang",
        "intervention.training.start_week=0",
        "intervention.training.end_week=26",
        "intervention.training.strength=0.5",
        "intervention.okr.start_week=26",
        "rollouts.okr.departments=[0,2]",
        "rollouts.okr.speed=0.25",
        "rollouts.okr.order=chart",
    ]
    assert plan.consists_of == (
        "training weeks 0 to 26, rollout big_bang, strength 0.5",
        "okr from week 26, departments 0, 2, rollout speed 0.25 order chart",
    )


def test_a_measure_can_be_done_again_and_otherwise() -> None:
    first = {"measure": "training", "from": 4, "to": 26, "strength": 0.8, "later": [{"from": 13, "strength": 0.4}]}
    again = {"measure": "training", "from": 78, "to": 104}
    plan = checked_plan({"measures": [first, OKR, again]}, "plan=a")
    assert plan.options == ("intervention=[training,okr]",)
    assert plan.parameters == {
        "intervention.training.start_week": 4,
        "intervention.training.end_week": 104,
        "intervention.training.later_weeks": [13, 26, 78],
        "intervention.training.later_strengths": [0.4, 0.0, 0.8],
        "intervention.training.strength": 0.8,
        "intervention.okr.start_week": 26,
    }
    assert plan.consists_of == (
        "training weeks 4 to 26, strength 0.4 from week 13, strength 0.8",
        "okr from week 26",
        "training weeks 78 to 104",
    )


def test_measures_join_the_interventions_that_are_chosen() -> None:
    plan = checked_plan({"intervention": ["lean", "okr"], "measures": [OKR]}, "plan=a")
    assert plan.options == ("intervention=[lean,okr]",)


def test_what_is_chosen_elsewhere_is_left_to_it() -> None:
    asked = ["project=large", "rollout.speed=1", "+rollout@rollouts.okr=waves"]
    assert without_options(asked, ["project=default", "rollout=waves"]) == asked[1:]


REFUSED: list[tuple[object, str]] = [
    ("fast", "plan=a must be a plan such as {rollout: big_bang, project.size: 10}"),
    ({"project": ["large"]}, "project is one option, not a list of them"),
    ({"project": "big one"}, "project: 'big one' cannot name an option"),
    ({"project": "lage"}, "project: it has no option 'lage'; did you mean 'large'?"),
    ({"intervention": ["okr", "okkr"]}, "intervention: it has no option 'okkr'; did you mean 'okr'?"),
    ({"sise": 3}, "unknown parameter 'sise'"),
    ({"tilte": "x"}, "unknown parameter 'tilte'; did you mean 'title'?"),
    ({"horizon.seed": 3}, "horizon.seed cannot differ between plans"),
    ({"project": {"size": "many"}}, "project.size"),
    ({"measures": {"okr": 3}}, "measures must be a list such as [{measure: okr, from: 26}]"),
    ({"measures": ["okr"]}, "measures[0] must name a measure"),
    ({"measures": [{"from": 3}]}, "measures[0] must name a measure"),
    ({"measures": [{"measure": "okkr"}]}, "measures[0].measure: there is no measure 'okkr'; did you mean 'okr'?"),
    ({"measures": [OKR, OKR]}, "'okr' is there twice; the first time needs a week in which it ends"),
    (
        {"measures": [{"measure": "okr", "to": 26}, {"measure": "okr", "from": 20}]},
        "measures: 'okr' begins again in week 20, before it ends in week 26; its times stand in their order",
    ),
    (
        {"measures": [{"measure": "okr", "to": 26}, {"measure": "okr", "from": 30, "commitment": 1}]},
        "measures[1].commitment: this is another time of 'okr'; say it in its first line, for all its times",
    ),
    ({"measures": [OKR | {"later": 0.5}]}, "measures[0].later must be a list of strengths such as [{from: 52"),
    (
        {"measures": [OKR | {"later": [LATER | {"to": 3}]}]},
        "measures[0].later: there is no 'to'; valid: from, strength",
    ),
    ({"measures": [OKR | {"later": [LATER | {"strength": 2}]}]}, "measures[0].later: strength must be from 0 to 1"),
    ({"measures": [OKR | {"later": [LATER | {"from": 3}]}]}, "measures[0].later: its weeks must rise between"),
    ({"measures": [OKR | {"to": 50, "later": [LATER]}]}, "measures[0].later: its weeks must rise between"),
    ({"measures": [OKR | {"later": [LATER | {"from": "soon"}]}]}, "measures[0].later: from must be a week of the plan"),
    (
        {"measures": [{"measure": "microprojects", "later": [LATER]}]},
        "measures[0].later: what 'microprojects' does is planned once, before the first week; leave it out",
    ),
    ({"measures": [OKR | {"to": 26}]}, "measures[0].to: it ends in week 26, before it has begun in week 26"),
    ({"measures": [OKR | {"from": -1}]}, "measures[0].from must be a week of the plan, counted from 0, not -1"),
    ({"measures": [OKR | {"from": "soon"}]}, "measures[0].from must be a week of the plan, counted from 0, not 'soon'"),
    ({"measures": [OKR | {"to": 2.5}]}, "measures[0].to must be a week of the plan, counted from 0, not 2.5"),
    ({"measures": [OKR | {"from": True}]}, "measures[0].from must be a week"),
    ({"measures": [OKR | {"strength": 2}]}, "measures[0]: intervention.okr.strength = 2 is out of bounds"),
    ({"measures": [OKR | {"comitment": 1}]}, "measures[0]: there is no 'comitment'; did you mean 'commitment'?"),
    ({"measures": [OKR | {"rollout": "wave"}]}, "measures[0].rollout: it has no option 'wave'; did you mean 'waves'?"),
    ({"measures": [OKR | {"rollout": 0.5}]}, "measures[0].rollout must be an option such as waves"),
    ({"measures": [OKR | {"rollout": {"sped": 1}}]}, "measures[0].rollout: there is no 'sped'; did you mean 'speed'?"),
    (
        {"measures": [{"measure": "microprojects", "rollout": "waves"}]},
        "measures[0].rollout: 'microprojects' is not brought to departments; leave rollout out",
    ),
]


@pytest.mark.parametrize(("section", "said"), REFUSED)
def test_what_is_wrong_is_refused_in_one_line_with_its_place(section: object, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        checked_plan(section, "plan=a", lambda group: option_names()[group])
    assert said in str(refused.value)
    assert str(refused.value).startswith("plan=a")
    assert "\n" not in str(refused.value)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    everything = {
        "project": "lage",
        "rollout.sped": 1,
        "rollout.speed": 7,
        "measures": [{"measure": "okkr"}, OKR | {"to": 3}, OKR | {"strength": 9}],
    }
    with pytest.raises(ScenarioError) as refused:
        checked_plan(everything, "plan=a", lambda group: option_names()[group])
    for word in (
        "'lage'",
        "'rollout.sped'",
        "rollout.speed = 7",
        "'okkr'",
        "week 3",
        "strength must be from 0 to 1, not 9",
    ):
        assert word in str(refused.value)
