"""Networks as programs for networks write them: GraphML, GEXF, GML, Pajek, node-link JSON, read by NetworkX; UCINET dl.

Where the names of nodes fit nobody, an attribute that does is looked for: igraph and yEd number their nodes, and write
what people call them into an attribute.
"""

import io
import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from experiments.organizations.ucinet import read_ucinet
from sim.errors import ScenarioError
from sim.organization.import_ties import TieRow

if TYPE_CHECKING:
    import networkx as nx

WEIGHTS = ("weight", "count", "value", "strength")
UCINET = "dl "


def kind_of(text: str) -> str:
    """Return which format of networks a text is in; nothing for tables and lists."""
    start = text.lstrip()[:2000].lower()
    if start.startswith("<"):
        return "GEXF" if "<gexf" in start else "GraphML"
    if start.startswith(("{", "[")):
        return "JSON" if start.startswith("{") or '"' in start else ""
    if start.startswith(("*vertices", "*network")):
        return "Pajek"
    if start.startswith("graph") and "[" in start:
        return "GML"
    return "UCINET dl" if start.startswith(UCINET) else ""


def read_graph(text: str, kind: str, where: str, people: AbstractSet[str], notes: list[str]) -> list[TieRow]:
    """Return the ties of a network; an undirected one goes both ways.

    ``people``: the ids that ties may have, empty where nobody knows them. Raises ScenarioError for what cannot be read.
    """
    if kind == "UCINET dl":
        return read_ucinet(text, where)
    graph = _graph(text, kind, where)
    names = _names(graph, people, where, notes)
    if not graph.is_directed():
        notes.append(f"{where}: the network is undirected, so every tie goes both ways")
    return list(_ties(graph, names, where))


def _graph(text: str, kind: str, where: str) -> "nx.Graph[Any]":
    from xml.etree.ElementTree import ParseError

    import networkx as nx

    try:
        if kind == "GraphML":
            return nx.parse_graphml(text)
        if kind == "GEXF":
            return nx.read_gexf(io.BytesIO(text.encode()))
        if kind == "GML":
            return nx.parse_gml(text, label="id" if "label" not in text else "label")
        if kind == "Pajek":
            return nx.parse_pajek(text)
        return _of_json(json.loads(text))
    except (nx.NetworkXError, ParseError, LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ScenarioError(f"{where} is not valid {kind}: {reason}") from None


def _of_json(content: Any) -> "nx.Graph[Any]":  # noqa: ANN401 - whatever JSON holds
    import networkx as nx

    if not isinstance(content, dict) or "nodes" not in content:
        raise ValueError("a network has nodes and links (or edges)")
    edges = "links" if "links" in content else "edges"
    found: nx.Graph[Any] = nx.node_link_graph({"directed": False, "multigraph": False} | content, edges=edges)
    return found


def _names(graph: "nx.Graph[Any]", people: AbstractSet[str], where: str, notes: list[str]) -> dict[Any, str]:
    own = {node: str(node) for node in graph}
    best, fitting, told = own, sum(name in people for name in own.values()), ""
    attributes = dict.fromkeys(key for _, data in graph.nodes(data=True) for key in data)
    for attribute in attributes:
        named = {node: str(data.get(attribute, "")) for node, data in graph.nodes(data=True)}
        count = sum(name in people for name in named.values())
        if count > fitting:
            best, fitting, told = named, count, str(attribute)
    if told:
        notes.append(f"{where}: people are named by the attribute '{told}' of the nodes")
    return best


def _ties(graph: "nx.Graph[Any]", names: dict[Any, str], where: str) -> Iterator[TieRow]:
    for number, (source, target, data) in enumerate(graph.edges(data=True), start=1):
        weight = _weight(data, f"{where} edge {number}")
        yield TieRow(names[source], names[target], weight, number)
        if not graph.is_directed():
            yield TieRow(names[target], names[source], weight, number)


def _weight(data: dict[str, Any], where: str) -> float | None:
    from experiments.organizations.weights import weight_of

    small = {str(name).lower(): value for name, value in data.items()}
    given = next((small[name] for name in WEIGHTS if name in small), None)
    return None if given is None else weight_of(given, where)
