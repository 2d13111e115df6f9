"""The shapes that a researcher tried: each is read as it is meant, or refused in one line that says what to do."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from openpyxl import Workbook

from experiments.organizations.how import how_told
from experiments.organizations.people import read_employees
from experiments.organizations.reader import Tables, organizations_of, read_tables
from sim.errors import ScenarioError
from sim.organization.recipe import OrganizationRecipe

HEAD = "id,department,manager\n"
ROWS = "7,IT,\n3,IT,7\n9,HR,7\n"
TRUE = [("7", "IT", ""), ("3", "IT", "7"), ("9", "HR", "7")]
FLAT = [("7", "IT", ""), ("3", "IT", ""), ("9", "HR", "")]
PAIRS = {("7", "3"), ("3", "7"), ("9", "7")}
NAMED = "Nr,Full name,Unit,Boss,Status\n7,Ann,IT,,in\n3,Bob,IT,Ann,in\n9,Cia,HR,Ann,in\n5,Dee,HR,Bob,left\n"
MAP = {"columns": {"id": "Nr", "department": "Unit", "manager": "Boss"}, "managers_by": "Full name"}
LEFT = {"leave_out": {"Status": ["left"]}}


def _in(unit: str) -> list[tuple[str, str, str]]:
    return [(name, department.replace("IT", unit), manager) for name, department, manager in TRUE]


def _sheet() -> bytes:
    book, out = Workbook(), BytesIO()
    rows: list[list[Any]] = [["id", "department", "manager"], [7, "IT", None], [3, "IT", 7], [9.0, "HR", 7]]
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


PEOPLE: dict[str, tuple[str | bytes, dict[str, Any], list[tuple[str, str, str]] | str]] = {
    "footer": (HEAD + ROWS + "Total,40,\n", {}, TRUE),
    "works and WORKS": (HEAD + ROWS.replace("3,IT", "3,it"), {}, TRUE),
    "semicolon and mark": (("\ufeff" + HEAD + ROWS).replace(",", ";"), {}, TRUE),
    "CRLF": ((HEAD + ROWS).replace("\n", "\r\n"), {}, TRUE),
    "old mac": ((HEAD + ROWS).replace("\n", "\r"), {}, TRUE),
    "quotes and commas": (HEAD + ROWS.replace("IT", '"IT, and more"'), {}, _in("IT, and more")),
    "line break in a name": (HEAD + ROWS.replace("IT", '"IT\nand more"'), {}, _in("IT\nand more")),
    "extra columns": ("id,department,manager,fte\n7,IT,,1\n3,IT,7,1\n9,HR,7,1\n", {}, TRUE),
    "blank rows behind": (HEAD + ROWS + ",,\n,,\n\n", {}, TRUE),
    "no-break spaces": (HEAD + ROWS.replace("3,IT", "3\u00a0,IT"), {}, TRUE),
    "no managers": ("id,department\n7,IT\n3,IT\n9,HR\n", {}, FLAT),
    "several tops": (HEAD + ROWS + "5,HR,\n", {}, [*TRUE, ("5", "HR", "")]),
    "several tops, one named": (HEAD + "5,HR,\n" + ROWS, {"top": "7"}, [("5", "HR", "7"), *TRUE]),
    "a top that is nobody": (HEAD + ROWS, {"top": "8"}, "'8' is to be at the top, but is nobody in the table"),
    "leading zeros": (HEAD + "007,IT,\n03,IT,007\n", {}, [("007", "IT", ""), ("03", "IT", "007")]),
    "two columns of numbers": ("7 1\n3 1\n9 2\n", {}, [("7", "1", ""), ("3", "1", ""), ("9", "2", "")]),
    "Windows-1252": ((HEAD + ROWS.replace("HR", "Öff")).encode("cp1252"), {}, [*TRUE[:2], ("9", "Öff", "7")]),
    "UTF-16": ((HEAD + ROWS).encode("utf-16"), {}, TRUE),
    "tab": ((HEAD + ROWS).replace(",", "\t"), {}, TRUE),
    "pipe": ((HEAD + ROWS).replace(",", "|"), {}, TRUE),
    "sep=": ("sep=;\n" + (HEAD + ROWS).replace(",", ";"), {}, TRUE),
    "title above": ("Staff list of May\n\n" + HEAD + ROWS, {}, TRUE),
    "title above, in cells": ("Staff list of May,,\n" + HEAD + ROWS, {}, TRUE),
    "Employee ID": ("Employee ID,Unit,Reports to\n" + ROWS, {}, TRUE),
    "Personeelsnummer": ("Personeelsnummer,Afdeling,Leidinggevende\n" + ROWS, {}, TRUE),
    "columns as told, managers by name": (NAMED, MAP | LEFT, TRUE),
    "managers by name, not told": (NAMED, {"columns": MAP["columns"]}, "the manager 'Ann' is nobody in the table"),
    "two of one name": (NAMED.replace("Bob", "Ann"), MAP, "2 people are called 'Ann', a manager"),
    "a column that is not there": (NAMED, {"columns": {"id": "No."}}, "has no column 'No.'; the header has Nr"),
    "twice the same row": (HEAD + ROWS + "9,HR,7\n", {}, "row 5 repeats the id '9'"),
    "manager gone": (HEAD + ROWS + "5,HR,99\n", {}, "manager '99' is not an employee"),
    "manager gone, to the top": (HEAD + ROWS + "5,HR,99\n", {"unknown_managers": "top"}, [*TRUE, ("5", "HR", "")]),
    "- for no manager": (HEAD + ROWS.replace("7,IT,", "7,IT,-"), {}, TRUE),
    "N/A for no manager": (HEAD + ROWS.replace("7,IT,", "7,IT,N/A"), {}, TRUE),
    "own manager": (HEAD + ROWS.replace("7,IT,", "7,IT,7"), {}, "runs in a circle, 7 -> 7; leave the manager"),
    "own manager, to the top": (HEAD + ROWS.replace("7,IT,", "7,IT,7"), {"unknown_managers": "top"}, TRUE),
    "circle": (HEAD + ROWS.replace("7,IT,", "7,IT,9"), {}, "runs in a circle, 7 -> 9 -> 7"),
    "no department": (HEAD + ROWS + "5,,7\n", {}, "(employee '5') has no department"),
    "a spreadsheet": (_sheet(), {}, TRUE),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0 old", {}, "save it as .xlsx or as CSV"),
}  # fmt: skip


def _read(folder: Path, people: str | bytes, ties: str, told: dict[str, Any]) -> Tables:
    """Return what two tables hold, of which an organization can be built."""
    for name, content in (("people", people), ("ties", ties)):
        (folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    recipe = OrganizationRecipe(employees=str(folder / "people.csv"), ties=str(folder / "ties.csv"))
    tables = read_tables(recipe, [], how_told(told, "how.yaml"))
    assert organizations_of(tables, recipe, 1, [0], [])[0].headcount == len(tables.employees)
    return tables


@pytest.mark.parametrize("shape", PEOPLE)
def test_people(tmp_path: Path, shape: str) -> None:
    content, told, expected = PEOPLE[shape]
    if isinstance(expected, list):
        rows = _read(tmp_path, content, "source,target\n", {"people": told}).employees
        assert [(row.id, row.department, row.manager) for row in rows] == expected
        return
    with pytest.raises(ScenarioError) as refused:
        _read(tmp_path, content, "source,target\n", {"people": told})
    assert expected in str(refused.value)
    assert "\n" not in str(refused.value)


TRUSTED = "id;department;trust\n7;IT;{}\n"
SCALES: dict[str, tuple[str, object, float | str]] = {
    "1 to 7": ("4", [1, 7], 0.5),
    "beyond 1 to 7": ("8", [1, 7], "trust '8' is not on its scale, from 1 to 7"),
    "7 is best, 1 is worst": ("6", [7, 1], 1 / 6),
    "per cent": ("70", [0, 100], 0.7),
    "per cent with its sign": ("70 %", None, 0.7),
    "decimal comma": ("0,7", None, 0.7),
    "labels": ("Agree", ["disagree", "neutral", "agree"], 1.0),
    "labels with shares": ("now and then", {"never": 0, "now and then": 0.3, "always": 1}, 0.3),
    "no label": ("perhaps", ["no", "yes"], "trust 'perhaps' is not on its scale, no, yes"),
    "1 to 7, not told": ("5", None, "trust = '5' must be a number from 0 to 1, or empty"),
}


@pytest.mark.parametrize("shape", SCALES)
def test_scales(tmp_path: Path, shape: str) -> None:
    given, scale, expected = SCALES[shape]
    people, told = TRUSTED.format(given), {"people": {"scales": {"trust": scale}} if scale else {}}
    if isinstance(expected, float):
        rows = _read(tmp_path, people, "source,target\n", told).employees
        assert float(rows[0].trust) == pytest.approx(expected)
        return
    with pytest.raises(ScenarioError, match=expected):
        _read(tmp_path, people, "source,target\n", told)


def _graph(form: str, attribute: str = "") -> str:
    graph: nx.DiGraph[str] = nx.DiGraph()
    called = {name: f"n{number}" if attribute else name for number, name in enumerate(("7", "3", "9"))}
    for name, node in called.items():
        graph.add_node(node, **({attribute: name} if attribute else {}))
    graph.add_edges_from((called[one], called[other]) for one, other in PAIRS)
    out = BytesIO()
    if form == "gml":
        return "\n".join(nx.generate_gml(graph))
    if form == "pajek":
        return "\n".join(nx.generate_pajek(graph))
    nx.write_graphml(graph, out) if form == "graphml" else nx.write_gexf(graph, out)
    return out.getvalue().decode()


YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><graph id="G" edgedefault="directed">{}
<edge source="n7" target="n3"/><edge source="n3" target="n7"/><edge source="n9" target="n7"/></graph></graphml>"""
NODE = '<node id="n{0}"><data key="d6"><y:ShapeNode><y:NodeLabel>{0}</y:NodeLabel></y:ShapeNode></data></node>'
LOG = """Sender,Recipient,Sent
7,3,2026-05-01 09:12
7,3,2026-06-02
3,7,2026-05-03
9,7,2026-05-03
7,x@else.org,2026-05-04
"""
MAIL = """From: (Address),To: (Address),Sent on
Boss <7@Town.nl>,3@town.nl; x@else.org,01-05-2026 09:12
3@town.nl,7@town.nl,02-05-2026
9@town.nl,7@town.nl,03-05-2026
"""
OUTSIDE = "source,target\n7,3\n3,7\n9,7\n7,8\n"

