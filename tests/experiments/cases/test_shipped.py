"""The shipped cases: each says where its observations come from, and runs from one command to its answer."""

import json
from functools import cache
from pathlib import Path

import pytest
from hydra.types import RunMode

from docs.generator.cases import write_case
from experiments.cases.findings import SHOWN, Agreement
from experiments.configuration.case import CASE, Case, checked_case
from experiments.configuration.composer import checked_composition
from experiments.configuration.observation import EvidenceGrade, Kind
from experiments.configuration.options import option_names
from experiments.running.hydra.session import hydra_started
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell
from tests.paths import ROOT

__all__ = ["shell"]

NAMES = option_names()["case"]
SHORT = ("study.replicates=2", "study.pictures=false", "horizon.weeks=60", "organization.draws=1")


@cache
def case(name: str) -> Case:
    with hydra_started() as hydra:
        return checked_case(
            checked_composition(hydra.compose_config("config", [f"case={name}"], RunMode.RUN)).values[CASE]
        )


def test_the_five_cases_are_shipped() -> None:
    assert NAMES == ["amsterdam", "antwerp", "public_it", "strategic_doing", "sweden"]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_asks_a_question_that_its_arms_can_answer(name: str) -> None:
    shipped = case(name)
    assert shipped.settings.title
    assert shipped.settings.question.endswith("?")
    assert len(shipped.arms) > 1
    assert shipped.compare
    assert shipped.metrics


@pytest.mark.parametrize("name", NAMES)
def test_every_observation_says_where_it_comes_from(name: str) -> None:
    observed = case(name).observed
    assert {found.kind for found in observed} >= {Kind.DIRECTION}
    for found in observed:
        assert len(found.source) > 10
        assert found.grade != EvidenceGrade.M


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_stands_against_everything_that_is_not_shown(name: str) -> None:
    items = json.loads((ROOT / "docs" / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    observed = case(name).observed
    for found, item in zip(observed, items[-len(observed) :], strict=True):
        assert item["label"] == found.what
        says = item["text"].partition("; simulated: ")[2].partition("; ")[2].partition(" (")[0]
        assert says in {one.value for one in Agreement}
        if says not in {one.value for one in SHOWN}:
            assert found.opposed, f"{name}: '{found.what}' is not shown; say what stands against it (opposed)"
            assert item["text"].endswith(f". What stands against it: {found.opposed}")


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_case_runs_from_one_command_to_its_answer(shell: Shell, name: str) -> None:
    said = shell("run", f"case={name}", *SHORT)
    assert said.code == 0, said.err
    shipped = case(name)
    assert f"Question: {shipped.settings.question}" in said.out
    assert "\nAnswer: " in said.out
    lines = said.out.splitlines()
    for found in shipped.observed:
        (line,) = (line for line in lines if line.startswith(found.what))
        assert f"{found.basis.value}, {found.grade.value} [" in line
        if found.kind == Kind.DIRECTION:
            assert f"{found.direction.value}: " in line
        elif found.kind == Kind.OUTSIDE:
            assert "not in the model" in line
    again = shell("run", f"case={name}", *SHORT)
    assert " finished already" in again.err
    assert again.out == said.out


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_written_for_the_documentation(shell: Shell, name: str, tmp_path: Path) -> None:
    assert write_case(name, tmp_path / "docs") == 0
    items = json.loads((tmp_path / "docs" / f"{name}.json").read_text(encoding="utf-8"))
    assert [item["label"] for item in items[:2]] == ["Question", "Answer"]
    assert [item["label"] for item in items[-len(case(name).observed) :]] == [
        found.what for found in case(name).observed
    ]
    assert all(item["text"] for item in items)
    assert (tmp_path / "docs" / f"{name}.png").stat().st_size > 10_000
