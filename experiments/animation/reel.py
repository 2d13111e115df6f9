"""Which run is shown, and by what: what an animation begins with, and what is said of it."""

from dataclasses import dataclass

from experiments.animation.colours import COLOURS, STAGE, checked
from experiments.animation.film import Film, Look, film_of
from experiments.explain.practices import NONE_DONE, practice_name, practices_told
from experiments.explain.source import Source
from experiments.wording.calendar import Calendar
from experiments.wording.phrases import listed
from sim.errors import ScenarioError, nearest_hint
from sim.interventions.catalogue import MEASURES
from sim.replay import Replay


@dataclass(frozen=True)
class Reel:
    """A run as frames, with what a reader has to know about it.

    Attributes:
        title: the study; ``about``: the point and the replicate.
        remarks: what the dots are, and what is not shown.
        film: the frames.

    """

    title: str
    about: str
    remarks: tuple[str, ...]
    film: Film


def reel_of(source: Source, colour: str, practice: str, calendar: Calendar | None) -> Reel:
    """Live a run again and return it as frames; raise ScenarioError for what it has not."""
    look = look_of(source.replay, colour, practice)
    film = film_of(source.replay, look, calendar)
    about = f"{source.called}, replicate {source.replicate} (of 0 to {source.replicates - 1})"
    return Reel(source.study, about, tuple(_remarks(film, source)), film)


def look_of(replay: Replay, colour: str, practice: str = "") -> Look:
    """Return by what people are coloured; raise ScenarioError where the run has nothing of it to show."""
    if checked(colour) != STAGE:
        if practice:
            raise ScenarioError(f"--practice belongs to --colour {STAGE}; {colour} is of nobody's practice")
        return Look(colour, NONE_DONE[0])
    told = _done(replay)
    if not told:
        others = ", ".join(COLOURS[1:])
        raise ScenarioError(f"nothing is tried in this run, so nobody adopts anything; --colour one of {others}")
    names = [MEASURES[m] for m in told]
    if practice and practice not in names:
        raise ScenarioError(
            f"--practice must be one of {', '.join(names)}, not '{practice}'{nearest_hint(practice, names)}"
        )
    return Look(colour, told[names.index(practice)] if practice else told[0])


def _done(replay: Replay) -> tuple[int, ...]:
    strengths = {m: getattr(replay.scenario.intervention, MEASURES[m]).strength for m in practices_told(replay)}
    return tuple(m for m, strength in strengths.items() if strength > 0.0)


def _remarks(film: Film, source: Source) -> list[str]:
    dot = (
        "Every dot is a person" if film.per_dot == 1 else f"Every dot is a person, one in {film.per_dot} of them shown"
    )
    remarks = [
        f"{dot}, always in the same place; whoever leaves is followed by a newcomer there. Names are left out.",
        "This is one run, with one draw of luck: another replicate goes another way.",
    ]
    others = [practice_name(m) for m in _done(source.replay) if m != film.look.practice]
    if film.look.colour == STAGE and others:
        remarks.append(f"Done in this run, too, and not shown: {listed(others)}.")
    return remarks + [f"{text[0].upper()}{text[1:]}." for text in source.notes]