TIES: dict[str, tuple[str, dict[str, Any], set[tuple[str, str]] | str]] = {
    "SNAP": ("7 3\n3 7\n9 7\n", {}, PAIRS),
    "GraphML": (_graph("graphml"), {}, PAIRS),
    "GraphML of igraph": (_graph("graphml", "name"), {}, PAIRS),
    "GraphML of yEd": (YED.format("".join(NODE.format(name) for name in (7, 3, 9))), {}, PAIRS),
    "undirected GraphML": (
        _graph("graphml").replace('edgedefault="directed"', 'edgedefault="undirected"'), {}, PAIRS | {("7", "9")}
    ),
    "GEXF": (_graph("gexf"), {}, PAIRS),
    "GML": (_graph("gml"), {}, PAIRS),
    "Pajek": (_graph("pajek"), {}, PAIRS),
    "UCINET dl": ("dl n=3 format=edgelist1\nlabels:\n7,3,9\ndata:\n1 2\n2 1\n3 1\n", {}, PAIRS),
    "node-link JSON": (json.dumps({"directed": True, "nodes": [{"id": "7"}, {"id": "3"}, {"id": "9"}],
                                   "links": [{"source": a, "target": b} for a, b in sorted(PAIRS)]}), {}, PAIRS),
    "matrix": (",7,3,9\n7,0,1,0\n3,1,0,0\n9,1,0,0\n", {}, PAIRS),
    "matrix with semicolons": (";7;3;9\n7;0;1;0\n3;1;0;0\n9;1;0;0\n", {}, PAIRS),
    "Sender": ("Sender,Recipient\n7,3\n3,7\n9,7\n", {}, PAIRS),
    "from, to": ("from,to\n7,3\n3,7\n9,7\n", {}, PAIRS),
    "ego, alter": ("ego,alter\n7,3\n3,7\n9,7\n", {}, PAIRS),
    "columns as told": ("asks,asked\n7,3\n3,7\n9,7\n", {"columns": {"source": "asks", "target": "asked"}}, PAIRS),
    "the other way round": ("target,source\n7,3\n3,7\n9,7\n", {"direction": "reversed"}, PAIRS),
    "both ways": ("source,target\n7,3\n9,7\n", {"direction": "both"}, PAIRS | {("7", "9")}),
    "counts": ("from,to,count\n7,3,40\n3,7,10\n9,7,1\n", {}, PAIRS),
    "weight 0": ("from,to,count\n7,3,40\n3,7,10\n9,7,1\n3,9,0\n", {}, PAIRS),
    "Gephi, undirected in part": ("Source,Target,Type,Id\n7,3,Undirected,1\n9,7,Directed,2\n", {}, PAIRS),
    "a log": (LOG, {}, PAIRS),
    "a log, at least two": (LOG, {"at_least": 2}, {("7", "3")}),
    "a log of May, at least two": (LOG, {"at_least": 2, "from": "2026-05-01", "until": "2026-05-31"}, set()),
    "a log with a day that is none": (
        LOG.replace("2026-06-02", "in June"), {"from": "2026-05-01"}, "row 3: 'in June' is no date; write 2026-01-31"
    ),
    "a log of an outsider, wanted": (LOG, {"outsiders": "refuse"}, "'x@else.org' is not an employee"),
    "a log as Outlook writes it": (MAIL, {"domain": "town.nl"}, PAIRS),
    "addresses, not told": (MAIL.replace(",Sent on", ",Subject"), {}, "row 2: '7@Town.nl' is not an employee"),
    "outsiders": (OUTSIDE, {}, "'8' is not an employee; both ends must be ids of organization.employees"),
    "outsiders, not wanted": (OUTSIDE, {"outsiders": "drop"}, PAIRS),
    "a header alone": ("source,target\n", {}, set()),
}  # fmt: skip


