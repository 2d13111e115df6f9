"""P8, Sweden: Lean stalls on silos; training of managers improves work across departments and how people feel."""

from collections.abc import Mapping

from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory, weekly
from experiments.validation.options import option
from experiments.validation.pattern import Experiment, Pattern, Target, Use, direction
from experiments.validation.smallest import POINT, TRAIT
from sim.outcomes.dictionary import METRIC

LEAN = option("intervention", "lean") | {"horizon.weeks": 104, "rollout.speed": 1.0}
PROGRAMME = option("intervention", "training") | {"intervention.training.start_week": 52}
LOW_SILO = {"people.silo": 0.1}
REPLICATES = 40
SOURCE = "a large Swedish municipality (seed 002)"


def measure_lean(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure what silos take from Lean, and what training gives back."""
    alone, open_, trained = (
        laboratory.run(LEAN | changes, REPLICATES).metrics for changes in ({}, LOW_SILO, PROGRAMME)
    )
    saved = METRIC.service_saved
    return {"silo": mean(open_[:, saved] - alone[:, saved]), "trained": mean(trained[:, saved] - alone[:, saved])}


def measure_training(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure what the programme changes half a year after its end."""
    before, after = laboratory.run(LEAN, REPLICATES), laboratory.run(LEAN | PROGRAMME, REPLICATES)

    def gain(name: str) -> Estimate:
        return mean(weekly(after, name)[:, -1] - weekly(before, name)[:, -1])

    fewer = before.metrics[:, METRIC.silo] - after.metrics[:, METRIC.silo]
    return {
        "walls": mean(fewer),
        "collaboration": gain("collaboration_skill"),
        "satisfaction": gain("job_satisfaction"),
        "influence": gain("sense_of_influence"),
    }


SAID = "told as a direction, without figures"


def _saved(key: str, name: str, use: Use = Use.CHECK) -> Target:
    return direction(key, name, SAID, POINT, SOURCE, "A", use)


def _trait(key: str, name: str) -> Target:
    return direction(key, name, SAID, TRAIT, SOURCE, "A", Use.CHECK, "1")


LEAN_TARGETS = (
    _saved("silo", "service demand saved by Lean, low minus usual silos"),
    _saved("trained", "service demand saved by Lean, with minus without training", Use.FIT).opposed_by(
        "Sessions open the silos of managers alone (intervention.training.who), and few people come to practise Lean "
        "(its ladder); trained people of all levels would give a fifth of it"
    ),
)
TRAINING_TARGETS = (
    _trait("walls", "mean silo, without minus with training").opposed_by(
        "A session opens the silos of who is present, and only managers are (intervention.training.opening, an "
        "assumption; twice as much meets it)"
    ),
    _trait("collaboration", "collaboration skill, with minus without training"),
    _trait("satisfaction", "job satisfaction, with minus without training").opposed_by(
        "It rises with the skill that managers hand on (intervention.training.gain, set by what is applied in P9; half "
        "as much again meets it)"
    ),
    _trait("influence", "sense of being able to influence, with minus without training"),
)
LEAN_HOW = (
    "Lean in all units at once, after two years: as declared, with low silos from the start (0.1), and with "
    "training in year 2."
)
TRAINING_HOW = (
    "A year of Lean, then six months with four trainings for every manager, and half a year more; each against the "
    "same people without the "
    "programme. The model has no quality of decisions to compare."
)
PATTERN = Pattern(
    "P8",
    "Sweden",
    (Experiment(LEAN_HOW, measure_lean, LEAN_TARGETS), Experiment(TRAINING_HOW, measure_training, TRAINING_TARGETS)),
)
