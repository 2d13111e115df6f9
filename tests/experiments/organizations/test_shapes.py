"""Shapes in which people keep their data: each is read as it is meant, or refused in one line that says what to do."""

import json
from pathlib import Path

import networkx as nx
import pytest
from openpyxl import Workbook

from experiments.organizations.reader import read_employees, read_organization, read_ties
from sim.errors import ScenarioError
from sim.organization.recipe import OrganizationRecipe

PEOPLE = [("7", "IT", ""), ("3", "IT", "7"), ("9", "HR", "7")]
PAIRS = {("7", "3"), ("3", "7"), ("9", "7")}


def _written(folder: Path, text: str | bytes, name: str = "table.txt") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def _people(header: str, separator: str = ",") -> str:
    return "\n".join([header, *(",".join(row) for row in PEOPLE)]).replace(",", separator) + "\n"


PEOPLE_SHAPES: list[tuple[str, str | bytes]] = [
    ("plain", _people("id,department,manager")),
    ("semicolons", _people("id,department,manager", ";")),
    ("tabs", _people("id,department,manager", "\t")),
    ("pipes", _people("id,department,manager", "|")),
    ("said separator", "sep=;\n" + _people("id,department,manager", ";")),
    ("comments above", "# our people\n# as of May, 2026\n" + _people("id,department,manager")),
    ("byte order mark", ("\ufeff" + _people("id,department,manager")).encode()),
    ("utf-16", _people("id,department,manager").encode("utf-16")),
    ("old mac", _people("id,department,manager").replace("\n", "\r")),
    ("english", _people("Employee ID,Department name,Reports to")),
    ("dutch", _people("Personeelsnummer;Afdeling;Leidinggevende", ";")),
    ("german", _people("Personalnummer;Abteilung;Vorgesetzter", ";")),
    ("hr columns", "id,department,age,Termd,manager\n7,IT,40,0,\n3,IT,41,1,7\n9,HR,42,0,7\n"),
    ("beside", "id,department,department_id,manager,manager_name\n7,IT,1,,\n3,IT,1,7,Ann\n9,HR,2,7,Ann\n"),
    ("quoted", '"id","department","manager"\n"7","IT",""\n"3","IT","7"\n"9","HR","7"\n'),
]


@pytest.mark.parametrize(("shape", "text"), PEOPLE_SHAPES, ids=[name for name, _ in PEOPLE_SHAPES])
def test_people_are_read_in_every_shape(tmp_path: Path, shape: str, text: str | bytes) -> None:
    rows = read_employees(_written(tmp_path, text, f"{shape}.csv"))
    assert [(row.id, row.department, row.manager) for row in rows] == PEOPLE


def test_letters_of_windows_are_read_and_said(tmp_path: Path) -> None:
    notes: list[str] = []
    path = _written(tmp_path, "id,department\n7,Öffentlichkeit\n".encode("cp1252"))
    assert read_employees(path, notes)[0].department == "Öffentlichkeit"
    assert "read as Windows-1252" in notes[0]


@pytest.mark.parametrize("sheet", ["", "Staff"])
def test_a_spreadsheet_is_read(tmp_path: Path, sheet: str) -> None:
    book = Workbook()
    people = book.create_sheet("Staff", 0)
    for row in [["id", "department", "manager"], [7, "IT", None], [3, "IT", 7], [9.0, "HR", 7]]:
        people.append(row)
    book.create_sheet("Other")
    book.save(tmp_path / "staff.xlsx")
    path = str(tmp_path / "staff.xlsx") + (f"#{sheet}" if sheet else "")
    notes: list[str] = []
    assert [(row.id, row.department, row.manager) for row in read_employees(path, notes)] == PEOPLE
    assert any("sheet 'Staff' is read" in text for text in notes) == (not sheet)
    with pytest.raises(ScenarioError, match="there is no sheet 'Nobody'; it has Staff, Sheet, Other"):
        read_employees(str(tmp_path / "staff.xlsx") + "#Nobody")


