"""What a point is called in pictures: words and titles, nothing as it was typed."""

import re

import pytest

from experiments.results.titles import called
from experiments.store.manifest import PlanEntry
from experiments.wording.choices import Choice
from experiments.wording.language import speaking
from tests.experiments.made import made_manifest

PLAN = PlanEntry("First the towns", ())
ARMS = {"arms": {"all_at_once": {"title": "All at once", "rollout.speed": 1}, "step_by_step": {"rollout.speed": 0.1}}}


@pytest.mark.parametrize(
    ("choices", "varied", "said"),
    [
        ({"project": "large", "rollout": "all_at_once"}, (), "Project large, rollout all at once"),
        ({"intervention": "[okr]", "project.size": 5}, (), "OKR, project size 5"),
        ({"intervention": "[okr,lean]", "rollout.speed": 0.3}, (), "OKR, lean, rollout speed 30 %"),
        ({"study.name": "x", "study.replicates": 3, "project.size": 5}, (), "Project size 5"),
        ({"case.arm": "all_at_once"}, (), "All at once"),
        ({"case.arm": "step_by_step"}, ("case.arm",), "Step by step"),
        ({"plan": "quick"}, (), "First the towns"),
        ({"plan": "quick", "rollout.speed": 0.25}, ("plan", "rollout.speed"), "First the towns, rollout speed 25 %"),
        ({"plan": "nobody_knows"}, (), "Nobody knows"),
        ({"intervention": "[okr]", "project.size": 2000.0}, ("project.size",), "Project size 2,000"),
        ({"intervention": "[]", "rollout.coaches": 2}, ("intervention",), "No intervention"),
        ({}, (), ""),
    ],
)
def test_a_point_is_called_in_words(choices: dict[str, Choice], varied: tuple[str, ...], said: str) -> None:
    manifest = made_manifest(configuration={"case": ARMS}, plans={"quick": PLAN}, varied=varied)
    assert called(manifest, choices) == said


def test_words_are_those_of_the_language() -> None:
    with speaking("nl"):
        said = called(made_manifest(), {"project": "large", "rollout.speed": 0.125, "intervention": "[]"})
    assert said == "Project groot, uitrolsnelheid 12,5%, geen maatregel"
    assert not re.search(r"[=_\[\]]", said)
