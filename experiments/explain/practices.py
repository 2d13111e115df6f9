"""The practices that somebody is told about: those that are done in a run, or in the run it is compared with.

Where there is one, everybody knows which is meant; where there are several, what is told says which.
"""

from collections.abc import Sequence
from itertools import chain

from experiments.explain.events import Event, Reason
from experiments.wording.names import intervention_name
from sim.interventions.catalogue import MEASURES, PRACTICES
from sim.interventions.intervention import Practice
from sim.interventions.strategic_doing import StrategicDoing, Way
from sim.replay import Replay
from sim.rollout import Rollout
from sim.scenario import Scenario
from sim.schedules import rollouts_of

NONE_DONE = (0,)  # then nobody knows of any practice, and one stands for all


def practices_told(*replays: Replay) -> Sequence[int]:
    """Return the places among the measures of all practices that are done in any of some runs."""
    done = set(chain.from_iterable(_done(replay.scenario) for replay in replays))
    return tuple(sorted(done)) or NONE_DONE


def _done(scenario: Scenario) -> list[int]:
    weeks = scenario.horizon.weeks
    declared = {MEASURES.index(name): getattr(scenario.intervention, name) for name in PRACTICES}
    return [m for m, own in declared.items() if _is_taken_up(own) and _runs(own, weeks)]


def _is_taken_up(own: Practice) -> bool:
    """Return whether people take it up, rather than run projects by it."""
    return own.strength > 0.0 and not (isinstance(own, StrategicDoing) and own.way is Way.PROJECTS)


def _runs(own: Practice, weeks: int) -> bool:
    return own.start_week < min(own.end_week or weeks, weeks)


def practice_name(m: int) -> str:
    """Return what a practice is called."""
    return intervention_name(MEASURES[m])


def rollout_of_practice(m: int, replay: Replay) -> Rollout:
    """Return the rollout of a practice."""
    return rollouts_of(replay.scenario)[m]


def event_of(event: Event, m: int, told: Sequence[int]) -> Event:
    """Return an event of a practice that says which it is, where several are told about."""
    if len(told) == 1:
        return event
    name = practice_name(m)
    figures = {"practice": name, **event.figures}
    return event._replace(brief=f"{name}: {event.brief}", text=f"{name}: {event.text}", figures=figures)


def reason_of(reason: Reason, m: int, told: Sequence[int]) -> Reason:
    """Return a reason that says of which practice it is, where several are told about."""
    if len(told) == 1:
        return reason
    name = practice_name(m)
    return reason._replace(text=f"{name}: {reason.text}", figures={**reason.figures, "practice": name})
