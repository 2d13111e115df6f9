"""``orgchange compare`` from the command line: what is paired, found, told and refused."""

import contextlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec import structs

from experiments.command import main
from experiments.compare.changed import changed
from experiments.compare.comparison import compared
from experiments.compare.pairs import MOST_PAIRS, pairs_named, pairs_of_points, pairs_with_baseline
from experiments.compare.projects import projects_changed
from experiments.inference.paired import Verdict
from experiments.inference.unknown import WHY
from experiments.results.study import read_study
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.shell import TINY, Said, Shell

PRACTICE = ("intervention=[okr]", "horizon.weeks=52", "study.replicates=6", "study.keep_projects=true")
STUDIES = (
    ("-m", *PRACTICE, "project.size=5,40", "study.name=okr"),
    ("-m", *PRACTICE, "intervention=[training]", "project.size=5,40", "study.name=training"),
    (*PRACTICE, "project.size=5", "horizon.seed=2", "study.name=seed"),
    (*PRACTICE, "project.size=5", "organization.headcount=61", "study.name=people"),
    ("project.size=5", "horizon.weeks=52", "study.name=plain"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which studies lie that can and cannot be compared."""
    folder = tmp_path_factory.mktemp("made")
    with contextlib.chdir(folder):
        for words in STUDIES:
            assert main(["run", *TINY, *words]) == 0
    return folder / "results"


@pytest.fixture
def study(shell: Shell, made: Path) -> Shell:
    """Return a shell in whose folder these studies lie."""
    shutil.copytree(made, shell.folder / "results")
    return shell


def _json(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.err
    told: dict[str, Any] = json.loads(said.out)
    return told


def test_points_of_two_studies_are_matched_by_their_choices(study: Shell) -> None:
    found = _json(study("compare", "results/okr", "results/training", "--json"))
    assert [each["label"] for each in found["comparisons"]] == ["project.size=5", "project.size=40"]
    assert found["changed"] is None
    one, other = (read_study(study.folder / "results" / name).points[0].runs.metrics for name in ("okr", "training"))
    told = found["comparisons"][0]["metrics"]["adopted"]
    column = METRIC_NAMES.index("adopted")
    assert told["difference"]["mean"] == pytest.approx((one - other)[:, column].mean())
    assert told["superiority"] == (one > other)[:, column].mean() + (one == other)[:, column].mean() / 2
    assert "2 comparisons" in found["control"]


@pytest.mark.long
def test_a_point_is_compared_with_its_baseline_or_any_other(study: Shell) -> None:
    by_default, named = (
        study("compare", "results/okr", "--point", "0", *more) for more in ((), ("--with", "baseline"))
    )
    assert by_default.out == named.out
    assert "Second: baseline" in by_default.out
    said = study("compare", "results/okr", "--point", "project.size=5", "--with", "project.size=40")
    assert "First: project.size=5 (results/okr). Second: project.size=40 (results/okr). 6 pairs." in said.out
    assert "cut into other projects" in said.out
    assert "\x1b" not in said.out


def test_a_design_compared_with_itself_is_the_same_in_every_metric(study: Shell) -> None:
    (comparison, *_) = _json(study("compare", "results/okr", "results/okr", "--point", "0", "--with", "0", "--json"))[
        "comparisons"
    ]
    told = [each for each in comparison["metrics"].values() if each["one"] is not None]
    assert {each["verdict"] for each in told} == {"same"}
    assert {each["superiority"] for each in told} == {0.5}
    assert {name for name, each in comparison["metrics"].items() if each["verdict"] == "unknown"} <= set(WHY)


def test_every_point_is_held_against_its_baseline(study: Shell) -> None:
    said = study("compare", "results/okr", "--replays", "0")
    assert said.out.splitlines()[0] == "change_success (0 to 1), each point against its partner"
    assert "project.size=40" in said.out
    assert "Holm's rule over 2 comparisons of change_success" in said.out
    assert f"over the other {len(METRIC_NAMES) - 1} metrics together" in said.out


def test_what_many_metrics_make_of_a_difference_is_taken_back(made: Path) -> None:
    (found, _) = compared(pairs_with_baseline(read_study(made / "okr")), 0.95, "change_success")
    for each in found.metrics.values():
        assert each.p_adjusted >= each.p
        assert each.verdict.decided == (each.p_adjusted < 0.05)
    assert found.metrics["intervention_effort"].verdict is Verdict.WORSE


def test_projects_of_runs_lived_again_are_those_that_were_kept(made: Path) -> None:
    pair = pairs_with_baseline(read_study(made / "okr"))[0]
    lived_again = changed(pair, 6, 0.95)
    kept = lived_again.projects
    assert kept is not None
    assert kept.kept
    one, other = (replace(side, entry=structs.replace(side.entry, projects=False)) for side in (pair.one, pair.other))
    not_kept = replace(pair, one=one, other=other)
    again = changed(not_kept, 6, 0.95)
    assert not again.notes
    assert again.projects is not None
    assert again.projects.projects == kept.projects
    assert (again.projects.only_one, again.projects.only_other) == (kept.only_one, kept.only_other)
    assert projects_changed(not_kept, None) is None


def test_departments_end_as_the_means_of_the_study_say(made: Path) -> None:
    pair = pairs_with_baseline(read_study(made / "okr"))[0]
    found = changed(pair, 6, 0.95)
    assert len(found.departments) == 4
    people = np.array([each.people for each in found.departments])
    assert people.sum() == pytest.approx(60)
    size = [
        max(abs(each.differences[name].mean) for name in ("adopted", "trust", "workload")) for each in found.departments
    ]
    assert size[0] >= size[-1]
    overall = (pair.one.runs.metrics - pair.other.runs.metrics)[:, METRIC_NAMES.index("trust")].mean()
    weighted = sum(each.differences["trust"].mean * each.people for each in found.departments) / 60
    assert weighted == pytest.approx(overall, abs=0.01)  # the head counts of the organizations differ a little


def test_two_studies_of_one_point_are_compared_whatever_was_chosen(made: Path) -> None:
    study = read_study(made / "plain")
    (pair,) = pairs_of_points(study, study)
    assert pair.one.design == pair.other.design


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "compare takes one study or two"),
        (("a", "b", "c"), "not 3"),
        (("results/none",), "there is no folder results/none"),
        (("okr",), "did you mean results/okr?"),
        (("results/okr", "results/seed", "--point", "0", "--with", "0"), "horizon.seed is 1 and 2"),
        (("results/okr", "results/people"), "organization.headcount is 60 and 61"),
        (("results/plain",), "no point of results/plain has a baseline"),
        (("results/plain", "--point", "0"), "has no baseline"),
        (("results/okr", "--with", "0"), "name it with --point"),
        (("results/okr", "--point", "7"), "--point 7 fits no point"),
        (("results/okr", "--point", "0", "--with", "7"), "--with 7 fits no point"),
        (("results/okr", "--replays", "x"), "--replays must be a whole number"),
        (("results/okr", "--pont", "0"), "did you mean '--point'?"),
    ],
)
def test_what_cannot_be_paired_is_refused_in_one_line(study: Shell, words: tuple[str, ...], why: str) -> None:
    said = study("compare", *words)
    assert said.code == 2
    assert why in said.err
    assert len(said.err.splitlines()) == 1
    assert not said.out


def test_very_many_points_are_refused_unless_one_is_named(made: Path) -> None:
    found = read_study(made / "okr")
    many = replace(found, points=[*found.points] * (MOST_PAIRS // len(found.points) + 1))
    with pytest.raises(ScenarioError, match=r"has 10,002 points.*name one with --point"):
        pairs_named([many], None, None)
    assert len(pairs_named([many], "0", None)) == 1


def test_a_study_of_another_model_is_not_paired_and_not_lived_again(study: Shell) -> None:
    path = study.folder / "results" / "okr" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["code"]["source"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert "different versions of the model" in study("compare", "results/okr", "results/training").err
    assert "made by another version of the model" in study("compare", "results/okr", "--point", "0").out


def test_help_says_what_is_compared(shell: Shell) -> None:
    said = shell("compare", "--help")
    assert said.code == 0
    assert "--with POINT" in said.out
