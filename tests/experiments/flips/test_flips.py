"""``orgchange flips`` from the command line: what is tried, what is found, what is kept and what is refused."""

import contextlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from experiments.command import main
from experiments.configuration.assumptions import assumptions, chosen
from experiments.flips.contrasts import contrasts_of
from experiments.flips.variants import variants_of
from experiments.organizations.shared import Organizations
from experiments.results.study import DIRECTIONS, read_study
from sim.engine import simulate
from sim.organization.builder import build_organization
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import Scenario
from tests.experiments.shell import TINY, Said, Shell

PRACTICE = ("intervention=[okr]", "horizon.weeks=52", "project.size=5", "study.replicates=8")
COSTLY = ("intervention.okr.dip=0.6", "onboarding.share=0")
ONE = (*PRACTICE, *COSTLY, "study.metric=portfolio_benefits", "study.equivalence=0", "study.name=one")
ARMS = (
    *PRACTICE,
    "study.name=arms",
    "study.metric=adopted",
    "+case.arms.slow={rollout.speed: 0.1, adoption.retry: 0.5}",
    "+case.arms.fast={rollout.speed: 1, adoption.retry: 0.5}",
    "+case.compare=[{arm: fast, against: slow},{arm: fast, against: baseline}]",
)
SWEEP = ("-m", "intervention=[okr]", "project.size=5,40", "study.name=sweep")
HELD = "learning.rate"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a plan, a case with arms and a sweep lie."""
    folder = tmp_path_factory.mktemp("made")
    with contextlib.chdir(folder):
        for words in (ONE, ARMS, SWEEP):
            assert main(["run", *TINY, *words]) == 0
    return folder


@pytest.fixture
def study(shell: Shell, made: Path) -> Shell:
    """Return a shell in whose folder these studies lie."""
    shutil.copytree(made, shell.folder, dirs_exist_ok=True)
    return shell


def _json(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.err
    told: dict[str, Any] = json.loads(said.out)
    return told


def _difference(parameter: str, value: float, replicates: int) -> float:
    """Return the mean paired difference of the plan and its baseline with another value, from the engine itself."""
    tiny = {
        "organization.headcount": 60,
        "organization.departments": 4,
        "horizon.weeks": 52,
        "project.size": 5,
        "intervention.okr.dip": 0.6,
        "onboarding.share": 0.0,
        parameter: value,
    }
    plain = Scenario().with_values(tiny)
    organizations = [
        build_organization(plain.organization, 1, draw) for draw in range(min(plain.organization.draws, replicates))
    ]
    plan = plain.with_values({"intervention.okr.strength": 1.0})
    column = METRIC_NAMES.index("portfolio_benefits")
    here, there = (simulate(each, organizations, range(replicates)).metrics[:, column] for each in (plan, plain))
    return float((here - there).mean())


def test_a_practice_that_costs_more_than_it_gives_pays_when_it_is_learned_at_once(study: Shell) -> None:
    verdict = _json(study("flips", "results/one", HELD, "--replicates", "8", "--inside", "0", "--json"))["verdicts"][0]
    assert verdict["difference"]["verdict"] == "worse"
    assert verdict["as_is"] == verdict["difference"]
    (flipping,) = [found for found in verdict["found"] if found["effect"] == "flips"]
    assert (flipping["parameter"], flipping["value"], flipping["usual"]) == (HELD, 1, 0.11)
    assert flipping["difference"]["verdict"] == "better"
    assert flipping["difference"]["mean"] == pytest.approx(_difference(HELD, 1.0, 8))


@pytest.mark.long
def test_what_flips_is_told_kept_and_shown_under_the_verdict(study: Shell) -> None:
    assert "What would flip it: orgchange flips results/one" in study.run(*ONE).out
    said = study("flips", "results/one", HELD)
    assert said.code == 0, said.err
    assert "designs x replicates 12 = " in said.err
    lines = said.out.splitlines()
    assert lines[0] == "one: portfolio_benefits (share), 95 % intervals"
    assert ": worse, −" in lines[2]
    turn = re.fullmatch(
        r"It turns at learning\.rate = (\S+) \(between (\S+) and (\S+); here 0\.11, allowed 0 to 1\)", lines[3]
    )
    assert turn is not None
    assert lines[4] == "Flip it: decided the other way"
    assert lines[6].split()[::2][:2] == [HELD, "0.11"]
    assert "Tried: assumptions 1, values 7 x pairs 12, runs 192; " in said.out
    assert "no global search" in said.out
    assert "\x1b" not in said.out
    told = study.run(*ONE).out
    assert f"Would flip: {HELD}=" in told
    edge = f" against its baseline on portfolio_benefits turns at {HELD} = {turn.group(1)} (here 0.11, allowed 0 to 1)"
    assert edge in told
    assert told.index(edge) < told.index("Worse than the baseline")
    kept = json.loads((study.folder / "results" / "one" / "flips.json").read_text(encoding="utf-8"))
    assert set(kept) == {"study", "words", "replicates", "inside", "verdicts"}
    assert (kept["words"], kept["replicates"], kept["inside"]) == ([HELD], 12, 5)
    assert set(kept["verdicts"][0]) == {
        *("label", "metric", "one", "other", "difference", "as_is", "tried", "not_tried", "found", "turns", "pairs"),
    }


@pytest.mark.long
def test_flips_of_another_study_in_the_folder_do_not_count(study: Shell) -> None:
    study("flips", "results/one", HELD)
    assert "What would flip it: orgchange flips" in study.run(*ONE, "study.metric=adopted").out


@pytest.mark.long
def test_a_verdict_that_nothing_tried_flips_says_so(study: Shell) -> None:
    said = study("flips", "results/one", "reporting.h", "steering.resigned")
    assert "Nothing tried would flip it." in said.out
    assert "Flip it" not in said.out
    assert "Nothing tried would flip it (assumptions tried: 2, one at a time, at their bounds" in study.run(*ONE).out


def test_a_word_that_no_assumption_has_is_refused_beside_one_that_some_have(study: Shell) -> None:
    said = study("flips", "results/one", HELD, "adoption.resolve")
    assert said.code == 2
    assert "no assumption has 'adoption.resolve' in its name" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.long
def test_every_comparison_of_a_case_is_tried_and_what_an_arm_sets_is_left_alone(study: Shell) -> None:
    found = _json(
        study("flips", "results/arms", "adoption.retry", "adoption.push", "intervention.lean", "--inside=0", "--json")
    )
    first, second = found["verdicts"]
    assert [first["label"], second["label"]] == ["Fast against slow", "Fast against baseline"]
    for verdict in (first, second):
        assert verdict["tried"]["parameters"] == ["adoption.push"]
        assert verdict["not_tried"]["set_by_an_arm"] == ["adoption.retry"]
        assert "intervention.lean.gain" in verdict["not_tried"]["without_effect_here"]
    assert [each["effect"] for each in second["found"] if each["value"] == 0] == ["dissolves"]
    assert (
        "Nothing tried would flip it (assumptions tried: 1, one at a time, at their bounds; values that would leave "
        "it undecided: 1)" in study.run(*ARMS).out
    )


def test_a_sweep_tries_the_best_against_the_second(study: Shell) -> None:
    verdicts = _json(study("flips", "results/sweep", "steering.grace", "--inside=0", "--json"))["verdicts"]
    metrics = [verdict["metric"] for verdict in verdicts]
    assert metrics[0] == "change_success"
    assert {"portfolio_benefits", "change_success", "adopted"} <= set(metrics)
    for verdict in verdicts:
        assert {"project.size=5", "project.size=40"} == set(verdict["label"].split(" against "))
        assert verdict["tried"]["runs"] == 12 * 2 * 3


@pytest.mark.long
def test_every_assumption_that_can_matter_is_tried_at_both_bounds(study: Shell) -> None:
    found_study = read_study(study.folder / "results" / "one")
    contrast = contrasts_of(found_study)[0]
    settings = found_study.manifest.study_settings
    names = chosen(["intervention", "adoption", "coordination"])
    found = variants_of(contrast, names, settings, Organizations())
    assert sorted([*found.parameters, *found.without_effect]) == sorted(names)
    values = {(variant.parameter, variant.value) for variant in found.tried}
    wanted = {(name, bound) for name in found.parameters for bound in assumptions()[name].bounds or ()}
    usual = {(name, declared.default) for name, declared in assumptions().items()}
    assert values == wanted - usual
    assert all(
        variant.other == contrast.other for variant in found.tried if variant.parameter.startswith("intervention.")
    )
    assert not any(name.endswith(".active") for name in assumptions())


@pytest.mark.long
def test_an_undecided_study_is_told_how_much_chance_may_decide(study: Shell) -> None:
    one = read_study(study.folder / "results" / "one")
    differences = one.against_baseline(one.points[0])
    told = {name: found for name, found in (differences or {}).items() if DIRECTIONS[name]}
    open_metric = next(name for name, found in told.items() if found.low < -found.equivalence < 0.0 < found.high)
    study.run(*ONE, f"study.metric={open_metric}")
    said = study("flips", "results/one", "wellbeing", "--replicates=4")
    assert ": undecided, " in said.out
    assert "by chance alone" in said.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("results/none",), "there is no folder results/none"),
        (("one",), "did you mean results/one?"),
        ((), "flips of which study?"),
        (("results/one", "adoptoin"), "did you mean 'adoption'?"),
        (("results/one", "--replicates", "1"), "--replicates must be a whole number from 2"),
        (("results/one", "--replicates"), "--replicates needs a value"),
        (("results/one", "--jsn"), "did you mean '--json'?"),
        (("results",), "results is no study"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(study: Shell, words: tuple[str, ...], why: str) -> None:
    said = study("flips", *words)
    assert said.code == 2
    assert why in said.err
    assert len(said.err.splitlines()) == 1
    assert not said.out


@pytest.mark.long
def test_a_study_of_another_model_or_without_a_comparison_is_refused(study: Shell) -> None:
    study.run("project.size=5", "study.name=plain")
    assert "compares nothing" in study("flips", "results/plain").err
    path = study.folder / "results" / "one" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["code"]["source"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    said = study("flips", "results/one")
    assert said.code == 2
    assert "another version of the model" in said.err


def test_help_says_what_is_tried(shell: Shell) -> None:
    said = shell("flips", "--help")
    assert said.code == 0
    assert "--replicates N" in said.out
