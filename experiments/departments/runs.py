"""Every run that was lived again, department by department, as columns of a table."""

from collections.abc import Mapping, Sequence

from experiments.compare.pairs import Pair
from experiments.compare.replayed import MEASURES, Replayed


def run_columns(pair: Pair, found: Replayed) -> Mapping[str, Sequence[object]]:
    """Return a row a plan, run and department: how many people it has, and the mean of every measure at the end."""
    rows = [
        (side.label, side.design, replicate, name, int(ended.headcount[place]), *ended.departments[place].tolist())
        for side, ends in ((pair.one, found.one), (pair.other, found.other))
        for replicate, ended in zip(found.replicates, ends, strict=True)
        for place, name in enumerate(found.department_names)
    ]
    names = ("plan", "design", "replicate", "department", "people", *MEASURES)
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
