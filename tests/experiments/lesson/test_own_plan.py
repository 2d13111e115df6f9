"""A lesson about a plan and departments of one's own, built as a user would, is lived with the bits of this machine."""

from pathlib import Path

import pytest

from experiments.lesson.content import read_lesson
from experiments.lesson.futures import futures_of
from experiments.lesson.page import stamp_of
from portable.image import laid_out
from tests.experiments.conftest import shell
from tests.experiments.lesson.small import SETTING, TEXT, written
from tests.experiments.lesson.visiting import differences, memory_of, opened
from tests.experiments.report.browser import chromium, needs_chromium
from tests.experiments.shell import Shell

__all__ = ["shell"]

TOWN = """
source: recipe
headcount: 60
departments: [{name: Works, people: 24}, {name: Care, people: 21}, {name: Desk, people: 15}]
"""
MINE = """
title: Managers first, then OKR for two of three
project: microprojects
measures:
  - {measure: training, from: 0, to: 8, rollout: big_bang}
  - {measure: okr, from: 4, rollout: {speed: 0.5}, departments: [Works, Desk]}
"""
OWN = ("organization=town", "plan=mine", "horizon.weeks=26")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    futures = [[*OWN], [*OWN, "rollout.coaches=60"]]
    setting = {**SETTING, "futures": futures, "stops": SETTING["stops"][:1], "worlds": 10, "why": {}, "claims": {}}
    said = {key: value for key, value in TEXT.items() if key != "guide"}
    folder = written(tmp_path / "mine", setting, en={**said, "stops": ["Now?"], "why": {}})
    for place, text in (("organization/town.yaml", TOWN), ("plan/mine.yaml", MINE)):
        (folder / place).parent.mkdir()
        (folder / place).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.long
@needs_chromium
def test_a_plan_with_departments_of_ones_own_is_lived_with_the_same_bits(
    mine: Path, tmp_path: Path, shell: Shell
) -> None:
    said = shell("lesson", "build", "mine", "--out", "own.html")
    assert (said.code, said.err) == (0, "")
    found = read_lesson(str(mine))
    futures = futures_of(found)
    assert [futures.organization.headcount, *futures.organization.department_names] == [60, "Works", "Care", "Desk"]
    text = (tmp_path / "own.html").read_text(encoding="utf-8")
    assert not any(name in text for name in ("Works", "Care", "Desk"))
    levers = {"rollout.coaches": 40, "rollout.speed": 1.0}
    with chromium() as browser:
        visit = opened(browser, tmp_path / "own.html")
        visit.page.evaluate("(code) => (location.hash = code)", f"mine.3.a3+b.{stamp_of(found)}")
        visit.page.reload()
        visit.page.wait_for_selector("body[data-ready=yes]")
        for future, code, decided in ((0, "a", {}), (1, "b", {}), (0, "a3", levers)):
            model = futures.model(future)
            while model.week < 26:
                if model.week == 8:
                    model.set_levers(**decided)
                model.step()
            memory = memory_of(visit.page, code, 26)
            assert differences(laid_out(futures.plans[future], 3), memory, model) == [], code
        assert (visit.requests, visit.complaints) == ([], [])
        visit.close()


@pytest.mark.long
def test_another_plan_in_the_same_folder_is_another_lesson(mine: Path) -> None:
    found = read_lesson(str(mine))
    before, stamp = futures_of(found).scenarios, stamp_of(found)
    (mine / "plan" / "mine.yaml").write_text(MINE.replace("from: 4", "from: 6"), encoding="utf-8")
    assert futures_of(found).scenarios != before
    assert stamp_of(found) != stamp


def test_a_plan_that_there_is_not_is_refused(mine: Path, shell: Shell) -> None:
    (mine / "plan" / "mine.yaml").rename(mine / "plan" / "other.yaml")
    said = shell("lesson", "build", "mine")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "mine/lesson.yaml: futures[0]:" in said.err
    assert "other" in said.err
