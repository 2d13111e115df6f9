"""Policies that break what has to be kept are named, and never the robust, the best or the satisficing one."""

import json
from pathlib import Path

import pytest

from experiments.discover.constraints import breaking
from experiments.discover.space import space_of
from experiments.results.study import read_study
from tests.experiments.shell import Shell

ASKED = ("-m", "intervention=[okr],[training],[]", "people.trust=0.4,0.6", "study.metric=adopted", "study.name=made")


@pytest.mark.long
def test_they_are_left_out_of_what_is_recommended(shell: Shell) -> None:
    free, kept = shell.run(*ASKED).out, shell.run(*ASKED, "study.require='adopted <= 0.01'").out
    assert "Most robust over 2 worlds: intervention=[okr]" in free
    assert "Not judged, as what has to be kept is broken: intervention=[okr]" in kept
    assert "Most robust over 2 worlds: intervention=[okr]" not in kept
    space = space_of(read_study(Path("results/made")))
    assert [policy.label for policy, broken in zip(space.policies, breaking(space), strict=True) if broken] == [
        "intervention=[okr]"
    ]
    table = json.loads(shell("discover", "results/made", "--json").out)["regret"]
    assert table["broken"] == ["intervention=[okr]"]
    assert "intervention=[okr]" not in [table["robust"], table["best_mean"], table["satisficing"]]


@pytest.mark.long
def test_against_the_baseline_only_what_matters_breaks_it(shell: Shell) -> None:
    said = shell.run(*ASKED, "study.require='adopted may not rise; trust may not fall'")
    assert "Not judged, as what has to be kept is broken: intervention=[okr]" in said.out
