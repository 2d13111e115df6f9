"""The interventions there are, and the rollouts of those that are brought to units.

A line each. A new one needs its file, this line, and an option in ``configs/intervention``; one that is brought to
units a second line, for its rollout.
"""

from dataclasses import dataclass, fields, replace

from sim.interventions.benefits_governance import BenefitsGovernance
from sim.interventions.intervention import Practice, UnitIntervention
from sim.interventions.lean import Lean
from sim.interventions.microprojects import Microprojects
from sim.interventions.okr import OkrCadence
from sim.interventions.own_rollout import OwnRollout
from sim.interventions.strategic_doing import StrategicDoing
from sim.interventions.training import Training
from sim.rollout import Rollout


@dataclass(frozen=True)
class Interventions:
    """What is tried, one section an intervention; in a week they act in this order."""

    okr: OkrCadence = OkrCadence()
    training: Training = Training()
    strategic_doing: StrategicDoing = StrategicDoing()
    lean: Lean = Lean()
    benefits_governance: BenefitsGovernance = BenefitsGovernance()
    microprojects: Microprojects = Microprojects()


@dataclass(frozen=True)
class Rollouts:
    """The rollout of each measure, where it is another one than ``rollout``."""

    okr: OwnRollout = OwnRollout()
    training: OwnRollout = OwnRollout()
    strategic_doing: OwnRollout = OwnRollout()
    lean: OwnRollout = OwnRollout()


INTERVENTIONS = tuple(item.name for item in fields(Interventions))
# Those that are brought to units, in the order in which the state keeps them.
MEASURES = tuple(item.name for item in fields(Interventions) if isinstance(item.default, UnitIntervention))
PRACTICES = tuple(name for name in MEASURES if isinstance(getattr(Interventions(), name), Practice))


def rollout_of(measure: str, common: Rollout, own: Rollouts) -> Rollout:
    """Return the rollout of a measure: the common one, with what is set for it alone."""
    return replace(common, **getattr(own, measure).told())


def begins(measure: str, common: Rollout, own: Rollouts, tried: Interventions) -> int | None:
    """Return the week in which a measure can first be brought to units; None where it is not done."""
    intervention = getattr(tried, measure)
    if intervention.strength <= 0.0:
        return None
    return int(max(rollout_of(measure, common, own).start_week, intervention.start_week))
