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
from experiments.explain.events import Fate, Thing
from experiments.explain.subject import thing_like
from experiments.wording.progress import Progress
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
    "adoption.border=0": ("contacts who do not use the practice had not mattered", {"adoption.border": 0.0}),
    "adoption.strain=0": ("overload had not spoilt the trials", {"adoption.strain": 0.0}),
    "adoption.noise=0": ("the luck of every trial had been average", {"adoption.noise": 0.0}),
    "adoption.relapse=0": ("no adopter had given up", {"adoption.relapse": 0.0}),
}

ORDER = {word: place for place, word in enumerate(("successful", "challenged", "unfinished", "adopted", "trying"))}


class WhatIf(NamedTuple):
    """One variant: the overrides that make it, what they mean, and what would have become of the thing."""

    overrides: str
    words: str
    fate: Fate


def what_ifs(thing: Thing) -> list[WhatIf]:
    """Replay every variant of a run in which the same thing exists, on all cores.

    Return what becomes of it in each.
    """
    wanted = variants(thing.kind, thing.replay.scenario)
    with Progress(len(wanted)) as progress, ThreadPoolExecutor(os.cpu_count()) as pool:
        fates = list(pool.map(partial(_fate, thing, progress), (changes for _, changes in wanted.values())))
    named = zip(wanted.items(), fates, strict=True)
    return [WhatIf(overrides, words, fate) for (overrides, (words, _)), fate in named if fate is not None]


def _fate(thing: Thing, progress: Progress, changes: Mapping[str, object]) -> Fate | None:
    """Return what becomes of the same thing in a variant; None where the variant has no such thing."""
    replay = replace(thing.replay, scenario=thing.replay.scenario.with_values(changes))
    same = thing_like(thing, replay)
    fate = None if same is None else same.fate(replay.end()[0])
    progress.advance(1)
    return fate


def variants(kind: str, scenario: Scenario) -> dict[str, Variant]:
    """Return the variants worth replaying: every mechanism that is on, and what else may decide this kind of thing."""
    sections = [item.name for item in fields(scenario) if getattr(getattr(scenario, item.name), SWITCH, False)]
    if kind != "project":
        if not tries_something(scenario):
            return {}
        sections = [name for name in sections if name != "adoption"]  # without it there is nothing to explain
    off: dict[str, Variant] = {
        f"{name}.{SWITCH}=false": (_without(getattr(scenario, name)), {f"{name}.{SWITCH}": False}) for name in sections
    }
    return off | (FOR_PROJECTS if kind == "project" else FOR_PEOPLE) | _without_interventions(scenario)


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
    return {f"{key}=0": (f"{name.replace('_', ' ')} had not been tried", {key: 0.0}) for name, key in keys.items()}


def decided_by(thing: Thing, fate: Fate, found: Sequence[WhatIf]) -> list[WhatIf]:
    """Return the variants that would have changed what became of something, by what they would have made of it."""
    apart = [one for one in found if thing.differs(fate, one.fate)]
    return sorted(apart, key=lambda one: (ORDER.get(one.fate.word, len(ORDER)), -abs(one.fate.scale - fate.scale)))
