"""What decided it: the run is replayed with one mechanism switched off at a time, for everybody, with the same luck.

A mechanism decided something if switching it off, and nothing else, would have changed what became of it. Several may
have, each on its own, and none may have: then it took more than one.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from functools import partial
from typing import NamedTuple

from experiments.configuration.points import tries_something
from experiments.explain.events import Subject, SubjectOutcome
from experiments.explain.subject import subject_like
from experiments.wording.names import intervention_name
from experiments.wording.progress import Progress
from sim.interventions.catalogue import PRACTICES
from sim.parameters import Parameters
from sim.processes.estimation import Estimation
from sim.scenario import Scenario

Variant = tuple[str, Mapping[str, object]]

SWITCH = "active"

ESTIMATION = tuple(f"estimation.{name}" for name in Estimation.declarations())
FOR_PROJECTS: dict[str, Variant] = {
    " ".join(f"{name}=0" for name in ESTIMATION): ("the estimate had been right", dict.fromkeys(ESTIMATION, 0.0)),
    "hidden_errors.complexity_spread=0": ("its complexity had been usual", {"hidden_errors.complexity_spread": 0.0}),
    "delivery.refusal=0": ("the receiving department had been ready", {"delivery.refusal": 0.0}),
    "delivery.plan_focus=0": ("its team had worked toward outcomes", {"delivery.plan_focus": 0.0}),
    "delivery.cross=0": ("its benefits had needed no other departments", {"delivery.cross": 0.0}),
}
FOR_PEOPLE: dict[str, Variant] = {
    "rollout.scarce=false": ("there had been coaches for everybody", {"rollout.scarce": False}),
    "adoption.strain=0": ("overload had not spoilt the trials", {"adoption.strain": 0.0}),
    "adoption.noise=0": ("the luck of every trial had been average", {"adoption.noise": 0.0}),
    "adoption.relapse=0": ("no adopter had given up", {"adoption.relapse": 0.0}),
}

ORDER = {word: place for place, word in enumerate(("successful", "challenged", "unfinished", "adopted", "trying"))}


class WhatIf(NamedTuple):
    """One variant: the overrides that make it, what they mean, and what would have become of the subject."""

    overrides: str
    words: str
    outcome: SubjectOutcome


def what_ifs(subject: Subject) -> list[WhatIf]:
    """Replay every variant of a run in which the same subject exists, on all cores.

    Return what becomes of it in each.
    """
    wanted = variants(subject.kind, subject.replay.scenario)
    with Progress(len(wanted)) as progress, ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(partial(_outcome, subject, progress), (changes for _, changes in wanted.values())))
    named = zip(wanted.items(), outcomes, strict=True)
    return [WhatIf(overrides, words, outcome) for (overrides, (words, _)), outcome in named if outcome is not None]


def _outcome(subject: Subject, progress: Progress, changes: Mapping[str, object]) -> SubjectOutcome | None:
    """Return what becomes of the same subject in a variant; None where the variant has no such subject."""
    replay = replace(subject.replay, scenario=subject.replay.scenario.with_values(changes))
    same = subject_like(subject, replay)
    outcome = None if same is None else same.outcome(replay.end()[0])
    progress.advance(1)
    return outcome


def variants(kind: str, scenario: Scenario) -> dict[str, Variant]:
    """Return the variants worth replaying.

    Every mechanism that is on, and what else may decide this kind of subject.
    """
    sections = [item.name for item in fields(scenario) if getattr(getattr(scenario, item.name), SWITCH, False)]
    if kind != "project":
        if not tries_something(scenario):
            return {}
        sections = [name for name in sections if name != "adoption"]  # without it there is nothing to explain
    off: dict[str, Variant] = {
        f"{name}.{SWITCH}=false": (_without(getattr(scenario, name)), {f"{name}.{SWITCH}": False}) for name in sections
    }
    others = FOR_PROJECTS if kind == "project" else _without_border(scenario) | FOR_PEOPLE
    return off | others | _without_interventions(scenario)


def _without_border(scenario: Scenario) -> dict[str, Variant]:
    """Return the variant in which no practice that is tried needs contacts who use it, too."""
    tried = [name for name in PRACTICES if getattr(scenario.intervention, name).strength > 0.0]
    off = {f"intervention.{name}.border": 0.0 for name in tried}
    if not off:
        return {}
    words = "contacts who do not use the practice had not mattered"
    return {" ".join(f"{key}=0" for key in off): (words, off)}


def _without(section: Parameters) -> str:
    """Return what would have been without a mechanism, as its switch declares it."""
    return section.declarations()[SWITCH].without


def _without_interventions(scenario: Scenario) -> dict[str, Variant]:
    """Return a variant without each intervention, where there are several (the baseline is without all)."""
    names = [item.name for item in fields(scenario.intervention)]
    tried = [name for name in names if getattr(scenario.intervention, name).strength > 0.0]
    if len(tried) <= 1:
        return {}
    keys = {name: f"intervention.{name}.strength" for name in tried}
    return {f"{key}=0": (f"{intervention_name(name)} had not been tried", {key: 0.0}) for name, key in keys.items()}


def decided_by(subject: Subject, outcome: SubjectOutcome, found: Sequence[WhatIf]) -> list[WhatIf]:
    """Return the variants that would have changed what became of something, by what they would have made of it."""
    apart = [one for one in found if subject.differs(outcome, one.outcome)]
    return sorted(
        apart, key=lambda one: (ORDER.get(one.outcome.word, len(ORDER)), -abs(one.outcome.scale - outcome.scale))
    )
