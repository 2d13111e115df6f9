"""Policies that are the same in every run, such as one that is ready at once at any rollout speed.

Told once instead of one by one.
"""

import hashlib
from collections.abc import Sequence
from itertools import product
from math import prod

from experiments.discover.space import Space
from experiments.wording.choices import Choice

Levers = dict[str, list[Choice | None]]


def families(space: Space) -> list[list[int]]:
    """Return the places of policies in groups that have every metric of every run in common, bit for bit.

    A group is all combinations of some values of each lever, so that it can be named by these values; baselines stay
    alone.
    """
    groups: dict[object, list[int]] = {}
    for place, policy in enumerate(space.policies):
        groups.setdefault(place if policy.is_baseline else _fingerprint(space, place), []).append(place)
    return [
        part
        for members in groups.values()
        for part in ([members] if _is_product(space, members) else [[one] for one in members])
    ]


def levers_of(space: Space, members: Sequence[int]) -> Levers:
    """Return the values that some policies have of every lever; an empty list: every value that was tried."""
    found = _values(space, members)
    every = _values(space, [place for place, policy in enumerate(space.policies) if not policy.is_baseline])
    return {key: [] if len(values) == len(every[key]) > 1 else values for key, values in found.items()}


def _values(space: Space, members: Sequence[int]) -> Levers:
    held = [space.policies[place].values for place in members]
    return {key: list(dict.fromkeys(values[key] for values in held)) for key in held[0]}


def _is_product(space: Space, members: Sequence[int]) -> bool:
    values = _values(space, members)
    if prod(map(len, values.values())) != len(members):
        return False
    return set(product(*values.values())) == {tuple(space.policies[place].values.values()) for place in members}


def _fingerprint(space: Space, place: int) -> bytes:
    """Return what differs as soon as a bit of any metric of any run of a policy does."""
    found = hashlib.sha256()
    for world in range(len(space.worlds)):
        runs = space.runs.get((place, world))
        found.update(b"none" if runs is None else runs.replicates.tobytes() + runs.metrics.tobytes())
    return found.digest()