@pytest.mark.parametrize(("given", "told"), [("0,7", "0.7"), ("70 %", "0.7"), ("0.7", "0.7"), ("-0,5", "-0.5")])
def test_numbers_as_people_write_them(tmp_path: Path, given: str, told: str) -> None:
    assert read_employees(_written(tmp_path, f"id;department;trust\n7;IT;{given}\n"))[0].trust == told


def _graph(**attributes: str) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for number, (name, _, _) in enumerate(PEOPLE):
        graph.add_node(f"n{number}" if attributes else name, **dict.fromkeys(attributes, name))
    node = {name: f"n{number}" if attributes else name for number, (name, _, _) in enumerate(PEOPLE)}
    graph.add_edges_from((node[source], node[target]) for source, target in PAIRS)
    return graph


def _gexf(folder: Path) -> str:
    nx.write_gexf(_graph(), folder / "net.gexf")
    return str(folder / "net.gexf")


def _graphml(folder: Path, **attributes: str) -> str:
    nx.write_graphml(_graph(**attributes), folder / "net.graphml")
    return str(folder / "net.graphml")


TIES_SHAPES: list[tuple[str, str]] = [
    ("plain", "source,target\n7,3\n3,7\n9,7\n"),
    ("from to", "From;To\n7;3\n3;7\n9;7\n"),
    ("sender recipient", "Sender\tRecipient\n7\t3\n3\t7\n9\t7\n"),
    ("ego alter", "ego|alter\n7|3\n3|7\n9|7\n"),
    ("list", "7 3\n3 7\n9 7\n"),
    ("list with tabs", "7\t3\n3\t7\n9\t7\n"),
    ("list with a comment", "# from, to\n7 3\n3 7\n9 7\n"),
    ("comment, then a header", "# who, whom\nsource,target\n7,3\n3,7\n9,7\n"),
    ("undirected in part", "Source,Target,Type\n7,3,Undirected\n9,7,Directed\n"),
    ("matrix", ",7,3,9\n7,0,1,0\n3,1,0,0\n9,1,0,0\n"),
    ("pajek", '*Vertices 3\n1 "7"\n2 "3"\n3 "9"\n*Arcs\n1 2\n2 1\n3 1\n'),
    ("json", json.dumps(nx.node_link_data(_graph(), edges="links"))),
    ("json of edges", json.dumps(nx.node_link_data(_graph(), edges="edges"))),
]


@pytest.mark.parametrize(("shape", "text"), TIES_SHAPES, ids=[name for name, _ in TIES_SHAPES])
def test_ties_are_read_in_every_shape(tmp_path: Path, shape: str, text: str) -> None:
    ties = read_ties(_written(tmp_path, text, f"{shape}.csv"), {"7", "3", "9"})
    assert {(tie.source, tie.target) for tie in ties} == PAIRS


@pytest.mark.parametrize("attribute", ["", "name", "label", "id", "Personnel no."])
def test_people_of_a_graph_are_found_by_whatever_names_them(tmp_path: Path, attribute: str) -> None:
    path = _graphml(tmp_path, **({attribute: ""} if attribute else {}))
    notes: list[str] = []
    assert {(tie.source, tie.target) for tie in read_ties(path, {"7", "3", "9"}, notes)} == PAIRS
    assert any(f"attribute '{attribute}'" in text for text in notes) == bool(attribute)
    assert {(tie.source, tie.target) for tie in read_ties(_gexf(tmp_path), {"7", "3", "9"})} == PAIRS


@pytest.mark.parametrize("name", ["weight", "Weight", "WEIGHT", "count", "value"])
def test_weights_count_however_they_are_spelled(tmp_path: Path, name: str) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("7", "3", **{name: 0.5})
    nx.write_graphml(graph, tmp_path / "net.graphml")
    assert read_ties(str(tmp_path / "net.graphml"))[0].weight == 0.5


