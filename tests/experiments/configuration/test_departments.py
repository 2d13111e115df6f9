"""Departments by name in a configuration: from a command, a file of options or a program, the same world."""

from pathlib import Path

import numpy as np
import pytest

import orgchange as oc
from experiments.configuration.departments import with_departments
from sim.errors import ScenarioError
from sim.scenario import Scenario
from tests.sim.organization.recipes import same_organization

TABLE = "name,people,kind,trust\nPermits,60,process,0.35\nSocial affairs,120,,0.6\nWorks,40,change,\n"
ROWS = [
    {"name": "Permits", "people": 60, "kind": "process", "trust": 0.35},
    {"name": "Social affairs", "people": 120, "trust": 0.6},
    {"name": "Works", "people": 40, "kind": "change"},
]
OPTION = """\
departments:
  - {name: Permits, people: 60, kind: process, trust: 0.35}
  - {name: Social affairs, people: 120, trust: 0.6}
  - {name: Works, people: 40, kind: change}
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "departments.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


@pytest.mark.long
def test_a_table_rows_and_an_option_are_one_scenario(table: str, tmp_path: Path) -> None:
    of_table = oc.scenario(f"organization.departments={table}")
    assert of_table.organization.department_names == "Permits;Social affairs;Works"
    assert of_table.organization.headcount == 220
    assert of_table == oc.scenario({"organization.departments": ROWS})
    (tmp_path / "organization").mkdir()
    (tmp_path / "organization" / "town.yaml").write_text(OPTION, encoding="utf-8")
    assert of_table == oc.scenario(organization="town", config_dir=tmp_path)


def test_the_scenario_holds_the_whole_table(table: str) -> None:
    scenario = oc.scenario(f"organization.departments={table}")
    Path(table).unlink()
    again = Scenario.from_mapping(scenario.to_mapping())
    assert same_organization(oc.organization(scenario, replicate=1), oc.organization(again, replicate=1))


@pytest.mark.long
def test_points_of_a_sweep_may_have_tables_and_numbers(table: str, tmp_path: Path) -> None:
    words = [f"organization.departments={table},5", "study.replicates=2", "horizon.weeks=4", "project.size=20,40"]
    study = oc.run(*words, f"study.folder={tmp_path / 'study'}", multirun=True, pictures=False)
    people = [point.changes.get("organization.headcount", 1200) for point in study.result.points]
    assert people == [220, 220, 1200, 1200]


@pytest.mark.long
@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("organization.headcount=500", "organization.headcount = 500 stands beside organization.departments"),
        ("organization.department_sizes=[600,600]", "organization.department_sizes = [600, 600] stands beside"),
        ("organization=amsterdam_it", "organization.headcount = 1200"),
    ],
)
def test_what_contradicts_the_table_is_refused(table: str, word: str, said: str) -> None:
    if word == "organization=amsterdam_it":
        said = "organization.department_sizes = "
    with pytest.raises(ScenarioError) as error:
        oc.scenario(f"organization.departments={table}", word)
    assert said in str(error.value)


@pytest.mark.long
def test_people_are_needed_unless_staff_is_listed(tmp_path: Path) -> None:
    rows = [{"name": "HR", "trust": 0.2}, {"name": "IT"}]
    with pytest.raises(ScenarioError, match="every department needs its people"):
        oc.scenario({"organization.departments": rows})
    staff = tmp_path / "staff.csv"
    staff.write_text("id,department\n" + "".join(f"{n},{'IT' if n < 20 else 'HR'}\n" for n in range(40)), "utf-8")
    told = {"organization.departments": rows, "organization.employees": str(staff)}
    organization = oc.organization(oc.scenario(told, organization="from_data"))
    assert organization.department_names == ("IT", "HR")
    assert organization.traits[organization.department == 1, 1].mean() == pytest.approx(0.2, abs=0.12)
    assert np.isnan(organization.traits[organization.department == 0]).all()


def test_staff_must_be_as_many_as_the_table_says(tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("id,department\n1,HR\n2,HR\n", "utf-8")
    told = {"organization.departments": [{"name": "HR", "people": 3}], "organization.employees": str(staff)}
    with pytest.raises(ScenarioError, match=r"'HR' has 3 people, but organization\.employees lists 2"):
        oc.organization(oc.scenario(told, organization="from_data"))


def test_a_number_of_departments_stays_what_it_is() -> None:
    values = {"organization": {"departments": 12}, "horizon": {}}
    assert with_departments(values) == values
