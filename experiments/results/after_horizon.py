"""Projects that a plan wants only when the run is over: they are in its list, and never begin."""

from collections.abc import Callable, Iterator, Sequence

from experiments.results.study import StudyPoint
from experiments.wording.language import say
from sim.parameters import names_in
from sim.scenario import Horizon

MOST_NAMED = 3


def wanted_too_late(points: Sequence[StudyPoint], called: Callable[[StudyPoint], str]) -> str:
    """Return which projects of which points begin after the horizon; nothing where none does."""
    said = [
        say("caveats.too_late_for", point=called(point), named=_listed(late))
        for point in points
        if (late := list(_late(point)))
    ]
    return say("caveats.too_late", points="; ".join(said[:MOST_NAMED])) if said else ""


def _late(point: StudyPoint) -> Iterator[str]:
    weeks = int(point.changes.get("horizon.weeks", Horizon().weeks))
    starts = point.changes.get("portfolio.starts") or ()
    names = names_in(str(point.changes.get("portfolio.names", ""))) or [f"P{k}" for k in range(1, len(starts) + 1)]
    yield from (name for name, start in zip(names, starts, strict=False) if float(start) >= weeks)


def _listed(names: Sequence[str]) -> str:
    more = f" {say('caveats.more', count=len(names) - MOST_NAMED)}" if len(names) > MOST_NAMED else ""
    return f"{', '.join(names[:MOST_NAMED])}{more}"
