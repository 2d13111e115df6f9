"""Commands that answers tell people to type next can be typed as they are printed."""

import re
import shlex

import pytest

from tests.experiments.shell import Shell

FOLDER = "study.folder='a b'"
TYPED = re.compile(r"\borgchange (\w+ .*)$", re.MULTILINE)
STUDIES = {
    "one": ("intervention=[okr]", "project.size=5"),
    "sweep": ("-m", "intervention=[okr]", "project.size=5,20"),
    "worlds": (
        *("-m", "hydra/sweeper=lhs", "hydra.sweeper.samples=2", "people.trust=interval(0.2,0.8)"),
        *("intervention=[okr],[lean]", "study.replicates=2", "study.metric=people_index"),
    ),
}
HINTED = {"one": {"flips"}, "sweep": {"flips"}, "worlds": {"discover", "flips"}}


def commands(text: str) -> list[list[str]]:
    """Return the commands a text names, each of several that are separated by bars on its own."""
    found = []
    for line in TYPED.findall(text):
        first, *others = line.split(" | ")
        words = shlex.split(first)
        found += [words, *(words[:-2] + shlex.split(other) for other in others)]
    return found


@pytest.mark.long
@pytest.mark.parametrize("kind", STUDIES)
def test_what_a_study_tells_to_do_next_can_be_done(shell: Shell, kind: str) -> None:
    told = commands(shell.run(*STUDIES[kind], FOLDER).out)
    assert {command for command, *_ in told} == HINTED[kind]
    for words in told:
        said = shell(*words, *(["learning.rate", "--replicates=2"] if words[0] == "flips" else []))
        assert said.code == 0, said.err


@pytest.mark.long
@pytest.mark.parametrize(
    ("flags", "run"),
    [
        ((), "project.size=5, replicate 0 of 0 to 3"),
        (("--point", "project.size=20", "--replicate", "2"), "project.size=20, replicate 2 of 0 to 3"),
    ],
)
def test_what_an_overview_tells_to_ask_is_asked_of_the_same_run(shell: Shell, flags: tuple[str, ...], run: str) -> None:
    shell.run(*STUDIES["sweep" if flags else "one"], FOLDER)
    overview = shell("explain", "a b", *flags)
    assert run in overview.out.splitlines()[0]
    told = commands(overview.out)
    kinds = [words[-2] for words in told]
    assert kinds == [f"--{kind}" for kind in ("project", "unit", "department", "employee")]
    for words in told:
        said = shell(*words)
        assert said.code == 0, said.err
        where, _, replicate = run.partition(", replicate ")
        assert f"replicate {replicate[0]}; weeks are counted" in said.out
        assert where in said.out
