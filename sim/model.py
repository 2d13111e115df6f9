"""The Mesa face: the engine one week at a time, with employees, departments and projects as agents.

Stepping a model and running its replicate in a batch give the same arrays, bit for bit: both live the same compiled
week. Works with Mesa 3.3 to 3.5: ``AgentSet``, ``DataCollector``, ``batch_run``, pickle and copy. What SolaraViz needs
is here (keyword levers, ``step``, ``running``, ``agents``, ``datacollector``); Solara itself comes with the extra
``viz``. Its Reset makes the model anew from ``model_params`` alone, so that these hold the scenario, too::

    model = OrganizationModel(project__size=50, intervention__okr__strength=1.0, replicate=3)
    model.run_model()
    model.employees.agg("trust", np.mean), model.outcome()["successful"]

    mesa.batch_run(OrganizationModel, {"project.size": [10, 50], "replicate": range(20)})
    sim.batch.batch_run({"project.size": [10, 50]}, iterations=20)  # the same
    SolaraViz(model, model_params={"scenario": scenario, "rollout.speed": Slider("speed", 0.25, 0.05, 1.0, 0.05)})
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from sim.agents.base import AgentSet, DataCollector, Model
from sim.agents.department import Department
from sim.agents.employee import Contact, Employee
from sim.agents.everybody import Everybody, meet
from sim.agents.project import Project
from sim.engine import begin, lucks_of, make_plan, metrics_of, one_week
from sim.errors import ScenarioError
from sim.levers import beginning_now, dotted, refuse_fixed, replan
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationSource
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.scenario import Scenario
from sim.schedules import begins_of, rollouts_of
from sim.state import NEVER

__all__ = ["Contact", "Department", "Employee", "OrganizationModel", "Project"]

REPLICATES = 2**32
AgentReporter = str | Callable[[Any], Any]


class OrganizationModel(Model):
    """One replicate of one scenario, stepped a week at a time; (scenario, replicate) determine every bit of it.

    Args:
        scenario: what is simulated; the default scenario if left out.
        organization: who is there; built from the scenario's recipe if left out, the one its replicate shares in a
            study.
        replicate: number of the replicate, 0 to 2**32 - 1. Mesa's ``iterations`` repeat one replicate: vary this
            instead, or use ``sim.batch.batch_run``.
        rng: seed of the study, as Mesa names it; the same as the lever ``horizon.seed``.
        agent_reporters: what the data collector keeps of every agent, each an attribute or a function of the agent;
            None where an agent has no such attribute. Mesa 3.3's ``batch_run`` reports agents as they were a week
            earlier.
        seed: the same under its older name.
        kwargs: levers, single parameters of the scenario, ``project__size=50`` or ``**{"project.size": 50}``. (Mesa 3.3
            takes any other name of them for a parameter that SolaraViz must be given.)

    Raises ScenarioError for unknown parameters and values that are not allowed.

    Attributes:
        settings: the scenario as it stands. (``model.scenario`` belongs to Mesa 3.5 and is None.)
        plan, world: what the engine works with, and the arrays that the agents are views on.
        week: weeks lived; ``running`` until this reaches the horizon.
        record: float64 (weeks, len(SERIES)), the weekly series; rows from ``week`` on are still empty.
        datacollector: the series of every week, and ``week`` itself.

    """

    def __init__(
        self,
        scenario: Scenario | None = None,
        organization: Organization | None = None,
        replicate: int = 0,
        rng: int | None = None,
        agent_reporters: Mapping[str, AgentReporter] | None = None,
        seed: int | None = None,
        **kwargs: object,
    ) -> None:
        settings = _settings(scenario, _one_seed(rng, seed), kwargs)
        if not 0 <= replicate < REPLICATES or replicate != int(replicate):
            raise ScenarioError(f"replicate must be a whole number from 0 to {REPLICATES - 1}, not {replicate}")
        super().__init__(rng=settings.horizon.seed * REPLICATES + int(replicate))
        self.settings = settings
        self.replicate = int(replicate)
        self.week = 0
        self.plan = make_plan(settings, organization or _organization(settings, self.replicate))
        self.world = self.plan.new_world()
        self.luck = lucks_of(self.plan.seed, np.array([self.replicate]))[0]
        self.record = np.zeros((self.plan.weeks, len(SERIES_NAMES)))
        reporters = _model_reporters(), _agent_reporters(agent_reporters)
        self.datacollector = DataCollector(*reporters)  # type: ignore[no-untyped-call]
        self._everybody: Everybody | None = None
        plan = self.plan
        begin(
            self.world, plan.chart, plan.parameters, plan.projects, plan.portfolio, plan.rollouts, plan.silo, self.luck
        )

    def step(self) -> None:
        """Live one week and collect its data; raise ScenarioError beyond the horizon."""
        self._refuse_beyond_horizon()
        week, plan = self.week, self.plan
        one_week(week, self.world, plan.chart, plan.parameters, plan.schedule, plan.silo, self.luck, self.record[week])
        self.week += 1
        self.running = self.week < plan.weeks
        self.datacollector.collect(self)  # type: ignore[no-untyped-call]

    def _wrapped_step(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - what Mesa passes on, which differs by version
        self._refuse_beyond_horizon()  # here too: after an error inside a step Mesa 3.5 steps on without calling it
        super()._wrapped_step(*args, **kwargs)

    def _refuse_beyond_horizon(self) -> None:
        if self.week >= self.plan.weeks:
            raise ScenarioError(
                f"the run is over: all {self.plan.weeks} weeks have been lived; for more, set horizon.weeks"
            )

    @property
    def organization(self) -> Organization:
        """Who is there; fixed while the scenario runs."""
        return self.plan.organization

    @property
    def series(self) -> NDArray[np.float32]:
        """The weekly series so far, float32 (week, len(SERIES)), as in the outcome of a batch."""
        return self.record[: self.week].astype(np.float32)

    def outcome(self) -> dict[str, float]:
        """Return the metrics of the finished run by name; raise ScenarioError before the horizon."""
        if self.running:
            raise ScenarioError(
                f"a run is judged at its end, and {self.week} of {self.plan.weeks} weeks have been lived; step on"
            )
        metrics = np.zeros(len(METRIC_NAMES))
        metrics_of(self.plan.weeks, self.world, self.plan.chart, self.plan.parameters, self.record, metrics)
        return dict(zip(METRIC_NAMES, metrics.tolist(), strict=True))

    def set_levers(self, **levers: object) -> None:
        """Change parameters from this week on; people, luck and what has happened stay as they are.

        Raises ScenarioError for what is decided before the first week: horizon, organization, how work is cut into
        projects and the order of a rollout. Parameters of ``people`` act on whoever joins from now on.
        """
        changes = dotted(levers)
        asked = self.settings.with_values(changes)
        refuse_fixed(self.settings, asked, changes)
        settings = beginning_now(self.settings, asked, self.week)
        joined = (self.world.units["joined"] != NEVER).sum(axis=1)
        self.plan = replan(self.plan, self.settings, settings, self.week, joined.tolist())
        self._begin_rollouts_anew(settings, joined)
        self.settings = settings

    def _begin_rollouts_anew(self, settings: Scenario, joined: NDArray[np.int64]) -> None:
        """Say when rollouts begin that another plan puts off or forward, and let no wave wait at an old gate."""
        before, after = (begins_of(scenario) for scenario in (self.settings, settings))
        rollouts, planned = self.world.rollouts, self.plan.rollouts
        for m, (old, new) in enumerate(zip(rollouts_of(self.settings), rollouts_of(settings), strict=True)):
            if joined[m] == 0 and before[m] != after[m]:
                rollouts["start"][m] = max(self.week, int(planned["start"][m]))
            if old != new:
                rollouts["postponed"][m] = rollouts["waited"][m] = 0

    def branch(self, **levers: object) -> Self:
        """Return a copy that goes on from this week with other levers; this model stays as it is."""
        other = copy.deepcopy(self)
        other.set_levers(**levers)
        return other

    @property
    def everybody(self) -> Everybody:
        """All agents by kind; they are created when somebody first asks (about 10 microseconds each)."""
        return self._meet()

    def _meet(self) -> Everybody:
        if self._everybody is None:
            self._everybody = meet(self)
        return self._everybody

    @property
    def employees(self) -> AgentSet:
        """The seats and who sits in them."""
        return AgentSet(self.everybody.employees, random=self.random)

    @property
    def departments(self) -> AgentSet:
        """The departments."""
        return AgentSet(self.everybody.departments, random=self.random)

    @property
    def projects(self) -> AgentSet:
        """All projects of the portfolio, whatever their status."""
        return AgentSet(self.everybody.projects, random=self.random)

    @property  # type: ignore[misc]  # Mesa's setter only says that there is none
    def agents(self) -> Any:  # noqa: ANN401 - the kind of set differs between versions of Mesa
        """All agents: employees, departments and projects."""
        self._meet()
        return super().agents

    @property
    def agents_by_type(self) -> Any:  # noqa: ANN401 - the same
        """The agents by their class."""
        self._meet()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The classes of the agents there are."""
        return list(self.agents_by_type)

    @property
    def scenario(self) -> None:
        """None: from the object that Mesa 3.5 keeps here SolaraViz would rebuild the model without its levers."""

    @scenario.setter
    def scenario(self, unused: object) -> None:
        pass


