"""Whatever the terminal says beside its tables is in the report, and whatever the report minds is in the terminal."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from experiments.api.running import open_study
from experiments.report.blocks import Facts, Points
from experiments.report.content import content_of
from experiments.report.front.front import front
from experiments.report.methods import methods
from experiments.report.sections import setting
from experiments.results.caveats import caveats, codes, weights
from experiments.results.study import Study
from experiments.results.verdict import found_out
from experiments.wording.screen import Screen
from tests.experiments.shell import Shell

OKR, SWEEP = "intervention=[okr]", ("-m", "intervention=[okr]", "study.replicates=3")
ARMS = ("+case.arms.slow={rollout.speed: 0.1}", "+case.arms.fast={rollout.speed: 1}")
PEOPLE = ("organization=from_data", "organization.employees=people.csv", "organization.ties=ties.csv")
SAMPLED = ("people.trust=interval(0.2,0.8)", "hydra/sweeper=lhs", "hydra.sweeper.samples=4")
SAID = "Said when it ran: "
STUDIES = {
    "unknown": ((*SWEEP, "project.size=5,2000"), ["Without a value of "]),
    "unlike": ((*SWEEP, "horizon.seed=1,2", "study.metric=trust"), ["differ in "]),
    "once": ((OKR, "study.replicates=1"), ["One run of each tells nothing about luck"]),
    "broken": ((*SWEEP, "project.size=5,20", "study.require='trust>=0.99'"), ["None is recommended, as all break"]),
    "case": (("case=sweden",), ["Other than the case as shipped: "]),
    "arms": ((*SWEEP, *ARMS, "project.size=5,20"), [f"{SAID}the arms of the case are left out; "]),
    "alike": ((OKR, *ARMS, "+case.arms.again={rollout.speed: 1}"), [f"{SAID}case.arm=again is the same scenario"]),
    "tables": (
        (*SWEEP, *PEOPLE, "project.size=5,20"),
        [f"{SAID}organization.ties = ties.csv: weights go up to 9", f"{SAID}organization.ties: 1 to oneself dropped"],
    ),
    "worlds": (
        (*SWEEP, "rollout.speed=0.02,1", *SAMPLED, "study.metric=trust", "study.require='adopted>=0.02'"),
        ["Not judged, as what has to be kept is broken: baseline."],
    ),
}
QUICK = ("unknown", "tables")


class Heard(Screen):
    """A screen that keeps the texts it prints, apart from the tables."""

    def __init__(self) -> None:
        super().__init__(width=10_000, quiet=True)
        self.texts: list[str] = []

    def print(self, *objects: Any, **options: Any) -> None:  # noqa: ANN401 - what Console prints
        self.texts += [text for each in objects if isinstance(each, str) for text in each.splitlines() if text]
        super().print(*objects, **options)


@pytest.fixture
def folder(shell: Shell) -> Path:
    """Return a folder with tables of people and ties."""
    rows = "".join(f"p{i},d{i % 3}\n" for i in range(30))
    Path("people.csv").write_text(f"employee,department\n{rows}", encoding="utf-8")
    rows = "".join(f"p{i},p{(7 * i + 1) % 30},{i % 9 + 1}\n" for i in range(30))
    Path("ties.csv").write_text(f"source,target,weight\n{rows}p1,p1,2\n", encoding="utf-8")
    return shell.folder


@pytest.mark.parametrize(
    "kind", [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.long) for kind in STUDIES]
)
def test_terminal_and_report_warn_of_the_same(shell: Shell, folder: Path, kind: str) -> None:
    said = shell.run(*STUDIES[kind][0], "study.name=x")
    assert said.code == 0, said.err
    opened, content = open_study(folder / "results" / "x"), content_of(folder / "results" / "x")
    screen = Heard()
    opened.show(screen)
    terminal, report = " ".join(screen.texts), " ".join(front(content).caveats)
    known = caveats(opened.result, codes(), None if content.worlds is None else content.worlds.broken)
    assert len(front(content).caveats) == len(known) >= len(STUDIES[kind][1])
    assert all(text in terminal for text in known)
    for begins in STUDIES[kind][1]:
        assert begins in terminal
        assert begins in report
    assert _beside(screen.texts, opened.result, known) == []


def test_when_it_begins_and_why_it_stopped_are_in_both(shell: Shell) -> None:
    dated = ("study.start=2027-01-04", "study.until=decided", "study.replicates=16", "study.metric=adopted")
    said = shell.run(OKR, *dated, "study.name=x").out.splitlines()
    content = content_of(shell.folder / "results" / "x")
    begins = [fact.meaning for block in setting(content).blocks if isinstance(block, Facts) for fact in block.facts]
    assert [line for line in said if line.startswith("Week 0 begins on 2027-01-04 (Q1 2027), week 25")] == [begins[1]]
    (sizes,) = (block.items for block in methods(content).blocks if isinstance(block, Points))
    told = " ".join(line for line in said if line.startswith(("Stopped by ", "Against the baseline (each")))
    assert told.replace("by adopted", "by people who have adopted") in sizes


RESULTS = ("What would flip it: ", "What separates them: ", "Where they go wrong, and what decides: ", "Data: ")
OF_WORLDS = (
    "Most robust over ",
    "Good enough (",
    "Policies over ",
    "Policies that are the same",
    "No map: ",
)
OF_A_CASE = ("Not shown by the model: ", "Question: ", "Answer: ", "Observed beside simulated", "Grades: ", "[")
HEADS = re.compile(r".*(?:means of \d+ replicates|\d+ replicates each)(?:; .*)?")


def _beside(texts: Sequence[str], study: Study, known: Sequence[str]) -> list[str]:
    """Return what is said beside results and tables that is no caveat."""
    others = [text for text in texts if not (text.startswith(RESULTS + OF_WORLDS + OF_A_CASE) or HEADS.fullmatch(text))]
    for told in (found_out(study), weights(study, codes()), *known):
        others = [text.replace(told, "", 1) for text in others]
    return [text for text in others if text.strip()]
