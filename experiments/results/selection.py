"""Which point of a study is meant: by its number, the address of its design, or some of its choices."""

from collections.abc import Sequence

from experiments.store.manifest import Manifest, PointEntry
from sim.errors import ScenarioError

MOST_LISTED = 30


def chosen_point(manifest: Manifest, wanted: str | None, flag: str = "--point") -> PointEntry:
    """Return the point that is meant by its number, the address of its design, or some of its choices."""
    points = manifest.points
    if wanted is None:
        if len(points) > 1:
            raise ScenarioError(f"{len(points)} points; choose one with {flag}: {_listed(points)}")
        return points[0]
    if wanted.isdecimal() and int(wanted) < len(points):
        return points[int(wanted)]
    found = [point for point in points if point.design == wanted or _pieces(wanted) <= _pieces(point.label)]
    if len(found) != 1:
        how = f"fits {len(found)} points" if found else "fits no point"
        raise ScenarioError(f"{flag} {wanted} {how}; choose one of: {_listed(found or points)}")
    return found[0]


def _pieces(label: str) -> set[tuple[str, str | float]]:
    """Return the choices that a text names; a number is the same however it is written."""
    pieces = (piece.strip().partition("=") for piece in label.split(","))
    return {(key, _number(value)) for key, _, value in pieces}


def _number(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


def _listed(points: Sequence[PointEntry]) -> str:
    named = [f"'{point.label}'" for point in points[:MOST_LISTED]]
    more = f" and {len(points) - MOST_LISTED} more" if len(points) > MOST_LISTED else ""
    return "; ".join(named) + more + "; or the number of a point, counted from 0"
