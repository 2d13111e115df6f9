"""Networks as GraphML, one a week: seats with who sits there, and the ties between them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.export.network import formed_ties, standing_sources
from experiments.export.persons import Persons
from experiments.export.run import Run
from experiments.export.writer import Written
from experiments.wording.readable import readable
from sim.interventions.catalogue import MEASURES
from sim.replay import Moment
from sim.state import STAGES, TRUST

if TYPE_CHECKING:
    import networkx as nx

Node = tuple[int, dict[str, Any]]


def write_graphs(run: Run, weeks: Sequence[int], folder: Path) -> list[Written]:
    """Write the network of a run in some weeks, a file a week, and return the files."""
    persons, written = Persons(run.replay.organization.headcount), list[Written]()
    for moment in run.replay.weeks():
        persons.see(moment)
        if moment.week in weeks:
            graph = _graph(run, moment, persons)
            path = folder / f"network_week_{moment.week:04}.graphml"
            _write(graph, path)
            written.append(Written(path, f"network at the end of week {moment.week}", graph.number_of_edges()))
    return written


def _graph(run: Run, moment: Moment, persons: Persons) -> "nx.DiGraph[int]":
    import networkx as nx

    organization = run.replay.organization
    graph: nx.DiGraph[int] = nx.DiGraph(name=readable(f"{run.source.study}, {run.source.label}"), week=moment.week)
    graph.add_nodes_from(_nodes(run, moment, persons))
    standing = zip(standing_sources(organization).tolist(), organization.tie_target.tolist(), strict=True)
    for (one, other), weight in zip(standing, organization.tie_weight.tolist(), strict=True):
        graph.add_edge(one, other, weight=weight, standing=weight, formed=0.0)
    for one, slot in zip(*(places.tolist() for places in formed_ties(moment)), strict=True):
        other, strength = int(moment.after.formed_target[one, slot]), float(moment.after.formed_strength[one, slot])
        stands = graph.edges[one, other]["standing"] if graph.has_edge(one, other) else 0.0
        graph.add_edge(one, other, weight=stands + strength, standing=stands, formed=strength)
    return graph


def _nodes(run: Run, moment: Moment, persons: Persons) -> Iterator[Node]:
    organization, world = run.replay.organization, moment.after
    for seat, name in enumerate(organization.seat_names):
        stages = {f"{MEASURES[m]}_stage": STAGES[world.ladders[m, seat]["stage"]] for m in run.practices}
        yield (
            seat,
            {
                "name": readable(name),
                "person": int(persons.present[seat]),
                "department": readable(organization.department_names[organization.department[seat]]),
                "unit": int(organization.unit[seat]),
                "trust": float(world.traits[seat, TRUST]),
                **stages,
            },
        )


def _write(graph: "nx.DiGraph[int]", path: Path) -> None:
    import networkx as nx

    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        nx.write_graphml(graph, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
