"""What is said beside a verdict that was tried, so that nobody takes it for more than it is: terminal and report."""

from collections.abc import Mapping
from typing import NamedTuple

from experiments.flips.effect import Effect
from experiments.inference.paired import Verdict
from experiments.provenance.kept import Plain
from experiments.wording.language import translated

NOTHING = ("nothing_flips", "nothing_decides")


class Remark(NamedTuple):
    """A remark: which of the texts ``flips.KEY``, and the numbers in it."""

    key: str
    values: Mapping[str, object]


def remarks_on(verdict: Plain, replicates: int, confidence: float) -> list[Remark]:
    """Return the remarks on a verdict as ``flips.json`` keeps it."""
    decided, tried = _side(verdict["difference"]) != 0, verdict["tried"]
    found = {Effect(one["effect"]) for one in verdict["found"]}
    said: list[Remark] = []
    if not found & {Effect.FLIPS, Effect.DECIDES}:
        said.append(Remark("nothing_flips" if decided else "nothing_decides", {}))
    if decided and _side(verdict["as_is"]) != _side(verdict["difference"]):
        said_now = translated(verdict["as_is"]["verdict"])
        values = {"pairs": replicates, "said": said_now, "enough": verdict["difference"]["pairs"]}
        said.append(Remark("few_pairs", values))
    said.append(Remark("extent", _extent(verdict, replicates)))
    if not decided and tried["values"]:
        said.append(Remark("by_chance", {"count": f"{(1 - confidence) * tried['values']:.1f}"}))
    return said


def _extent(verdict: Plain, replicates: int) -> Mapping[str, object]:
    tried, left = verdict["tried"], verdict["not_tried"]
    return {
        "assumptions": len(tried["parameters"]),
        "values": tried["values"],
        "pairs": replicates,
        "runs": tried["runs"],
        "without_effect": len(left["without_effect_here"]),
        "by_arm": len(left["set_by_an_arm"]),
        "refused": len(left["refused"]),
    }


def _side(difference: Plain) -> int:
    """Return the sign of a difference that is decided, else 0."""
    decided = Verdict(difference["verdict"]).decided
    return (1 if difference["mean"] > 0 else -1) if decided else 0
