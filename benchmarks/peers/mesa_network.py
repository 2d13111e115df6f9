"""Mesa with its network space: a cell a person, and the agents in the connected cells are the contacts."""

import inspect
from typing import Any

import mesa
import networkx as nx
import numpy as np
from mesa.discrete_space import CellAgent, Network

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State

# Newer versions lay the network out for drawing when it is made, unless told not to.
NO_LAYOUT: dict[str, Any] = {"layout": None} if "layout" in inspect.signature(Network).parameters else {}


class Resident(CellAgent):
    """A person who stays in one cell of the network."""

    def __init__(self, model: mesa.Model, traits: list[float], threshold: float, user: bool) -> None:
        super().__init__(model)
        self.silo, self.trust, self.process = self.anchor = tuple(traits)
        self.threshold = threshold
        self.user = user
        self.heard = (0.0, 0.0, 0.0)
        self.share = 0.0

    def listen(self) -> None:
        """Take the averages over the neighbourhood as it is now."""
        silo = trust = process = 0.0
        users = degree = 0
        cell: Any = self.cell
        for contact in cell.neighborhood.agents:
            silo += contact.silo
            trust += contact.trust
            process += contact.process
            users += contact.user
            degree += 1
        self.heard = (silo / degree, trust / degree, process / degree)
        self.share = users / degree

    def move(self) -> None:
        """Take over what was heard, and start using when convinced."""
        listen, pull, keep = RATE * (1 - STUBBORNNESS), RATE * STUBBORNNESS, 1 - RATE
        heard, anchor = self.heard, self.anchor
        self.silo = keep * self.silo + listen * heard[0] + pull * anchor[0]
        self.trust = keep * self.trust + listen * heard[1] + pull * anchor[1]
        self.process = keep * self.process + listen * heard[2] + pull * anchor[2]
        if self.share > self.threshold:
            self.user = True


class NetworkedOffice(mesa.Model):
    """All people in the cells of a directed network."""

    def __init__(self, case: Case) -> None:
        super().__init__(rng=0)
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(case.people))
        graph.add_edges_from((person, contact) for person, row in enumerate(case.contacts.tolist()) for contact in row)
        self.network = Network(graph, capacity=1, random=self.random, **NO_LAYOUT)
        rows = zip(case.traits.tolist(), case.threshold.tolist(), case.user.tolist(), strict=True)
        self.people = [Resident(self, traits, threshold, user) for traits, threshold, user in rows]
        for number, person in enumerate(self.people):
            person.cell = self.network[number]  # type: ignore[index]  # a node of a network is no tuple

    def step(self) -> None:
        """Live a week."""
        self.agents.do("listen")
        self.agents.do("move")

    def live(self, weeks: int) -> None:
        """Live some weeks."""
        for _ in range(weeks):
            self.step()

    def state(self) -> State:
        """Return where people are now."""
        traits = np.array([(person.silo, person.trust, person.process) for person in self.people])
        return State(traits, np.array([person.user for person in self.people]))


def build(case: Case) -> NetworkedOffice:
    """Build the model."""
    return NetworkedOffice(case)