@pytest.mark.parametrize("shape", TIES)
def test_ties(tmp_path: Path, shape: str) -> None:
    text, told, expected = TIES[shape]
    if isinstance(expected, set):
        ties = _read(tmp_path, HEAD + ROWS, text, {"ties": told}).ties
        assert {(tie.source, tie.target) for tie in ties or ()} == expected
        return
    with pytest.raises(ScenarioError) as refused:
        _read(tmp_path, HEAD + ROWS, text, {"ties": told})
    assert expected in str(refused.value)
    assert "\n" not in str(refused.value)


def test_all_that_is_wrong_with_how_is_said_at_once() -> None:
    given = {
        "poeple": {},
        "people": {"columns": {"idd": "Nr"}, "scales": {"trust": [1]}, "unknown_managers": "away"},
        "ties": {"at_least": 0, "from": "May", "direction": "up", "outsider": "drop"},
    }
    with pytest.raises(ScenarioError) as refused:
        how_told(given, "how.yaml")
    for part in (
        "8 problems", "there is no 'poeple'; did you mean 'people'?", "people.columns.idd is no column",
        "people.scales.trust takes two ends", "people.unknown_managers is one of refuse, top", "ties.at_least is",
        "ties.from: 'May' is no date", "ties.direction is one of", "ties.outsider is no key; did you mean 'outsiders'?",
    ):  # fmt: skip
        assert part in str(refused.value), (part, str(refused.value))


def test_what_was_cleaned_is_told(tmp_path: Path) -> None:
    path, notes = tmp_path / "people.csv", list[str]()
    path.write_text(NAMED + "Total,,4,,\n", encoding="utf-8")
    read_employees(str(path), notes, how_told({"people": MAP | LEFT}, "how.yaml").people)
    said = "\n".join(notes)
    for part in ("1 rows are left out by their Status", "row 6, 'Total', is left out", "other columns are left alone"):
        assert part in said, (part, said)