def _settings(scenario: Scenario | None, rng: int | None, levers: Mapping[str, object]) -> Scenario:
    if scenario is not None and not isinstance(scenario, Scenario):
        raise ScenarioError(
            f"scenario must be a sim.scenario.Scenario, not {type(scenario).__name__}; single parameters go by name"
        )
    changes = dotted(levers)
    if rng is not None and "horizon.seed" in changes:
        raise ScenarioError("the seed is given twice, as rng and as horizon.seed; leave one out")
    seed = {} if rng is None else dotted({"horizon.seed": rng})
    return (scenario or Scenario()).with_values({**changes, **seed})


def _one_seed(rng: int | None, seed: int | None) -> int | None:
    if rng is not None and seed is not None:
        raise ScenarioError("the seed is given twice, as rng and as seed; leave one out")
    return seed if rng is None else rng


def _organization(settings: Scenario, replicate: int) -> Organization:
    recipe = settings.organization
    if recipe.source is not OrganizationSource.RECIPE:
        raise ScenarioError(
            f"organization.source={recipe.source.value} has no recipe: import the tables and give organization=..."
        )
    return build_organization(recipe, settings.horizon.seed, replicate % recipe.draws)


def _model_reporters() -> dict[str, str | Callable[[OrganizationModel], float]]:
    series = {name: partial(_this_week, column=column) for column, name in enumerate(SERIES_NAMES)}
    return {"week": "week", **series}


def _this_week(model: OrganizationModel, column: int) -> float:
    return float(model.record[model.week - 1, column])


def _agent_reporters(wanted: Mapping[str, AgentReporter] | None) -> dict[str, Callable[[Any], Any]]:
    named = (wanted or {}).items()
    return {
        name: partial(_attribute, name=reporter) if isinstance(reporter, str) else reporter for name, reporter in named
    }


def _attribute(agent: object, name: str) -> object:
    return getattr(agent, name, None)  # by a function of this module, which pickles; Mesa's own does not
