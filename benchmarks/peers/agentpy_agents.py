"""agentpy: an agent a person in its network environment; the neighbours are looked up once, since they never change."""

import agentpy as ap
import networkx as nx
import numpy as np

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State


class Member(ap.Agent):
    """A person with three traits, a threshold, and contacts."""

    def setup(self) -> None:
        """Start without contacts; they are known once everybody is in the network."""
        self.silo = self.trust = self.process = self.threshold = 0.0
        self.anchor = (0.0, 0.0, 0.0)
        self.user = False
        self.contacts: list[Member] = []
        self.heard = (0.0, 0.0, 0.0)
        self.share = 0.0

    def listen(self) -> None:
        """Take the averages over the contacts as they are now."""
        silo = trust = process = 0.0
        users = 0
        for contact in self.contacts:
            silo += contact.silo
            trust += contact.trust
            process += contact.process
            users += contact.user
        degree = len(self.contacts)
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


class Agency(ap.Model):
    """All people, in two stages a week."""

    def setup(self) -> None:
        """Make the people, put them into the network and let each find the neighbours."""
        case: Case = self.p.case
        self.people = ap.AgentList(self, case.people, Member)
        for person, traits, threshold, user in zip(
            self.people, case.traits.tolist(), case.threshold.tolist(), case.user.tolist(), strict=True
        ):
            person.silo, person.trust, person.process = person.anchor = tuple(traits)
            person.threshold = threshold
            person.user = user
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(case.people))
        graph.add_edges_from((person, contact) for person, row in enumerate(case.contacts.tolist()) for contact in row)
        self.network = ap.Network(self, graph=graph)
        self.network.add_agents(self.people, positions=self.network.nodes)
        for person in self.people:
            person.contacts = list(self.network.neighbors(person))

    def step(self) -> None:
        """Live a week."""
        self.people.listen()
        self.people.move()


class RunningAgency:
    """A model that was set up and lives as many weeks as it is told."""

    def __init__(self, case: Case) -> None:
        self.model = Agency({"case": case})
        self.model.sim_setup()

    def live(self, weeks: int) -> None:
        """Live some weeks."""
        for _ in range(weeks):
            self.model.sim_step()

    def state(self) -> State:
        """Return where people are now."""
        people = self.model.people
        traits = np.array([(person.silo, person.trust, person.process) for person in people])
        return State(traits, np.array([person.user for person in people]))


def build(case: Case) -> RunningAgency:
    """Build the model."""
    return RunningAgency(case)
