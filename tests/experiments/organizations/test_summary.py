"""What a run says of the network it lives in: the figures of pattern P10 on real data."""

import json

import pytest

from tests.experiments.shell import Shell
from tests.paths import EU_CORE

NEEDS_DATA = pytest.mark.skipif(not EU_CORE.exists(), reason="the email-Eu-core data set is not beside the project")
IMPORTED = (
    "organization=from_data",
    f"organization.employees={EU_CORE / 'email-Eu-core-department-labels.txt'}",
    f"organization.ties={EU_CORE / 'email-Eu-core.txt'}",
)


@NEEDS_DATA
def test_a_run_of_three_years_on_the_imported_network_reports_its_measures(shell: Shell) -> None:
    short = ("study.name=mail", "study.replicates=2", "study.pictures=false")
    said = shell("run", *IMPORTED, *short, "horizon.weeks=156", "intervention=[okr]")
    assert said.code == 0, said.err
    assert "1,005 people, 42 departments" in said.err
    assert "E-I index +0.33 (random +0.91), within/across density 10.3" in said.err
    network = json.loads((shell.folder / "results/mail/manifest.json").read_text())["network"]
    assert network["ei_index"] == pytest.approx(0.33, abs=0.005)
    assert network["density_ratio"] == pytest.approx(10.3, abs=0.05)


def test_a_measure_that_is_not_defined_is_said_so(shell: Shell) -> None:
    said = shell.run("organization.departments=1", "study.name=one")
    assert said.code == 0, said.err
    assert "within/across density not defined" in said.err
