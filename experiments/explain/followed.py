"""The practice that a run is followed by: the one that was first to be done, as others see it with the traits."""

from typing import Any

from sim.interventions.catalogue import MEASURES, Interventions
from sim.interventions.intervention import Practice
from sim.interventions.strategic_doing import Way
from sim.replay import Replay
from sim.rollout import Rollout
from sim.scenario import Scenario
from sim.schedules import rollouts_of
from sim.state import Array, World


def followed_in(scenario: Scenario) -> int:
    """Return the place among the measures of the practice that begins first; the first of all where none is done."""
    starts = {m: own.start_week for m, own in enumerate(_sections(scenario.intervention)) if _is_done(own)}
    return min(starts, key=lambda m: (starts[m], m)) if starts else 0


def _sections(interventions: Interventions) -> list[Any]:
    return [getattr(interventions, name) for name in MEASURES]


def _is_done(section: Any) -> bool:  # noqa: ANN401 - a section of any intervention
    in_projects = getattr(section, "way", Way.HABIT) is Way.PROJECTS
    return isinstance(section, Practice) and section.strength > 0.0 and not in_projects


def rollout_followed(replay: Replay) -> Rollout:
    """Return the rollout of the practice that a run is followed by."""
    return rollouts_of(replay.scenario)[followed_in(replay.scenario)]


def practice_followed(replay: Replay) -> Practice:
    """Return the declared practice that a run is followed by."""
    practice: Practice = getattr(replay.scenario.intervention, MEASURES[followed_in(replay.scenario)])
    return practice


def ladder_of(world: World, scenario: Scenario) -> Array:
    """Return where everybody stands with the practice that a run is followed by, records (seats)."""
    return world.ladders[followed_in(scenario)]


def units_of(world: World, scenario: Scenario) -> Array:
    """Return what is known of the units in the rollout of that practice, records (units)."""
    return world.units[followed_in(scenario)]
