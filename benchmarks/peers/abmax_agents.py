"""abmax (on JAX): a set of agents whose step is mapped over everybody; each agent is handed what its contacts show."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from abmax.functions import step_agents
from abmax.structs import Agent, Params, Policy, Set, Signal
from abmax.structs import State as AgentState

from benchmarks.common_work import RATE, STUBBORNNESS, Case, State


def _move(agent: Agent, heard: Signal, _: Params) -> Agent:
    """Let one agent live a week; ``heard`` holds the rows of the contacts, float32 (16, 4)."""
    own, mean = agent.state.content["row"], heard.content["rows"].mean(axis=0)
    anchor, threshold = agent.params.content["anchor"], agent.params.content["threshold"]
    traits = own[:3] + RATE * ((1 - STUBBORNNESS) * mean[:3] + STUBBORNNESS * anchor - own[:3])
    user = jnp.where(mean[3] > threshold, 1.0, own[3])
    return agent.replace(state=AgentState({"row": jnp.append(traits, user)}))


@jax.jit
def _live(people: Set, contacts: jax.Array, weeks: jax.Array) -> Set:
    def week(_: int, now: Set) -> Set:
        rows = now.agents.state.content["row"][contacts]
        return step_agents(_move, Params({}), Signal({"rows": rows}), now)

    return jax.lax.fori_loop(0, weeks, week, people)


def _agents(case: Case) -> Agent:
    n = case.people
    nothing = jnp.zeros(n)
    return Agent(
        id=jnp.arange(n),
        active_state=jnp.ones(n, bool),
        age=nothing,
        agent_type=jnp.zeros(n, jnp.int32),
        params=Params({"anchor": jnp.asarray(case.traits), "threshold": jnp.asarray(case.threshold)}),
        state=AgentState({"row": jnp.column_stack([case.traits, case.user.astype(np.float32)])}),
        policy=Policy(state=AgentState({}), params=Params({}), key=nothing),
        key=nothing,
    )


class AbmaxOffice:
    """One set of agents."""

    def __init__(self, case: Case) -> None:
        n = case.people
        details: dict[str, Any] = {"params": Params({}), "state": AgentState({}), "policy": None, "key": None}
        self.people = Set(num_agents=n, num_active_agents=n, agents=_agents(case), id=0, set_type=0, **details)
        self.contacts = jnp.asarray(case.contacts)

    def live(self, weeks: int) -> None:
        """Live some weeks in one compiled call."""
        self.people = jax.block_until_ready(_live(self.people, self.contacts, jnp.int32(weeks)))

    def state(self) -> State:
        """Return where people are now."""
        rows = np.asarray(self.people.agents.state.content["row"])
        return State(rows[:, :3], rows[:, 3] > 0)


def build(case: Case) -> AbmaxOffice:
    """Build the model."""
    return AbmaxOffice(case)
