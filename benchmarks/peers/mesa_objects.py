"""Mesa with neighbour lists: an agent a person, who keeps a list of the agents listened to."""

import mesa
import numpy as np

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State


class Colleague(mesa.Agent):
    """A person with three traits, a threshold, and contacts."""

    def __init__(self, model: mesa.Model, traits: list[float], threshold: float, user: bool) -> None:
        super().__init__(model)
        self.silo, self.trust, self.process = self.anchor = tuple(traits)
        self.threshold = threshold
        self.user = user
        self.contacts: list[Colleague] = []
        self.heard = (0.0, 0.0, 0.0)
        self.users = 0

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
        self.users = users

    def move(self) -> None:
        """Take over what was heard, and start using when convinced."""
        listen, pull, keep = RATE * (1 - STUBBORNNESS), RATE * STUBBORNNESS, 1 - RATE
        heard, anchor = self.heard, self.anchor
        self.silo = keep * self.silo + listen * heard[0] + pull * anchor[0]
        self.trust = keep * self.trust + listen * heard[1] + pull * anchor[1]
        self.process = keep * self.process + listen * heard[2] + pull * anchor[2]
        if self.users > self.threshold * len(self.contacts):
            self.user = True


class Office(mesa.Model):
    """All people, in two stages a week: everybody listens, then everybody moves."""

    def __init__(self, case: Case) -> None:
        super().__init__(rng=0)
        rows = zip(case.traits.tolist(), case.threshold.tolist(), case.user.tolist(), strict=True)
        self.people = [Colleague(self, traits, threshold, user) for traits, threshold, user in rows]
        for person, contacts in zip(self.people, case.contacts.tolist(), strict=True):
            person.contacts = [self.people[contact] for contact in contacts]

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


def build(case: Case) -> Office:
    """Build the model."""
    return Office(case)
