"""Ties between two people: standing ones and those formed by working together."""

from tests.verification.reference.plain import Place


def standing_ties(i: int, place: Place) -> list[tuple[int, float]]:
    """Return to whom the ties lead that somebody came with, and their weights; those inside the department first."""
    chart, found = place.chart, []
    for target, many, weight in chart.tie_list[i]:
        found += [(chart.tie_target[target + m], chart.tie_weight[weight + 4 * m]) for m in range(many)]
    return found


def standing_tie(i: int, j: int, place: Place) -> float:
    """Return the weight of the tie that somebody came with."""
    return float(dict(standing_ties(i, place)).get(j, 0.0))


def tie_between(i: int, j: int, place: Place) -> float:
    """Return the strength of the tie from ``i`` to ``j``."""
    formed = [
        float(s) for t, s in zip(place.formed_target[i], place.formed_strength[i], strict=True) if t == j and s > 0.0
    ]
    standing = standing_tie(i, j, place) * (place.seats[i].known * place.seats[j].known)
    return float(min(1.0, standing + sum(formed)))


def strengthen(i: int, j: int, growth: float, place: Place) -> None:
    """Let the formed tie from ``i`` to ``j`` grow; a new one takes the place of the weakest."""
    if not place.scenario.ties.active:
        return
    targets, strengths = place.formed_target[i], place.formed_strength[i]
    slots = [f for f in range(len(targets)) if targets[f] == j and strengths[f] > 0.0]
    slot = slots[0] if slots else min(range(len(targets)), key=lambda f: strengths[f])
    before = strengths[slot] if slots else 0.0
    targets[slot] = j
    strengths[slot] = before + growth * (1.0 - before)


def fade_ties(place: Place) -> None:
    """Let every formed tie fade for a week; one below 1 % is gone."""
    p = place.scenario.ties
    if not p.active:
        return
    kept = 0.5 ** (1.0 / p.half_life)
    for strengths in place.formed_strength:
        for f in range(len(strengths)):
            left = strengths[f] * kept
            strengths[f] = left if left >= 0.01 else 0.0
