"""An open study: its tables carry what was chosen, and its answers say what the commands print."""

import json
import math
from html import escape
from pathlib import Path

import numpy as np
import pytest

import orgchange as oc
from experiments.api import reporting
from sim.errors import ScenarioError
from tests.experiments.shell import TINY, Shell

SWEEP = (*TINY, "intervention=[okr]", "study.keep_projects=true", "study.name=sweep")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> oc.OpenStudy:
    """Return a sweep over two sizes."""
    folder = tmp_path_factory.mktemp("api") / "sweep"
    return oc.run(*SWEEP, "project.size=5,20", f"study.folder={folder}", multirun=True)


def test_runs_carry_choices_and_units(study: oc.OpenStudy) -> None:
    runs = study.runs
    assert len(runs) == 2 * 2 * 4
    assert set(runs[~runs["is_baseline"]]["project.size"]) == {5, 20}
    assert set(runs["intervention"].dropna()) == {"[okr]"}
    assert runs.attrs["units"]["adoption_t50"] == "weeks"
    assert runs.attrs["units"]["project.size"] == "person-weeks"
    assert runs.attrs["meanings"]["trust"]


def test_tables_agree_with_one_another(study: oc.OpenStudy) -> None:
    last = study.weeks[study.weeks["week"] == study.weeks["week"].max()]
    ends = study.runs.set_index(["design", "replicate"])["adopted"]
    found = last.set_index(["design", "replicate"])["adopted"]
    assert np.allclose(found, ends.loc[found.index], atol=1e-6)
    counted = study.projects.groupby(["design", "replicate"]).size()
    wanted = study.runs.set_index(["design", "replicate"])["projects_wanted"]
    assert (counted == wanted.loc[counted.index]).all()


def test_summary_is_the_file(study: oc.OpenStudy) -> None:
    import pandas as pd

    pd.testing.assert_frame_equal(study.summary, pd.read_csv(study.folder / "summary.csv"))


def test_differences_are_those_of_the_summary(study: oc.OpenStudy) -> None:
    frame = study.differences("trust").to_frame()
    summary = study.summary[study.summary["metric"] == "trust"]
    assert frame["mean"].tolist() == pytest.approx(summary["difference"].tolist(), rel=1e-5)
    everything = study.differences()
    assert set(everything.found) == {"project.size=5", "project.size=20"}
    assert everything.to_dict()["project.size=5"]["trust"]["pairs"] == 4
    with pytest.raises(ScenarioError, match="there is no metric 'trst'; did you mean 'trust'"):
        study.differences("trst")


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "ask"),
    [
        (("compare",), lambda study: study.compare()),
        (("discover",), lambda study: study.discover(keep=False)),
        (("explain", "--point=0", "--project=1"), lambda study: study.explain(point="0", project=1)),
        (("explain", "--point=0"), lambda study: study.explain(point="0")),
        (("verify",), lambda study: study.verify()),
        (("flips", "saturation"), lambda study: study.flips("saturation")),
    ],
)
def test_an_answer_is_what_the_command_prints(
    study: oc.OpenStudy, shell: Shell, words: tuple[str, ...], ask: object
) -> None:
    assert callable(ask)
    answer = ask(study)
    command, *flags = words
    said = shell(command, str(study.folder), *flags)
    assert said.code == 0, said.err
    assert str(answer) == said.out.rstrip("\n")
    plain = shell(command, str(study.folder), *flags, "--json")
    assert json.loads(plain.out) == json.loads(json.dumps(answer.to_dict()))
    assert f"<pre>{escape(str(answer))}</pre>" in answer._repr_html_()


@pytest.mark.long
def test_a_study_says_what_the_command_prints(study: oc.OpenStudy, shell: Shell) -> None:
    said = shell.run(*SWEEP, "project.size=5,20", f"study.folder={study.folder}", "-m")
    assert str(study) == said.out.rstrip("\n")
    assert study.verdict in str(study)
    assert study.verdict in repr(study)
    assert oc.open_study(study.folder).verdict == study.verdict


