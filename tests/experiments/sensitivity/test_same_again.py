"""A table that would say the same again is not printed twice; one that differs is."""

import pytest

from tests.experiments.shell import Shell

MORRIS = ("-m", "hydra/sweeper=morris", "hydra.sweeper.samples=2", "intervention=[okr]", "study.metric=adopted")
OF_THE_PLAN = ("intervention.okr.bar=interval(0.2,0.6)", "intervention.okr.dip=interval(0,0.3)")
OF_EVERYBODY = ("people.silo=interval(0.2,0.8)", "people.trust=interval(0.2,0.8)")


@pytest.mark.long
@pytest.mark.parametrize(
    ("metric", "varied", "same"),
    [("adopted", OF_THE_PLAN, True), ("silo", OF_EVERYBODY, False)],
)
def test_the_difference_is_a_table_of_its_own_only_where_the_baseline_varies(
    shell: Shell, metric: str, varied: tuple[str, ...], same: bool
) -> None:
    words = ("study.name=x", "horizon.weeks=12", "study.replicates=2")
    assert shell.run(*MORRIS, *words, f"study.metric={metric}", *varied).code == 0
    said = shell("sensitivity", "results/x").out
    assert said.count("Morris screening of ") == 2
    assert ("The same as above" in said) == same
    assert said.count(varied[0].partition("=")[0] + " ") >= (1 if same else 2)
    assert len([line for line in said.splitlines() if line.startswith("parameter")]) == (1 if same else 2)
