"""Reading an organization's own files, the real network of pattern P10 among them."""

from pathlib import Path

import numpy as np
import pytest

from experiments.organizations.reader import read_employees, read_organization, read_ties
from sim.errors import ScenarioError
from sim.organization.builder import build_organization
from sim.organization.measures import network_measures
from sim.organization.recipe import OrganizationRecipe
from tests.paths import EU_CORE as REAL
from tests.sim.organization.recipes import EU_CORE, check_arrays

PEOPLE = "id,department,manager\nann,IT,\nbob,IT,ann\ncia,HR,ann\n"
GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="w" for="edge" attr.name="weight" attr.type="{type}"/>
  <graph edgedefault="{direction}">
    <node id="ann"/><node id="bob"/>
    <edge source="ann" target="bob"><data key="w">{weight}</data></edge>
  </graph>
</graphml>
"""


def _file(folder: Path, text: str | bytes) -> str:
    path = folder / "table.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_people_come_in_any_order_of_columns_with_mark_and_semicolons(tmp_path: Path) -> None:
    text = "\ufeffTrust;Manager; ID ;shoe size;Department\r\n0.5;;ann;38;IT\r\n\r\n;ann;bob;44;IT\r\n"
    rows = read_employees(_file(tmp_path, text))
    assert [(row.id, row.department, row.manager, row.trust, row.row) for row in rows] == [
        ("ann", "IT", "", "0.5", 2),
        ("bob", "IT", "ann", "", 4),
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("ties", ["source,target,weight\nann,bob,0.5\n", "# from to\nann bob\n"])
def test_lines_may_end_as_they_do_on_windows_and_on_old_macs(tmp_path: Path, ending: str, ties: str) -> None:
    people = [read_employees(_file(tmp_path, PEOPLE.replace("\n", end))) for end in ("\n", ending)]
    assert people[0] == people[1]
    assert len(people[0]) == 3
    read = [read_ties(_file(tmp_path, ties.replace("\n", end))) for end in ("\n", ending)]
    assert read[0] == read[1]
    assert len(read[0]) == 1


def test_quoted_fields_may_hold_the_delimiter(tmp_path: Path) -> None:
    rows = read_employees(_file(tmp_path, 'id,department\nann,"Parks, roads and water"\n'))
    assert rows[0].department == "Parks, roads and water"


def test_two_columns_of_numbers_are_people_and_departments(tmp_path: Path) -> None:
    rows = read_employees(_file(tmp_path, "0 1\n\n17\t21\n"))
    assert [(row.id, row.department, row.row) for row in rows] == [("0", "1", 1), ("17", "21", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("source,target\nann,bob\n", [("ann", "bob", None, 2)]),
        ("weight;target;source\n0.5;bob;ann\n", [("ann", "bob", 0.5, 2)]),
        ("# from to\nann bob\nbob ann\n", [("ann", "bob", None, 2), ("bob", "ann", None, 3)]),
        (GRAPHML.format(direction="directed", type="double", weight="0.25"), [("ann", "bob", 0.25, 1)]),
        (
            GRAPHML.format(direction="undirected", type="double", weight="0.25"),
            [("ann", "bob", 0.25, 1), ("bob", "ann", 0.25, 1)],
        ),
    ],
)
def test_ties_come_in_four_formats(
    tmp_path: Path, text: str, expected: list[tuple[str, str, float | None, int]]
) -> None:
    assert [tuple(row) for row in read_ties(_file(tmp_path, text))] == expected


def test_files_become_an_organization(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    organization = read_organization(
        str(people), _file(tmp_path, "source,target\nbob,cia\ncia,bob\n"), OrganizationRecipe()
    )
    check_arrays(organization)
    assert organization.seat_names == ("ann", "bob", "cia")
    np.testing.assert_array_equal(organization.manager, [-1, 0, 0])
    np.testing.assert_array_equal(organization.tie_weight, [1.0, 1.0])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty: it needs at least one line of data"),
        (" \n\n", "is empty"),
        (b"id,department\nann,Z\x81rich\n", "is not UTF-8 text \\(byte 19\\): save it as UTF-8"),
        ("nickname,department\nann,IT\n", "has no column 'id'; the header has nickname, department"),
        ("id,departement\nann,IT\n", "has an unknown column 'departement'; did you mean 'department'"),
        ("id,department,manger\nann,IT,\n", "has an unknown column 'manger'; did you mean 'manager'"),
        ("id,department,id\nann,IT,b\n", "has the column 'id' more than once"),
        ("id,department\nann,IT\nbob\n", "row 3 has 1 fields, but the header names 2 columns"),
        ('id,department\nann,"IT\n', "row 2 is not valid CSV"),
        (
            "ann IT\n",
            "row 1: expected a CSV header such as id,department,manager or two columns of whole numbers, not 'ann IT'",
        ),
        ("1 2\n3\n", "row 2: expected a CSV header"),
    ],
)
def test_people_that_cannot_be_read_name_the_option_and_the_file(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(ScenarioError, match=message) as error:
        read_employees(path)
    assert str(error.value).startswith(f"organization.employees = {path}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("giver,target\nann,bob\n", "has no column 'source'; the header has giver, target"),
        ("source,target,weight\nann,bob,much\n", "row 2: the weight 'much' is not a number; write 0.5, for example"),
        ("source,target,weight\nann,bob,inf\n", "row 2: the weight 'inf' is not a number"),
        ("ann bob cia\n", "row 1: expected two columns of ids, GraphML, or CSV"),
        ("<graphml><graph>", "is not valid GraphML"),
        ("<people/>", "is not valid GraphML"),
        (
            GRAPHML.format(direction="directed", type="string", weight="much"),
            "edge 1: the weight 'much' is not a number",
        ),
        (GRAPHML.format(direction="directed", type="double", weight="much"), "is not valid GraphML: could not convert"),
    ],
)
def test_ties_that_cannot_be_read_name_the_option_and_the_file(tmp_path: Path, text: str, message: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(ScenarioError, match=message) as error:
        read_ties(path)
    assert str(error.value).startswith(f"organization.ties = {path}")
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere.csv")
    with pytest.raises(ScenarioError, match=r"organization.employees = .*nowhere.csv cannot be read: No such file"):
        read_employees(missing)
    with pytest.raises(ScenarioError, match=r"organization\.ties is empty: give the path of a file"):
        read_ties("")
    with pytest.raises(ScenarioError, match="cannot be read: Is a directory"):
        read_ties(str(tmp_path))


def test_nothing_in_a_file_is_evaluated(tmp_path: Path) -> None:
    rows = read_employees(_file(tmp_path, "id,department\n=1+1,__import__('os')\n"))
    assert (rows[0].id, rows[0].department) == ("=1+1", "__import__('os')")


@pytest.mark.skipif(not REAL.is_dir(), reason="email-Eu-core is not beside the project")
def test_the_real_network_is_measured_as_published_and_met_by_the_recipe() -> None:
    """Pattern P10: what the import reports, and the recipe with the same head counts within 5 percent of it."""
    real = read_organization(
        str(REAL / "email-Eu-core-department-labels.txt"), str(REAL / "email-Eu-core.txt"), OrganizationRecipe()
    )
    check_arrays(real)
    found, built = network_measures(real), network_measures(build_organization(EU_CORE, 1, 0))
    assert sorted(np.diff(real.department_start)) == sorted(EU_CORE.department_sizes)
    assert found.pairs == 16_064
    assert found.ei_index == pytest.approx(0.33, abs=0.005)
    assert found.ei_index_expected == pytest.approx(0.91, abs=0.005)
    assert found.density_ratio == pytest.approx(10.3, abs=0.05)
    assert found.clustering == pytest.approx(0.40, abs=0.005)
    assert 0.69 <= found.reciprocity <= 0.715
    assert found.department_assortativity == pytest.approx(0.30, abs=0.005)
    assert found.modularity == pytest.approx(0.29, abs=0.005)
    assert (found.department_median, found.department_max) == (14.5, 109)
    for name in (
        "mean_contacts",
        "density_ratio",
        "ei_index",
        "reciprocity",
        "clustering",
        "department_assortativity",
        "modularity",
    ):
        assert getattr(built, name) == pytest.approx(getattr(found, name), rel=0.05), name
