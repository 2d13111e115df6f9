"""Notes of a command: what it says itself, and of the model only what is more than passing."""

import logging

import pytest

from experiments.wording.notes import note, notes_on_stderr
from sim.organization.import_ties import TieRow
from sim.organization.imported import organization_from_tables
from sim.organization.recipe import OrganizationRecipe
from sim.organization.roster import EmployeeRow

PEOPLE = [EmployeeRow(id=name, department="d") for name in "abcd"]
TIES = [TieRow(source="a", target="b"), TieRow(source="b", target="c"), TieRow(source="c", target="c")]


def test_a_command_says_nothing_of_every_network_that_it_lays_out(capsys: pytest.CaptureFixture[str]) -> None:
    with notes_on_stderr():
        for _ in range(3):
            organization_from_tables(PEOPLE, TIES, OrganizationRecipe())
        note("said")
    assert capsys.readouterr().err.splitlines() == ["orgchange: said"]


def test_a_program_still_hears_what_the_model_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "orgchange"):
        organization_from_tables(PEOPLE, TIES, OrganizationRecipe())
    assert "1 to oneself dropped" in caplog.text


def test_a_warning_of_the_model_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with notes_on_stderr():
        logging.getLogger("orgchange.organization").warning("mind this")
    assert "mind this" in capsys.readouterr().err
