"""``orgchange discover`` and ``orgchange sensitivity`` from the command line: what they run, keep, draw and refuse."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest

from experiments.command import main
from tests.experiments.shell import TINY, Shell

DRAWN = ("study.pictures=true",)
WORLDS = (
    "-m",
    "project.size=5,40",
    "rollout.speed=0.1,1",
    "intervention=[],[okr]",
    "people.trust=0.3,0.7",
    "study.metric=people_index",
    "study.name=worlds",
)
SAMPLED = ("coordination.strength=interval(0.3,1.2)", "people.trust=interval(0.2,0.8)")
LHS = (
    "-m",
    "hydra/sweeper=lhs",
    "hydra.sweeper.samples=40",
    "project.size=5,40",
    *SAMPLED,
    "study.name=lhs",
    "study.metric=people_index",
    "study.replicates=2",
)
PARTS = (
    "Best intervention by expected",
    "Most robust over 2 worlds: ",
    "Good enough (portfolio_benefits>=0.1 and trust>=0.4)",
    "(PRIM)",
)
SCREEN = (*TINY, *SAMPLED, "intervention=[okr]", "study.name=screen", "study.metric=trust", "--samples", "4")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a grid over two worlds and a sampled study lie."""
    folder = tmp_path_factory.mktemp("made")
    with contextlib.chdir(folder):
        for words in (WORLDS, LHS):
            assert main(["run", *TINY, *words]) == 0
    return folder / "results"


@pytest.fixture
def study(shell: Shell, made: Path) -> Shell:
    """Return a shell in whose folder these studies lie."""
    shutil.copytree(made, shell.folder / "results")
    return shell


def _let_draw(folder: Path) -> None:
    """Let a study have pictures that was made without."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["settings"]["pictures"] = True
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.long
def test_a_study_is_discovered_told_kept_and_drawn(study: Shell) -> None:
    _let_draw(study.folder / "results" / "worlds")
    said = study("discover", "results/worlds", "--meet", "portfolio_benefits>=0.1", "--meet", "trust>=0.4")
    assert said.code == 0, said.err
    assert said.out.startswith("people_index (0 to 1): 8 policies in 2 worlds (people.trust), 4 replicates each")
    for part in PARTS:
        assert part in said.out
    assert "\x1b" not in said.out
    kept = json.loads((study.folder / "results" / "worlds" / "discover.json").read_text(encoding="utf-8"))
    assert len(kept["regimes"]["cells"]) == 4
    policies = kept["regret"]["policies"]
    assert len(policies) + sum(len(policy["alike"]) for policy in policies) == 8
    assert {"results/worlds/pictures/regimes.png", "results/worlds/pictures/regret.svg"} <= set(study.files())
    again = study("discover", "results/worlds", "--json", "--meet", "portfolio_benefits>=0.1", "--meet", "trust>=0.4")
    assert json.loads(again.out) == kept


def test_a_sampled_study_tells_what_decides_without_further_runs(study: Shell) -> None:
    said = study("discover", "results/lhs")
    assert said.code == 0, said.err
    assert "in 40 sampled worlds" in said.out
    assert "Under the most robust policy. " in said.out
    alone = study("sensitivity", "results/lhs", "--policy", "project.size=40")
    assert alone.out.strip().startswith(
        "First-order indices from the sample as it is of people_index (0 to 1), 40 points"
    )


@pytest.mark.long
def test_a_screening_is_run_kept_and_taken_up_again(shell: Shell) -> None:
    said = shell("sensitivity", *SCREEN)
    assert said.code == 0, said.err
    assert "Morris screening of trust (0 to 1), 12 points" in said.out
    assert "Morris screening of trust, difference to the baseline (0 to 1), 12 points" in said.out
    kept = json.loads((shell.folder / "results" / "screen" / "sensitivity.json").read_text(encoding="utf-8"))
    assert [len(each["influences"]) for each in kept["sensitivities"]] == [2, 2]
    again = shell("sensitivity", *SCREEN, "--json")
    assert "finished already" in again.err
    assert json.loads(again.out) == kept
    assert json.loads(shell("sensitivity", "results/screen", "--json").out) == kept


@pytest.mark.long
def test_sobol_indices_are_run(shell: Shell) -> None:
    said = shell(
        "sensitivity",
        *TINY,
        *SAMPLED,
        *DRAWN,
        "study.name=indices",
        "study.metric=people_index",
        "study.replicates=2",
        "--method",
        "sobol",
        "--samples",
        "4",
    )
    assert said.code == 0, said.err
    assert "Sobol indices of people_index (0 to 1), 16 points" in said.out
    assert "results/indices/pictures/sensitivity.svg" in shell.files()
    assert "kept as results/indices/sensitivity.json" in said.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("discover",), "discover takes one study"),
        (("discover", "results/none"), "there is no folder results/none"),
        (("discover", "results/worlds", "--map", "people.trust,project.size"), "people.trust is no lever that varies"),
        (("discover", "results/worlds", "--map", "project.size"), "--map takes two levers"),
        (("discover", "results/worlds", "--loses", "project.size=40"), "belong together"),
        (("discover", "results/worlds", "--policy", "large"), "'large' is no choice"),
        (("discover", "results/worlds", "--metric", "trsut"), "did you mean 'trust'"),
        (("discover", "results/worlds", "--meat", "x"), "did you mean '--meet'"),
        (("sensitivity", "results/worlds"), "samples no parameter"),
        (("sensitivity", "results/lhs"), "name one combination of the others with --policy"),
        (("sensitivity", "intervention=[okr]"), "what varies?"),
        (("sensitivity", *SAMPLED, "--method", "fast"), "--method must be one of morris, sobol"),
        (("sensitivity", *SAMPLED, "project.size=5,40"), "varies what has a range only"),
        (("sensitivity", "--over", "adoptoin"), "did you mean 'adoption'"),
        (("sensitivity", *SAMPLED, "--samples", "0"), "allowed is 2 to 10000"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(study: Shell, words: tuple[str, ...], why: str) -> None:
    said = study(*words)
    assert said.code == 2
    assert why in said.err
    assert len(said.err.splitlines()) == 1
    assert not said.out


@pytest.mark.parametrize("command", ["discover", "sensitivity"])
def test_help_says_what_is_asked(shell: Shell, command: str) -> None:
    said = shell(command, "--help")
    assert said.code == 0
    assert f"orgchange {command} STUDY" in said.out
