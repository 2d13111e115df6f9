"""Starsim: traits as states of a module, contacts as edges of a network, sums over edges by counting with weights."""

from typing import Any

import numpy as np
import starsim as ss

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State

NAMES = ("silo", "trust", "process")


class FixedContacts(ss.Network):
    """Edges that stay as they are."""

    def step(self) -> None:
        """Leave the edges alone."""


class Influence(ss.Module):
    """The rule of a week on the states of all agents."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        self.define_states(
            *(ss.FloatArr(name) for name in NAMES),
            *(ss.FloatArr(f"{name}_anchor") for name in NAMES),
            ss.FloatArr("threshold"),
            ss.BoolArr("user"),
        )

    def init_post(self) -> None:
        """Take over the state of week 0."""
        super().init_post()
        for column, name in enumerate(NAMES):
            self[name][:] = self.case.traits[:, column]
            self[f"{name}_anchor"][:] = self.case.traits[:, column]
        self.threshold[:] = self.case.threshold
        self.user[:] = self.case.user

    def step(self) -> None:
        """Live a week."""
        edges = self.sim.networks[0].edges
        heard = {name: self._mean(edges, self[name].values) for name in NAMES}
        share = self._mean(edges, self.user.values)
        for name, mean in heard.items():
            self[name][:] += RATE * (
                (1 - STUBBORNNESS) * mean + STUBBORNNESS * self[f"{name}_anchor"].values - self[name].values
            )
        self.user[:] = self.user.values | (share > self.threshold.values)

    def _mean(self, edges: ss.Network, values: Any) -> Any:  # noqa: ANN401 - arrays of Starsim
        n = self.case.people
        return np.bincount(edges.p1, weights=values[edges.p2], minlength=n) / self.case.contacts.shape[1]


class StarsimOffice:
    """An initialized simulation that is stepped by hand."""

    def __init__(self, case: Case) -> None:
        n, degree = case.contacts.shape
        network = FixedContacts(p1=np.repeat(np.arange(n), degree), p2=case.contacts.ravel(), beta=np.ones(n * degree))
        self.module = Influence(case)
        self.sim = ss.Sim(
            n_agents=n, networks=network, modules=self.module, start=0, dur=1000, dt=1, verbose=0, copy_inputs=False
        )
        self.sim.init()

    def live(self, weeks: int) -> None:
        """Live some weeks."""
        for _ in range(weeks):
            self.sim.run_one_step()

    def state(self) -> State:
        """Return where people are now."""
        return State(np.column_stack([self.module[name].values for name in NAMES]), self.module.user.values.copy())


def build(case: Case) -> StarsimOffice:
    """Build the model."""
    return StarsimOffice(case)
