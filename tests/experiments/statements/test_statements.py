"""Statements: all of them are there, each is shown or says why not, and a verdict follows from its interval."""

import re
from dataclasses import replace

import pytest

from experiments.statements.judgement import DIRECTIONS, Judgement, difference_of, judge, judged
from experiments.statements.page import OPEN, figure, statements_as_markdown
from experiments.statements.statement import PAIRS, Contrast, statements
from experiments.statements.worlds import WORLDS
from experiments.validation.estimate import Estimate
from experiments.validation.laboratory import Laboratory
from sim.scenario import Scenario
from tests.experiments.shell import Shell
from tests.paths import ROOT

PAGE = ROOT / "docs" / "validation" / "statements.md"
FEW = Laboratory(Scenario().with_values({"horizon.weeks": 30}), 0.01, 2)


def test_there_are_ninety_and_each_is_shown_or_says_why_not() -> None:
    found = statements()
    assert [one.number for one in found] == list(range(1, 91))
    for one in found:
        kinds = [one.contrast is not None, bool(one.put_in), bool(one.absent), bool(one.no_claim)]
        assert sum(kinds) == 1, one
        assert one.contrast is None or one.carrier, one


@pytest.mark.parametrize("one", [one for one in statements() if one.contrast], ids=lambda one: str(one.number))
def test_a_contrast_can_be_run_and_its_plans_differ(one: object) -> None:
    contrast: Contrast = one.contrast  # type: ignore[attr-defined]
    plans = [
        Scenario().with_values({**WORLDS[contrast.world](), **each}) for each in (contrast.with_, contrast.without)
    ]
    assert plans[0] != plans[1]
    assert contrast.metric in DIRECTIONS
    assert contrast.matters > 0.0


@pytest.mark.parametrize(
    ("difference", "sign", "says"),
    [
        (Estimate(0.03, 0.02, 0.04), 1, Judgement.AGREES),
        (Estimate(-0.03, -0.04, -0.02), -1, Judgement.AGREES),
        (Estimate(0.005, 0.004, 0.006), 1, Judgement.SLIGHT),
        (Estimate(0.03, -0.01, 0.07), 1, Judgement.UNDECIDED),
        (Estimate(0.0, 0.0, 0.0), 1, Judgement.UNDECIDED),
        (Estimate(0.03, 0.02, 0.04), -1, Judgement.DISAGREES),
    ],
)
def test_a_verdict_follows_from_interval_direction_and_what_matters(
    difference: Estimate, sign: int, says: Judgement
) -> None:
    assert judge(difference, sign, 0.01) is says


def test_a_difference_is_that_of_the_plan_with_against_the_plan_without() -> None:
    more = Contrast("public_it", {"organization.headcount": 90}, {"organization.headcount": 180}, "projects_wanted")
    assert difference_of(more, FEW).value < 0.0
    swapped = replace(more, with_=more.without, without=more.with_)
    assert difference_of(swapped, FEW).value == -difference_of(more, FEW).value


def test_what_is_not_run_says_why_on_the_page() -> None:
    chosen = [one for one in statements() if one.contrast is None]
    found = judged(chosen, FEW)
    assert {one.judgement for one in found} == {Judgement.PUT_IN, Judgement.ABSENT, Judgement.NO_CLAIM}
    page = statements_as_markdown(found, 6)
    for one in found:
        assert figure(one) == ""
        told = one.statement.put_in or one.statement.absent or one.statement.no_claim
        assert f"| {one.statement.says} | {told} | {one.judgement.value} |" in page


def test_whatever_does_not_agree_visibly_says_what_stands_against_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d+) \|.*?\| ([a-z, ]+) \| [^|]*\|$", page, flags=re.MULTILINE))
    open_still = [one for one in statements() if rows[str(one.number)] in {judgement.value for judgement in OPEN}]
    assert open_still
    for one in open_still:
        assert one.opposed, f"statement {one.number} is {rows[str(one.number)]}: say what stands against it (opposed)"
        assert f"{one.carrier}. Against it: {one.opposed} |" in page


def test_the_page_counts_its_own_rows() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| ([a-z, ]+) \| [^|]*\|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 91))
    told = re.search(r"\*\*90 statements: (.*?)\.\*\*", PAGE.read_text(encoding="utf-8"))
    assert told is not None
    for kind in Judgement:
        count = sum(verdict == kind.value for _, verdict in rows)
        assert (f"{count} {kind.value}" in told.group(1)) == (count > 0)


@pytest.mark.long
def test_the_page_is_what_the_model_makes_of_the_statements() -> None:
    found = judged(statements()[::3], Laboratory(Scenario()))  # a third of them: each is a study of its own
    rows = statements_as_markdown(found, PAIRS).splitlines()[-len(found) :]
    assert [row for row in rows if row not in PAGE.read_text(encoding="utf-8").splitlines()] == []


@pytest.mark.long
def test_the_command_writes_the_page_and_says_the_counts(shell: Shell) -> None:
    said = shell("validate", "--statements", "--effort", "0.01", "horizon.weeks=12")
    assert said.code == 0, said.err
    assert re.match(r"90 statements: \d+ agrees", said.out)
    assert "results/validation/statements.md" in said.err
    refused = shell("validate", "P1", "--statements")
    assert refused.code == 2
    assert "leave P1 out" in refused.err
