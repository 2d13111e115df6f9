"""An organization as a NetworkX graph, for pictures, other measures and other programs."""

import networkx as nx
import numpy as np

from sim.organization.chart import NOBODY, Organization


def to_networkx(organization: Organization) -> "nx.DiGraph[str]":
    """Return the ties as a directed graph on seat names, with attributes that GraphML can hold.

    Nodes carry ``department`` (its name), ``unit`` (its number) and ``manager`` (a seat name, empty at the top);
    edges carry ``weight`` (0 to 1).
    """
    names = organization.seat_names
    graph: nx.DiGraph[str] = nx.DiGraph()
    for seat, name in enumerate(names):
        manager = int(organization.manager[seat])
        graph.add_node(
            name,
            department=organization.department_names[organization.department[seat]],
            unit=int(organization.unit[seat]),
            manager="" if manager == NOBODY else names[manager],
        )
    source = np.repeat(np.arange(len(names)), np.diff(organization.tie_start))
    for tie, seat in enumerate(source.tolist()):
        graph.add_edge(names[seat], names[organization.tie_target[tie]], weight=float(organization.tie_weight[tie]))
    return graph