@pytest.mark.long
def test_pictures_are_figures(study: oc.OpenStudy, tmp_path: Path) -> None:
    figure = study.plot.adoption()
    figure.savefig(tmp_path / "adoption.png")
    assert (tmp_path / "adoption.png").read_bytes().startswith(b"\x89PNG")
    titles = {name: getattr(study.plot, name)().texts[0].get_text() for name in ("adoption", "fates", "differences")}
    assert titles == {
        "adoption": "Adoption by project size",
        "fates": "Fate of projects by project size",
        "differences": "Success of the change: paired difference to the baseline",
    }
    assert set(study.plot.names) <= set(dir(study.plot))
    with pytest.raises(AttributeError, match="no picture 'adaption'; did you mean 'adoption'"):
        study.plot.adaption()
    with pytest.raises(ScenarioError, match="nothing for a picture 'case'"):
        study.plot.case()


@pytest.mark.long
def test_a_report_lies_where_it_is_wanted(study: oc.OpenStudy, tmp_path: Path) -> None:
    assert study.report(tmp_path / "mine.html") == tmp_path / "mine.html"
    text = (tmp_path / "mine.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "The question, and the answer" in text
    assert not (study.folder / "report.html").exists()


def test_a_report_of_very_many_points_is_refused(study: oc.OpenStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "MOST_POINTS", 1)
    with pytest.raises(ScenarioError, match="has 2 points, and a report tells of 1 at most; "):
        study.report()


@pytest.mark.long
def test_a_scenario_is_what_a_command_would_run() -> None:
    plan = oc.scenario({"project.size": 40}, case="amsterdam", intervention=["okr", "training"])
    assert plan.project.size == 40
    assert plan.intervention.training.strength > 0
    assert plan.intervention.okr.strength > 0
    with pytest.raises(ScenarioError, match=r"did you mean 'project\.size'"):
        oc.scenario({"project.sise": 40})


def test_runs_without_a_study_are_those_of_a_study(study: oc.OpenStudy) -> None:
    model = [word for word in TINY if not word.startswith("study.")]
    plan = oc.scenario(*model, "intervention=[okr]", "project.size=5")
    simulated = oc.simulate(plan, 4, keep_projects=True)
    kept = study.runs[(study.runs["project.size"] == 5) & ~study.runs["is_baseline"]]
    assert simulated.runs["trust"].tolist() == kept["trust"].tolist()
    assert len(simulated.weeks) == 4 * 26
    assert math.isclose(simulated.to_dict()["trust"], kept["trust"].mean())
    assert simulated.weeks.groupby("replicate")["adopted"].last().tolist() == pytest.approx(kept["adopted"].tolist())
    assert len(simulated.projects) == simulated.runs["projects_wanted"].sum()


def test_an_organization_is_that_of_the_runs_or_of_ones_own_tables(tmp_path: Path) -> None:
    plan = oc.scenario("organization.headcount=60", "organization.departments=4")
    assert oc.organization(plan).headcount == 60
    (tmp_path / "people.csv").write_text("id,department\nann,IT\nbob,HR\n")
    (tmp_path / "ties.csv").write_text("source,target\nann,bob\n")
    own = oc.organization(employees=tmp_path / "people.csv", ties=tmp_path / "ties.csv")
    assert sorted(own.seat_names) == ["ann", "bob"]


def test_declarations_are_tables(shell: Shell) -> None:
    assert "miscommunication.barrier" in oc.parameters("miscommunication").to_frame()["name"].tolist()
    assert str(oc.metrics("trust")) == shell("describe", "metrics", "trust").out.rstrip("\n")
    for command, answer in {"parameters": oc.parameters(), "week": oc.week(), "evidence": oc.evidence()}.items():
        told = json.loads(shell("describe", command, "--json").out)
        assert [row["name"] for row in told] == answer.to_frame()["name"].tolist()
    assert {"parameter", "target"} == set(oc.evidence().to_frame()["kind"])