def test_counts_are_weights_and_said(tmp_path: Path) -> None:
    notes: list[str] = []
    ties = read_ties(_written(tmp_path, "from,to,count\n7,3,40\n3,7,10\n9,7,0\n"), frozenset(), notes)
    assert [(tie.source, tie.weight) for tie in ties] == [("7", 1.0), ("3", 0.25)]
    assert "taken for counts" in " ".join(notes)
    assert "1 ties of weight 0 are left out" in " ".join(notes)


def test_a_log_of_messages_is_counted_and_outsiders_are_left_out(tmp_path: Path) -> None:
    log = "sender,recipient,date\n7,3,2026-05-01\n7,3,2026-05-02\n3,7,2026-05-03\n7,x@else.org,2026-05-03\n"
    notes: list[str] = []
    ties = read_ties(_written(tmp_path, log), {"7", "3", "9"}, notes)
    assert [(tie.source, tie.target, tie.weight) for tie in ties] == [("7", "3", 1.0), ("3", "7", 0.5)]
    assert "log of 4 messages" in " ".join(notes)
    assert "1 messages from or to others" in " ".join(notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xd0\xcf\x11\xe0 old", "a spreadsheet of an old Excel; save it as .xlsx"),
        (b"PK\x03\x04 no zip", "no spreadsheet that can be read"),
        ("dl n=3\nformat=edgelist1\n", "is not a whole dl file: it needs n=... and data:"),
        ('{"people": []}', "is not valid JSON: a network has nodes and links"),
        ('{"nodes": [', "is not valid JSON"),
        ("<gexf><graph>", "is not valid GEXF"),
        ("graph [ node [", "is not valid GML"),
        ("source,target\n7,3,1\n", "row 2 has 3 fields, but the header names 2 columns"),
        ("source,sorce\n7,3\n", "has no column 'target'"),
        (b"source,target\n7,\x003\n", "is no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_ties(_written(tmp_path, text))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 600


@pytest.mark.parametrize("count", ["1,200", "12,500", "999,000", "-1,200"])
def test_a_comma_of_thousands_is_no_decimal_comma(tmp_path: Path, count: str) -> None:
    with pytest.raises(ScenarioError, match=f"row 2: '{count}' may be a decimal or thousands"):
        read_ties(_written(tmp_path, f'source,target,count\n7,3,"{count}"\n3,7,600\n'))


@pytest.mark.parametrize("given", ["0,7", "0,700", "0,125", "1,5", "1,25", "1,2000"])
def test_a_decimal_comma_stays_one(tmp_path: Path, given: str) -> None:
    ties = read_ties(_written(tmp_path, f"source;target;weight\n7;3;{given}\n3;7;2\n"))
    assert ties[0].weight == pytest.approx(float(given.replace(",", ".")) / 2)


@pytest.mark.parametrize("text", ["7,3\n3,7\n", "7;3\n3;9\n", "7,3,9\n3,7,9\n9,3,7\n", "9|7\n7|3\n"])
def test_pairs_without_a_header_are_no_matrix(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScenarioError, match="has no column 'source'"):
        read_ties(_written(tmp_path, text), {"7", "3", "9"})


def test_several_problems_are_told_at_once(tmp_path: Path) -> None:
    people = "id,department,manager\n7,IT,\n3,,boss\n7,HR,nobody\n"
    ties = "source,target\n7,8\n8,7\n"
    with pytest.raises(ScenarioError) as refused:
        read_organization(_written(tmp_path, people, "p.csv"), _written(tmp_path, ties, "t.csv"), OrganizationRecipe())
    for word in ("6 problems", "row 4: the id '7' is that of row 2, too", "'boss' is nobody", "'8' is not an employee"):
        assert word in str(refused.value)


@pytest.mark.long
def test_a_long_header_is_not_printed(tmp_path: Path) -> None:
    header = ",".join(f"column_{number}" for number in range(5000))
    with pytest.raises(ScenarioError) as refused:
        read_employees(_written(tmp_path, header + "\n"))
    assert len(str(refused.value)) < 600
