"""Which comparisons a study stops by.

Points with their baselines and with each other, or the arms that a question names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.configuration.case import ARM, Case, Contrast
from experiments.configuration.observation import BASELINE
from experiments.configuration.points import PointRecord, varied_keys


@dataclass(frozen=True)
class Comparisons:
    """Pairs of addresses that are compared, first minus second, and groups of addresses in which the best is sought."""

    pairs: Sequence[tuple[str, str]]
    groups: Sequence[Sequence[str]]
    asked: bool

    @property
    def designs(self) -> list[str]:
        """Every address that is compared with another one."""
        members = [address for group in self.groups for address in group]
        return list(dict.fromkeys([address for pair in self.pairs for address in pair] + members))


def comparisons_of(points: Sequence[PointRecord], case: Case, worlds: Sequence[str]) -> Comparisons:
    """Return what is compared: arms as the question of a case pairs them, else points with baselines and each other.

    Points that differ in ``worlds``, keys of choices that nobody can choose, are not ranked against each other.
    """
    if case.compare and set(varied_keys([point.choices for point in points])) <= {ARM}:
        pairs = [pair for contrast in case.compare if (pair := _addresses(contrast, points)) is not None]
        return Comparisons(list(dict.fromkeys(pairs)), [], asked=True)
    against = [(point.design, point.baseline) for point in points if point.baseline is not None]
    by_world: dict[tuple[object, ...], list[str]] = {}
    for point in points:
        by_world.setdefault(tuple(point.choices.get(key) for key in worlds), []).append(point.design)
    groups = [list(dict.fromkeys(group)) for group in by_world.values()]
    return Comparisons(list(dict.fromkeys(against)), [group for group in groups if len(group) > 1], asked=False)


def _addresses(contrast: Contrast, points: Sequence[PointRecord]) -> tuple[str, str] | None:
    """Return the addresses of two arms; None where one of them is not run, or both are the same."""
    arms: Mapping[object, PointRecord] = {point.choices.get(ARM): point for point in points}
    first = points[0].choices.get(ARM)
    one = arms.get(contrast.arm or first)
    if one is None:
        return None
    if contrast.arm == BASELINE:
        return None
    other = arms.get(contrast.against)
    against = one.baseline if contrast.against == BASELINE else other and other.design
    return (one.design, against) if against and against != one.design else None
