"""Sections on doubts and on words: assumptions that matter here, flips that were found, terms of this very study."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from experiments.cases.findings import findings_of
from experiments.discover.discovery import Wanted, discovered
from experiments.flips.saved import FILE
from experiments.provenance.kept import about
from experiments.report.blocks import Block, Cell, Facts, Paragraph, Points, ShellCommand, TableBlock
from experiments.report.content import ReportContent
from experiments.report.flips_section import MOST, doubts
from experiments.report.glossary import TERMS, WORLDS, glossary
from experiments.report.sections import setting
from experiments.report.verdict import verdict
from experiments.report.wording import sentence
from experiments.store.manifest import DesignEntry, PointEntry
from experiments.wording.language import say
from sim.parameters import Grade, Role
from sim.scenario import declared_parameters
from tests.experiments.cases.test_findings import study as case_study
from tests.experiments.discover.studies import Varied, study
from tests.experiments.report.made import content, runs

WORRYING: Varied = {"project.size": [5, 20], "people.trust": [0.2, 0.5, 0.8]}


def plans(**manifest: Any) -> ReportContent:  # noqa: ANN401 - fields of a manifest
    """Return two plans that differ in the size of projects."""
    levels = ((5, 0.5), (20, 0.4))
    points = [({"project.size": size}, runs(successful=level), runs(successful=0.3)) for size, level in levels]
    return content(points, varied=("project.size",), **manifest)


def over_worlds(sampled: Sequence[str] = ()) -> ReportContent:
    """Return two plans over three worlds."""
    made = study(WORRYING, lambda choices: float(choices["people.trust"]), sampled=sampled)
    points = tuple(PointEntry(point.label, point.design, point.baseline, dict(point.choices)) for point in made.points)
    made = replace(made, manifest=structs.replace(made.manifest, points=points))
    return ReportContent(made, None, discovered(made, Wanted()))


def blocks(made: ReportContent) -> list[Block]:
    """Return what stands in the section on doubts."""
    section = doubts(made)
    assert section is not None
    return list(section.blocks)


def table(found: list[Block]) -> TableBlock:
    """Return the one table among some blocks."""
    (one,) = (block for block in found if isinstance(block, TableBlock))
    return one


def test_assumptions_are_listed_that_lie_beside_what_varies_or_is_tried() -> None:
    found = blocks(plans())
    assert [block.text for block in found if isinstance(block, ShellCommand)] == ["orgchange flips made"]
    doubted = [
        (key, declared)
        for key, declared in declared_parameters().items()
        if declared.grade == Grade.ASSUMPTION and declared.role == Role.UNCERTAINTY and key.startswith("project.")
    ]
    rows = table(found).rows
    assert 0 < len(rows) == min(MOST, len(doubted))
    assert [row[0].note.startswith(declared.meaning[:20]) for row, (_, declared) in zip(rows, doubted, strict=False)]
    assert not any("Rollout" in row[0].text for row in rows)


def test_assumptions_that_vary_already_are_not_doubted_once_more() -> None:
    names = {row[0].text for row in table(blocks(plans())).rows}
    varied = content(
        [({"project.size": 5, "project.share": share}, runs(successful=share), None) for share in (0.2, 0.4)],
        varied=("project.size", "project.share"),
    )
    left = {row[0].text for row in table(blocks(varied)).rows}
    assert names - left <= {"Project share"}


def test_a_study_without_a_comparison_has_no_verdict_to_doubt() -> None:
    alone = content([({}, runs(successful=0.5), None)])
    assert doubts(alone) is None
    assert doubts(content([({}, runs(successful=0.5), runs(successful=0.4))])) is not None
    assert doubts(plans()) is not None


@pytest.mark.parametrize(
    ("worst", "says"),
    [
        (0.1, "in 1 of the 3 worlds another plan is better than “project size 5 person-weeks”."),
        (
            0.6,
            "in none of the 3 worlds would another plan have been better than “project size 5 person-weeks”, so none",
        ),
    ],
)
def test_worlds_say_already_how_often_another_plan_is_better(worst: float, says: str) -> None:
    def give(choices: dict[str, Any]) -> float:
        return 0.2 if choices["project.size"] == 20 else {0.2: worst, 0.5: 0.6, 0.8: 0.7}[choices["people.trust"]]

    made = study(WORRYING, give)  # type: ignore[arg-type]
    first = blocks(ReportContent(made, None, discovered(made, Wanted())))[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith("1 assumption was varied in this study: people trust; ")
    assert says in first.text


DECIDED = {"mean": 0.1, "low": 0.05, "high": 0.15, "pairs": 12, "verdict": "better"}
TRIED = {
    "label": "best",
    "metric": "successful",
    "difference": DECIDED,
    "as_is": DECIDED,
    "not_tried": {"set_by_an_arm": [], "without_effect_here": [], "refused": []},
}


def kept(tmp_path: Path, *found: dict[str, Any]) -> ReportContent:
    """Return a study beside which flips are kept."""
    made = plans()
    verdict = {
        **TRIED,
        "tried": {"parameters": ["people.trust", "learning.rate"], "values": 4, "runs": 48},
        "found": found,
    }
    text = json.dumps({"study": about(made.manifest), "replicates": 6, "verdicts": [verdict]})
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return ReportContent(replace(made.study, folder=tmp_path), None, None)


def test_what_flips_a_verdict_is_told_with_both_values_and_the_difference(tmp_path: Path) -> None:
    difference = {"mean": -0.1, "low": -0.2, "high": -0.05}
    flip = {"parameter": "rollout.people_per_coach", "usual": 40.0, "value": 5.0, "effect": "flips"}
    open_left = flip | {"value": 90.0, "effect": "dissolves", "difference": dict.fromkeys(difference)}
    one = table(blocks(kept(tmp_path, flip | {"difference": difference}, open_left)))
    assert one.caption == "Assumptions that would change the verdict, of 2 tried with 6 pairs of runs each."
    cells = [[cell.text for cell in row] for row in one.rows]
    flipping = ["turns it over", "−10.0 points", "−20.0 to −5.0"]
    assert [cell.replace(" people", "") for cell in cells[0]] == [
        "People per coach",
        "best against next",
        "40",
        "5",
        *flipping,
    ]
    assert cells[1][3:] == [cells[1][3], "leaves it undecided", "unknown", "unknown"]
    assert one.note == ""


def test_flips_that_were_looked_for_and_not_found_are_said_and_those_of_another_study_are_not(tmp_path: Path) -> None:
    (first, beside, limits) = blocks(kept(tmp_path))
    assert isinstance(first, Paragraph)
    assert "none would change the verdict" in first.text
    assert isinstance(beside, Points)
    (extent,) = beside.items
    assert extent.startswith("Tried: assumptions 2, values 4 x pairs 6, runs 48; ")
    assert limits == Paragraph(say("flips.limits"))
    made = kept(tmp_path)
    other = replace(made.study, manifest=plans(confidence=0.9).manifest)
    assert any(isinstance(block, ShellCommand) for block in blocks(ReportContent(other, None, None)))


def terms(made: ReportContent) -> dict[str, str]:
    """Return the words that are explained, with what they mean."""
    (facts,) = glossary(made).blocks
    assert isinstance(facts, Facts)
    return {fact.term: fact.value for fact in facts.facts}


def test_the_glossary_explains_what_this_study_uses_and_nothing_else() -> None:
    found = terms(plans())
    terms_of, worlds = ({say(f"glossary.{name}.term") for name in names} for names in (TERMS, WORLDS))
    assert terms_of < found.keys()
    assert not worlds & found.keys()
    assert found["Project size"] == sentence(declared_parameters()["project.size"].meaning)
    assert found["Successful projects"].endswith("(% of due projects; more is better).")
    assert found["Failed projects"].endswith("(% of due projects; less is better).")
    assert not any("(intervention)" in term for term in found)
    assert worlds < terms(over_worlds()).keys()


def _of_a_case(**arms: dict[str, Any]) -> ReportContent:
    made = case_study({"arms": {"old": {}, "new": {}} | arms, "compare": [{"arm": "new", "against": "old"}]})
    designs = {point.design: DesignEntry({}, 4, (), projects=False) for point in made.points}
    made = replace(made, manifest=structs.replace(made.manifest, designs=designs))
    findings = findings_of(made)
    assert findings is not None
    return ReportContent(made, findings, None)


def test_arms_of_a_case_are_listed_with_what_they_set() -> None:
    made = _of_a_case(new={"project.size": 5})
    arms = table(list(setting(made).blocks))
    assert [[cell.text for cell in row] for row in arms.rows][1] == ["new", "project size: 5 person-weeks"]
    assert arms.rows[0][0] == Cell("old")


def test_a_study_without_arms_lists_none() -> None:
    names = [block.name for block in setting(plans()).blocks if isinstance(block, TableBlock)]
    assert "arms" not in names


def test_how_worlds_came_about_is_told() -> None:
    for sampled, says in ((("people.trust",), "drawn so that they fill the ranges"), ((), "all combinations")):
        told = setting(over_worlds(sampled)).blocks
        (text,) = (block.text for block in told if isinstance(block, Paragraph))
        assert f"There are 3 of them, {says}" in text


def test_a_report_begins_with_the_value_at_which_a_verdict_turns(tmp_path: Path) -> None:
    made = plans()
    turn = {"parameter": "delivery.cross", "value": 0.27, "usual": 0.2, "low": 0.0, "high": 1.0}
    entry = {**TRIED, "tried": {"parameters": ["delivery.cross"], "values": 2, "runs": 24}, "found": []}
    plain = {"study": about(made.manifest), "replicates": 6, "verdicts": [entry | {"turns": [turn]}]}
    (tmp_path / FILE).write_text(json.dumps(plain), encoding="utf-8")
    found = ReportContent(replace(made.study, folder=tmp_path), None, None)
    first, *rest = verdict(found)
    assert first.startswith("Best against next")
    where = "“benefits that need several departments” = 27 % (used: 20 %; "
    assert f"the verdict on successful projects turns at {where}" in first
    assert rest == verdict(made)
    assert isinstance(blocks(found)[0], Paragraph)
