"""The account of one subject in one run: what happened, why, what differs from its counterpart, and what decided it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from experiments.explain.divergence import NEVER_APART, Divergence
from experiments.explain.events import Event, Figures, Reason, Recorder, Subject, SubjectOutcome
from experiments.explain.practices import practices_told
from experiments.explain.source import Source
from experiments.explain.subject import subject_like, subject_of
from experiments.explain.what_if import WhatIf, decided_by, what_ifs
from experiments.results.agreement import disagreement
from sim.replay import Moment, Replay


@dataclass(frozen=True)
class Story:
    """What happened to something in one run, why, how it went at a few dates, and what became of it."""

    outcome: SubjectOutcome
    events: Sequence[Event]
    reasons: Sequence[Reason]
    table: Sequence[Figures]


@dataclass(frozen=True)
class Counterpart:
    """The same subject in the baseline, and where the two runs part.

    Attributes:
        story: what happened to the counterpart.
        comparison: the first differences.
        channels: int64, seats through which the rest of the organization reaches it.
        channels_apart: of these, those that differed before it did, the earliest first.

    """

    story: Story
    comparison: Divergence
    channels: NDArray[np.int64]
    channels_apart: NDArray[np.int64]


@dataclass(frozen=True)
class Account:
    """Everything that is told about one subject in one run.

    Attributes:
        subject, source: what is asked about, and in which run.
        notes: what a reader should know first.
        story: what happened.
        counterpart: the same subject in the baseline; None with ``no_counterpart`` saying why.
        what_ifs: every variant of the run that was replayed; ``decisive``: those that would have changed what became of
            it.

    """

    subject: Subject
    source: Source
    notes: Sequence[str]
    story: Story
    counterpart: Counterpart | None
    no_counterpart: str
    what_ifs: Sequence[WhatIf]
    decisive: Sequence[WhatIf]


def account_of(source: Source, kind: str, number: int) -> Account:
    """Replay a run, its counterpart and its variants and return what they say about one subject."""
    runs = [run for run in (source.replay, source.counterpart) if run is not None]
    subject = subject_of(kind, source.replay, number, practices_told(*runs))
    other = None if source.counterpart is None else subject_like(subject, source.counterpart)
    no_counterpart = source.no_counterpart or ("" if other else "the baseline cuts this work into other projects")
    if source.counterpart is None or other is None:
        story, record = _alone(subject, source.replay)
        counterpart = None
    else:
        story, record, counterpart = _side_by_side(subject, other, source.replay, source.counterpart)
    variants = what_ifs(subject)
    notes = [*source.notes, *disagreement(source.kept, record)]
    return Account(
        subject,
        source,
        notes,
        story,
        counterpart,
        no_counterpart,
        variants,
        decided_by(subject, story.outcome, variants),
    )


def _alone(subject: Subject, replay: Replay) -> tuple[Story, NDArray[np.float64]]:
    recorder = subject.recorder()
    for moment in replay.weeks():
        recorder.see(moment)
    return _story(subject, recorder, moment), moment.record


def _story(subject: Subject, recorder: Recorder, moment: Moment) -> Story:
    return Story(subject.outcome(moment.after), recorder.events(), recorder.reasons(), recorder.table())


def _side_by_side(
    subject: Subject, other: Subject, here: Replay, there: Replay
) -> tuple[Story, NDArray[np.float64], Counterpart]:
    recorders = subject.recorder(), other.recorder()
    weeks = zip(here.weeks(), there.weeks(), strict=True)
    first = next(weeks)
    comparison = Divergence(
        first[0].before, first[1].before, (subject.parts(first[0].before), other.parts(first[1].before))
    )
    for mine, theirs in chain([first], weeks):
        recorders[0].see(mine)
        recorders[1].see(theirs)
        comparison.see(mine.week, (mine.after, theirs.after), (subject.parts(mine.after), other.parts(theirs.after)))
    channels = subject.listens_to(mine.after)
    counterpart = Counterpart(
        _story(other, recorders[1], theirs), comparison, channels, _apart_before(channels, comparison)
    )
    return _story(subject, recorders[0], mine), mine.record, counterpart


def _apart_before(channels: NDArray[np.int64], comparison: Divergence) -> NDArray[np.int64]:
    if comparison.here is None:
        return channels[:0]
    weeks = comparison.seats_apart[channels]
    early = (weeks != NEVER_APART) & (weeks < comparison.here.week)
    apart: NDArray[np.int64] = channels[early][np.argsort(weeks[early], kind="stable")]
    return apart
