"""A small organization in which interventions catch on within weeks, whatever is assumed by default."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import simulate
from sim.interventions.catalogue import Interventions
from sim.interventions.intervention import Practice, UnitIntervention
from sim.model import OrganizationModel
from sim.scenario import Scenario
from sim.state import World
from tests.scenarios import SMALL, small_organization

SECTIONS: dict[str, Any] = {item.name: type(item.default) for item in fields(Interventions)}
NAMES = tuple(SECTIONS)
REACHING_UNITS = tuple(name for name, section in SECTIONS.items() if issubclass(section, UnitIntervention))
PRACTICES = tuple(name for name, section in SECTIONS.items() if issubclass(section, Practice))

# Practices catch on within weeks, everything costs something, and results do not hang on what is assumed by default.
LIVELY = {
    **SMALL,
    "project.share": 0.15,
    "rollout.speed": 1.0,
    "rollout.coaches": 20.0,
    "rollout.support_weeks": 26,
    "adoption.push": 1.0,
    **{f"intervention.{name}.bar": -0.5 for name in PRACTICES},
    **{f"intervention.{name}.trial": 4 for name in PRACTICES},
    "learning.rate": 0.2,
    "legacy.debt": 0.5,
    "saturation.fatigue": 0.1,
    "turnover.annual_rate": 0.1,
    "intervention.okr.shift": 0.1,
    "intervention.okr.cycle": 6,
    "intervention.training.sessions": 26,
    "intervention.training.span_weeks": 26,
    "intervention.training.presence": 0.9,
    "intervention.training.opening": 0.05,
    "intervention.strategic_doing.warmth": 0.05,
    "intervention.strategic_doing.cycle_weeks": 4,
    "intervention.lean.pace": 0.2,
    "intervention.lean.gain": 0.3,
    "intervention.benefits_governance.clearing": 0.05,
    "intervention.benefits_governance.debt_work": 4.0,
    "intervention.microprojects.uptake": 1.0,
    "intervention.microprojects.executives": 1.0,
    "intervention.microprojects.talent": 1.0,
    **{f"intervention.{name}.fee": 100.0 for name in NAMES},
}


def lively(*changes: Mapping[str, object]) -> Scenario:
    """Return the lively scenario with changes."""
    merged: dict[str, object] = dict(LIVELY)
    for change in changes:
        merged.update(change)
    return Scenario().with_values(merged)


def of(name: str, **levers: object) -> dict[str, object]:
    """Return levers of one intervention as changes."""
    return {f"intervention.{name}.{lever}": value for lever, value in levers.items()}


def trying(*names: str, strength: float = 1.0) -> dict[str, object]:
    """Return the changes that try some interventions."""
    return {f"intervention.{name}.strength": strength for name in names}


def neighbour(name: str) -> str:
    """Return another intervention."""
    return NAMES[NAMES.index(name) - 1]


def weekly(scenario: Scenario) -> Iterator[tuple[int, World]]:
    """Step through a run; yield every week with the world at its end, which lives on."""
    model = OrganizationModel(scenario, small_organization(), 3)
    while model.running:
        model.step()
        yield model.week - 1, model.world


@cache
def metrics_of(*names: str, strength: float = 1.0) -> NDArray[np.float64]:
    """Return the metrics, float64 (len(METRICS)), of some interventions at one strength: means of paired replicates."""
    scenario = lively(trying(*names, strength=strength))
    means: NDArray[np.float64] = simulate(scenario, [small_organization()], range(60)).metrics.mean(axis=0)
    return means
