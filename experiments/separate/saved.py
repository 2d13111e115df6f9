"""What is kept of a separation: ``separation.json`` in the folder of a study.

study            what it was made for; another study in the folder makes it void
pairs            a pair of designs each: label, the two addresses, metric, the whole difference, and what each part
                 carries of it
"""

from collections.abc import Sequence

from experiments.provenance.kept import STUDY, Plain, about, kept
from experiments.results.as_json import difference_as_json
from experiments.results.study import DIRECTIONS, Study
from experiments.separate.pairs import Pair
from experiments.separate.separation import Separation

FILE = "separation.json"


def as_json(study: Study, pairs: Sequence[Pair], found: Sequence[Separation]) -> Plain:
    """Return what was found as plain values."""
    return {STUDY: about(study.manifest), "pairs": [_pair(pair, one) for pair, one in zip(pairs, found, strict=True)]}


def kept_separation(study: Study) -> Plain | None:
    """Return what is kept about this very study, None where there is nothing."""
    return kept(study.folder / FILE, study.manifest)


def _pair(pair: Pair, found: Separation) -> Plain:
    direction = DIRECTIONS[found.metric]
    parts = [
        {"part": one.part, "parameters": list(one.parameters), "carries": difference_as_json(one.difference, direction)}
        for one in found.parts
    ]
    whole = difference_as_json(found.whole, direction)
    told = {"metric": found.metric, "difference": whole, "parts": parts, "runs": found.runs}
    return pair._asdict() | told
