"""A stand-in has the shape of a case and nothing of its data, and names them by their hashes."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.case_file import read_case
from experiments.posterior.stand_in import write_stand_in
from sim.errors import ScenarioError
from tests.experiments.posterior.towns import CASE, LOG, SURVEY, write_town

STAFF = "id,department,manager\n" + "".join(
    f"{name}{number},{name},{'' if name + str(number) == 'Parks0' else 'Parks0'}\n"
    for name in ("Parks", "Roads", "Water")
    for number in range(20)
)


@pytest.mark.long
def test_it_is_a_case_of_the_same_shape_with_other_data(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "staff.csv").write_text(STAFF, encoding="utf-8")
    own = "organization=from_data, organization.employees=staff.csv"
    case = CASE.replace("organization.headcount=60, organization.departments=3, organization.team_size=10", own)
    survey = SURVEY.replace("date;", "day;").replace("trust", "Vertrouwen")
    case = case.replace("{file: survey.csv", "{file: survey.csv, columns: {date: day, trust: Vertrouwen}")
    held = "hold_out: {departments: [Roads]}\nrivals: {uncoupled: [couplings=none]}\n"
    path = write_town(tmp_path / "real", case=case + held, log=LOG.replace("D1", "Roads"), survey=survey)
    real, standing = read_case(path), read_case(write_stand_in(read_case(path), tmp_path / "open", 3))
    assert standing.design == real.design
    assert [one.name.replace("D2", "Roads") for one in standing.statistics] == [one.name for one in real.statistics]
    assert [one.held_out for one in standing.statistics] == [one.held_out for one in real.statistics]
    np.testing.assert_array_equal(standing.organizations[0].manager, real.organizations[0].manager)
    np.testing.assert_array_equal(standing.organizations[0].unit, real.organizations[0].unit)
    assert [rival.name for rival in standing.rivals] == ["uncoupled"]
    named = json.loads((tmp_path / "open" / "stands_in_for.json").read_text(encoding="utf-8"))
    assert named["staff.csv"] == hashlib.sha256(STAFF.encode()).hexdigest()
    assert set(named) == {"case.yaml", "log.csv", "survey.csv", "projects.csv", "staff.csv"}
    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "open").iterdir())
    assert not any(name in written for name in ("Parks", "Roads", "Water", "Vertrouwen"))
    assert not np.allclose(standing.values, real.values, equal_nan=True)
    with pytest.raises(ScenarioError, match="is there already; name a new folder"):
        write_stand_in(real, tmp_path / "open", 3)
