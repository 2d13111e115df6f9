"""The worked cases: their files are read, and what the truth was can be asked of them."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.case_file import read_case
from experiments.posterior.example import write_example
from experiments.posterior.prior import unknowns_of
from sim.errors import ScenarioError
from tests.experiments.shell import Shell


@pytest.mark.long
def test_a_list_of_major_projects_is_a_case(tmp_path: Path) -> None:
    case = read_case(write_example(tmp_path / "portfolio", 7, "portfolio"))
    rows = (tmp_path / "portfolio" / "portfolio.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("GMPP ID Number,Project Name,Department,Delivery Confidence Assessment,")
    assert {statistic.source for statistic in case.statistics} == {"projects"}
    assert np.isfinite(case.values).all()
    assert [rival.name for rival in case.rivals] == ["size does not matter", "optimists"]
    truth = json.loads((tmp_path / "portfolio" / "truth.json").read_text(encoding="utf-8"))
    assert {unknown.name for unknown in unknowns_of(case.scenario, {}, frozenset())} == set(truth)
    with pytest.raises(ScenarioError, match="is there already and not empty"):
        write_example(tmp_path / "portfolio", 7, "portfolio")
    with pytest.raises(ScenarioError, match="there is no worked case 'twon'; there are town, network, portfolio"):
        write_example(tmp_path / "other", 7, "twon")


@pytest.mark.long
def test_an_organization_of_a_mail_server_is_imported_and_becomes_a_case(shell: Shell) -> None:
    assert shell("calibrate", "--example", "office", "--kind", "network").code == 0
    files = ("office/staff.csv", "office/outbox.csv", "--how", "office/how.yaml")
    said = shell("import", *files, "--out", "office/mine")
    assert said.code == 0, said.err
    assert "1,005 people, 42 departments" in said.out
    assert "12 rows are left out by their Status" in said.out
    case = read_case(shell.folder / "office" / "case.yaml")
    assert case.organizations[0].headcount == 1005
    assert case.observed.sum() > 20
