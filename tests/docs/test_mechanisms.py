"""Every mechanism has its page, with its rule and its source."""

from importlib.resources import files

import pytest

from docs.generator.declarations import mechanism_table
from docs.generator.errors import DocumentationError
from docs.generator.mechanism_page import mechanism_page
from docs.generator.mechanisms import NEEDED, PLUMBING, mechanism_modules, mechanisms, read_mechanism
from docs.generator.navigation import menu
from tests.docs.pages import FOLDER

TEXT = """Rain: what falls,
and where.

Rule    wet = rain * (1 - umbrella)
        dry     everything else
        at most ``limit``.
Source  Made up
        for a test.
"""


@pytest.mark.parametrize("package", ["processes", "interventions", "events"])
def test_no_module_is_left_out(package: str) -> None:
    written = {
        path.name.removesuffix(".py") for path in (files("sim") / package).iterdir() if path.name.endswith(".py")
    } - {"__init__"}
    assert {f"sim.{package}.{name}" for name in written} <= set(mechanism_modules()) | PLUMBING


@pytest.mark.parametrize("module", mechanism_modules())
def test_a_mechanism_says_its_rule_and_its_source(module: str) -> None:
    found = mechanisms()[module]
    assert all(len(found.parts[name]) > len(name) for name in NEEDED)
    assert found.title[0].isupper()
    assert found.summary != found.title


def test_a_docstring_is_read_part_by_part() -> None:
    found = read_mechanism("sim.rain", TEXT)
    assert (found.title, found.summary) == ("Rain", "what falls, and where.")
    assert found.parts["Rule"] == "wet = rain * (1 - umbrella)\ndry     everything else\nat most ``limit``."
    assert found.parts["Source"] == "Made up\nfor a test."


@pytest.mark.parametrize("part", NEEDED)
def test_a_missing_part_stops_the_build(part: str) -> None:
    with pytest.raises(DocumentationError, match=rf"sim\.rain: the docstring has no '{part}'"):
        read_mechanism("sim.rain", TEXT.replace(part, "Remark"))


def test_a_page_shows_idea_rule_source_and_switch() -> None:
    page = mechanism_page(mechanisms()["sim.processes.turnover"], "A picture")
    parts = (
        "# Turnover",
        "![A picture](turnover.svg)",
        "## Rule",
        "weekly hazard = rate / 52",
        "## Source",
        "`turnover.active=false`",
    )
    for part in parts:
        assert part in page
    assert "replace_leavers" in page


def test_the_rollout_of_one_measure_is_shown_once_and_with_the_common_one() -> None:
    found = mechanisms()["sim.interventions.own_rollout"]
    page = mechanism_page(found, None)
    assert page.count(".speed`") == 2  # its name, and what it is as
    assert "The same in `rollouts.okr`, `rollouts.training`, `rollouts.strategic_doing`, `rollouts.lean`." in page
    assert "Nothing of it is set at first." in page
    assert not found.is_intervention
    assert found.title in mechanism_table("rollout")
    assert found.title not in mechanism_table("interventions")
    assert found.title in str(menu()).partition("'Around them'")[2]


def test_the_menu_has_every_page_once() -> None:
    listed = str(menu())
    written = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.md")} - {"validation/scoreboard.md"}
    assert all(listed.count(f"'{name}'") == 1 for name in written)


def test_the_menu_has_every_mechanism_once() -> None:
    listed = str(menu())
    assert all(listed.count(f"'{mechanism.address}.md'") == 1 for mechanism in mechanisms().values())
