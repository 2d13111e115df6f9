"""The interventions there are.

A line each. A new one needs its file, this line, and an option in ``configs/intervention``.
"""

from dataclasses import dataclass

from sim.interventions.benefits_governance import BenefitsGovernance
from sim.interventions.lean import Lean
from sim.interventions.microprojects import Microprojects
from sim.interventions.okr import OkrCadence
from sim.interventions.strategic_doing import StrategicDoing
from sim.interventions.training import Training


@dataclass(frozen=True)
class Interventions:
    """What is tried, one section an intervention; in a week they act in this order."""

    okr: OkrCadence = OkrCadence()
    training: Training = Training()
    strategic_doing: StrategicDoing = StrategicDoing()
    lean: Lean = Lean()
    benefits_governance: BenefitsGovernance = BenefitsGovernance()
    microprojects: Microprojects = Microprojects()
