"""Every answer is a table and plain values of the same numbers, and those are the numbers of the study."""

import json
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import orgchange as oc
from sim.outcomes.dictionary import SERIES_NAMES
from tests.experiments.shell import TINY
from tests.experiments.verify.tampering import flip_bit

OKR = ("intervention=[okr]", "study.keep_projects=true")
Study = Callable[..., oc.OpenStudy]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return what runs a tiny study in a folder of its own."""

    def run(name: str, *words: str) -> oc.OpenStudy:
        folder = tmp_path_factory.mktemp("answers") / name
        return oc.run(*TINY, *words, f"study.folder={folder}", multirun="project.size=5,40" in words or "lhs" in name)

    return run


@pytest.fixture(scope="module")
def plans(made: Study) -> oc.OpenStudy:
    return made("plans", *OKR, "project.size=5,40", "horizon.weeks=52")


@pytest.fixture(scope="module")
def worlds(made: Study) -> oc.OpenStudy:
    return made("worlds", "project.size=5,40", "intervention=[],[okr]", "people.trust=0.3,0.7", "horizon.weeks=52")


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as plain values, numbers that are missing as None."""
    told: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=15))
    return told


def same(one: object, other: object) -> bool:
    """Return whether two values are the same but for the last digits of numbers."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, int | float):
        return bool(np.isclose(one, other, rtol=1e-9, atol=1e-12))
    return one == other


def assert_shown(answer: Any) -> None:  # noqa: ANN401 - an answer of any kind
    """Check that a notebook shows the table and the text of an answer."""
    html = answer._repr_html_()
    assert html.endswith(f"<pre>{escape(str(answer))}</pre>")
    assert ("<table" in html) == bool(len(answer.to_frame()))


def test_a_comparison_has_the_means_of_both_sides_and_their_paired_difference(plans: oc.OpenStudy) -> None:
    answer = plans.compare()
    frame = answer.to_frame().set_index(["pair", "metric"])
    for point in plans.result.points:
        here, there = (runs.averaged for runs in (point.runs, point.baseline_runs) if runs is not None)
        unknown = np.isnan(here).any(axis=0) | np.isnan(there).any(axis=0)
        here, there = (np.where(unknown, np.nan, each) for each in (here, there))
        told = frame.loc[point.label]
        assert told["first"].tolist() == pytest.approx(here.mean(axis=0).tolist(), nan_ok=True)
        assert told["second"].tolist() == pytest.approx(there.mean(axis=0).tolist(), nan_ok=True)
        assert told["difference"].tolist() == pytest.approx((here - there).mean(axis=0).tolist(), nan_ok=True)
    assert frame.loc[(plans.result.points[0].label, "failed"), "better"] == "less"
    assert frame.loc[(plans.result.points[0].label, "trust"), "better"] == "more"
    assert frame["verdict"].tolist() == [
        each.verdict.value for found in answer.found for each in found.metrics.values()
    ]
    assert_shown(answer)


def test_differences_as_plain_values_are_those_of_the_table(plans: oc.OpenStudy) -> None:
    answer = plans.differences()
    assert str(answer).split()[:2] == ["point", "metric"]
    assert [line.split()[:2] for line in str(plans.differences("trust")).splitlines()[1:]] == [
        [point.label, "trust"] for point in plans.result.points
    ]
    by_name = {(row["point"], row["metric"]): row for row in rows(answer.to_frame())}
    assert len(by_name) == 2 * len(plans.result.points[0].runs.metrics[0])
    for point, metrics in answer.to_dict().items():
        for metric, told in metrics.items():
            assert same({name: by_name[point, metric][name] for name in told}, told)
    assert by_name["project.size=5", "adopted"]["unit"] == "share of people"
    assert "+" in str(plans.differences("adopted"))
    assert_shown(answer)


@pytest.mark.long
def test_what_happened_to_a_project_is_a_row_an_event(plans: oc.OpenStudy) -> None:
    answer = plans.explain(point="0", project=1)
    events = [(event["week"], event["kind"], event["text"]) for event in answer.to_dict()["events"]]
    assert [tuple(row.values()) for row in rows(answer.to_frame())] == events
    assert events[0][1] == "start"
    assert_shown(answer)


@pytest.mark.parametrize("listing", ["", "units", "employees"])
def test_what_can_be_asked_about_is_a_row_a_thing(plans: oc.OpenStudy, listing: str) -> None:
    answer = plans.explain(point="0", listing=listing)
    assert same(rows(answer.to_frame()), json.loads(json.dumps(answer.to_dict()[listing or "projects"])))
    assert len(answer.to_frame()) == len(plans.explain(point="0").to_dict()[listing or "projects"])


def test_a_discovery_has_a_row_a_policy(worlds: oc.OpenStudy) -> None:
    answer = worlds.discover(meet="trust>=0.4", keep=False)
    policies = answer.to_dict()["regret"]["policies"]
    assert len(policies) == 4
    assert same(rows(answer.to_frame()), json.loads(json.dumps(policies)))
    assert_shown(answer)


def test_what_was_asked_is_answered_and_kept_only_where_it_is_wanted(worlds: oc.OpenStudy) -> None:
    asked = worlds.discover(
        metric="trust", meet=["trust>=0.4", "silo<=0.9"], policy={"project.size": "40"}, keep=False
    ).to_dict()
    assert asked["metric"] == "trust"
    assert asked["regret"]["thresholds"] == ["trust>=0.4", "silo<=0.9"]
    assert [answer["subject"].startswith("project.size=40") for answer in asked["scenarios"]] == [True]
    assert not (worlds.folder / "discover.json").exists()
    worlds.discover(loses={"project.size": "40"}, against={"project.size": "5"})
    kept = json.loads((worlds.folder / "discover.json").read_text())
    assert kept["scenarios"][0]["subject"].startswith("project.size=40 loses against project.size=5")


@pytest.mark.long
def test_a_sensitivity_has_a_row_a_parameter(made: Study) -> None:
    words = ("hydra/sweeper=lhs", "hydra.sweeper.samples=40", "people.trust=interval(0.2,0.8)", "study.replicates=2")
    answer = made("lhs", *words).sensitivity(metric="trust", keep=False)
    (row,) = rows(answer.to_frame())
    ((influence,),) = [each["influences"] for each in answer.to_dict()["sensitivities"]]
    assert (row["metric"], row["parameter"], row["difference"]) == ("trust", "people.trust", False)
    assert row["is_clear"]
    assert same([row["S1"], row["S1_half"]], [influence["measures"]["S1"], influence["halves"]["S1"]])
    assert row["S1"] > 0.8
    assert_shown(answer)


@pytest.mark.long
def test_flips_have_a_row_a_value_that_changes_a_verdict(made: Study) -> None:
    costly = (
        "study.metric=portfolio_benefits",
        "study.equivalence=0",
        "intervention.okr.dip=0.6",
        "onboarding.share=0",
    )
    study = made("one", *OKR, "horizon.weeks=52", "project.size=5", "study.replicates=8", *costly)
    answer = study.flips("learning.rate", replicates=8)
    told = [(verdict["metric"], found) for verdict in answer.to_dict()["verdicts"] for found in verdict["found"]]
    found = answer.to_frame()
    assert found["parameter"].tolist() == ["learning.rate"] * len(told)
    assert found["metric"].tolist() == [metric for metric, _ in told]
    for column in ("value", "effect"):
        assert found[column].tolist() == [each[column] for _, each in told]
    assert found["mean"].tolist() == [each["difference"]["mean"] for _, each in told]
    assert "flips" in found["effect"].tolist()
    assert_shown(answer)


def test_what_verify_finds_is_a_row_a_value(plans: oc.OpenStudy, tmp_path: Path) -> None:
    folder = shutil.copytree(plans.folder, tmp_path / "plans")
    flip_bit(folder / "runs.parquet", "trust", 7, bit=20)
    answer = oc.open_study(folder).verify(None)
    (row,) = rows(answer.to_frame())
    assert (row["table"], row["column"], answer.to_dict()["same"]) == ("runs", "trust", False)
    assert same([row], json.loads(json.dumps(answer.to_dict()["mismatches"])))
    assert_shown(answer)


def test_tables_are_those_of_the_files_with_what_was_chosen_beside_them(plans: oc.OpenStudy) -> None:
    weeks = pq.read_table(plans.folder / "weeks.parquet").to_pylist()
    found = plans.weeks.set_index(["design", "replicate"]).sort_index()
    for row in weeks[:3]:
        told = found.loc[(row["design"], row["replicate"])]
        assert told["week"].tolist() == list(range(52))
        assert {name: told[name].tolist() for name in SERIES_NAMES} == {name: row[name] for name in SERIES_NAMES}
    assert len(found) == sum(len(row["trust"]) for row in weeks)
    for name, frame in (("series", plans.series), ("projects", plans.projects)):
        kept = pq.read_table(plans.folder / f"{name}.parquet").to_pandas()
        pd.testing.assert_frame_equal(frame[kept.columns.tolist()], kept)
    sizes = {point.design: point.choices["project.size"] for point in plans.result.points}
    chosen = plans.projects[~plans.projects["is_baseline"]]
    assert chosen["project.size"].tolist() == [sizes[design] for design in chosen["design"]]
    baselines = plans.projects[plans.projects["is_baseline"]]
    assert set(baselines["design"]) == {point.baseline for point in plans.result.points}
    assert set(baselines["project.size"]) == {5, 40}


def test_medians_of_the_series_are_those_of_the_weeks(plans: oc.OpenStudy) -> None:
    series = plans.series[plans.series["statistic"] == "q50"].set_index(["design", "week"])
    medians = plans.weeks.groupby(["design", "week"])[list(SERIES_NAMES)].median()
    assert np.allclose(series.loc[medians.index, list(SERIES_NAMES)], medians, atol=1e-6)


def test_a_study_without_a_folder_tells_the_same_of_projects(plans: oc.OpenStudy) -> None:
    model = [word for word in TINY if not word.startswith("study.")]
    plan = oc.scenario(*model, "horizon.weeks=52", "project.size=5", "intervention=[okr]")
    simulated = oc.simulate(plan, 4, keep_projects=True)
    kept = plans.projects[plans.projects["design"] == plans.result.points[0].design].reset_index(drop=True)
    assert plans.result.points[0].label == "project.size=5"
    shared = [name for name in simulated.projects.columns if name in kept]
    assert len(shared) > 40
    pd.testing.assert_frame_equal(simulated.projects[shared], kept[shared], check_dtype=False)
    weekly = plans.weeks[plans.weeks["design"] == plans.result.points[0].design].reset_index(drop=True)
    pd.testing.assert_frame_equal(simulated.weeks, weekly[simulated.weeks.columns.tolist()], check_dtype=False)
    assert (oc.simulate(plan, 2).projects.empty, simulated.to_frame() is simulated.runs) == (True, True)
