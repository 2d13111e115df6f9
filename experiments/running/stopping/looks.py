"""Looks: after how many pairs a study that stops when it knows enough is looked at; the number doubles every time."""


def looks(first: int, budget: int) -> list[int]:
    """Return the numbers of pairs at which to look, the last one ``budget``."""
    found, pairs = [], min(first, budget)
    while pairs < budget:
        found.append(pairs)
        pairs *= 2
    return [*found, budget]
