"""The account of one thing in one run: what happened, why, what differs from its twin, and what decided it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from experiments.explain.divergence import NEVER_APART, Comparison
from experiments.explain.events import Event, Fate, Figures, Reason, Recorder, Thing
from experiments.explain.source import Source
from experiments.explain.subject import thing_like, thing_of
from experiments.explain.what_if import WhatIf, decided_by, what_ifs
from experiments.results.agreement import disagreement
from sim.replay import Moment, Replay


@dataclass(frozen=True)
class Story:
    """What happened to something in one run, why, how it went at a few dates, and what became of it."""

    fate: Fate
    events: Sequence[Event]
    reasons: Sequence[Reason]
    table: Sequence[Figures]


@dataclass(frozen=True)
class Twin:
    """The same thing in the baseline, and where the two runs part.

    Attributes:
        story: what happened to the twin.
        comparison: the first differences.
        channels: int64, seats through which the rest of the organization reaches it.
        channels_apart: of these, those that differed before it did, the earliest first.

    """

    story: Story
    comparison: Comparison
    channels: NDArray[np.int64]
    channels_apart: NDArray[np.int64]


@dataclass(frozen=True)
class Account:
    """Everything that is told about one thing in one run.

    Attributes:
        thing, source: what is asked about, and in which run.
        notes: what a reader should know first.
        story: what happened.
        twin: the same thing in the baseline; None with ``no_twin`` saying why.
        what_ifs: every variant of the run that was replayed; ``decisive``: those that would have changed what became of
            it.

    """

    thing: Thing
    source: Source
    notes: Sequence[str]
    story: Story
    twin: Twin | None
    no_twin: str
    what_ifs: Sequence[WhatIf]
    decisive: Sequence[WhatIf]


def account_of(source: Source, kind: str, number: int) -> Account:
    """Replay a run, its twin and its variants and return what they say about one thing."""
    thing = thing_of(kind, source.replay, number)
    other = None if source.twin is None else thing_like(thing, source.twin)
    no_twin = source.no_twin or ("" if other else "the baseline cuts this work into other projects")
    if source.twin is None or other is None:
        story, record = _alone(thing, source.replay)
        twin = None
    else:
        story, record, twin = _side_by_side(thing, other, source.replay, source.twin)
    variants = what_ifs(thing)
    notes = [*source.notes, *disagreement(source.kept, record)]
    return Account(thing, source, notes, story, twin, no_twin, variants, decided_by(thing, story.fate, variants))


def _alone(thing: Thing, replay: Replay) -> tuple[Story, NDArray[np.float64]]:
    recorder = thing.recorder()
    for moment in replay.weeks():
        recorder.see(moment)
    return _story(thing, recorder, moment), moment.record


def _story(thing: Thing, recorder: Recorder, moment: Moment) -> Story:
    return Story(thing.fate(moment.after), recorder.events(), recorder.reasons(), recorder.table())


def _side_by_side(thing: Thing, other: Thing, here: Replay, there: Replay) -> tuple[Story, NDArray[np.float64], Twin]:
    recorders = thing.recorder(), other.recorder()
    weeks = zip(here.weeks(), there.weeks(), strict=True)
    first = next(weeks)
    comparison = Comparison(
        first[0].before, first[1].before, (thing.parts(first[0].before), other.parts(first[1].before))
    )
    for mine, twins in chain([first], weeks):
        recorders[0].see(mine)
        recorders[1].see(twins)
        comparison.see(mine.week, (mine.after, twins.after), (thing.parts(mine.after), other.parts(twins.after)))
    channels = thing.listens_to(mine.after)
    twin = Twin(_story(other, recorders[1], twins), comparison, channels, _apart_before(channels, comparison))
    return _story(thing, recorders[0], mine), mine.record, twin


def _apart_before(channels: NDArray[np.int64], comparison: Comparison) -> NDArray[np.int64]:
    if comparison.here is None:
        return channels[:0]
    weeks = comparison.seats_apart[channels]
    early = (weeks != NEVER_APART) & (weeks < comparison.here.week)
    apart: NDArray[np.int64] = channels[early][np.argsort(weeks[early], kind="stable")]
    return apart
