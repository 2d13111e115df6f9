"""Which two designs of a study are held against each other, part by part."""

from typing import NamedTuple

from experiments.cases.findings import findings_of
from experiments.cases.simulated import Simulated
from experiments.cases.wording import pair
from experiments.configuration.case import Contrast
from experiments.results.selection import chosen_point
from experiments.results.study import Study
from sim.errors import ScenarioError

BASELINE = "baseline"


class Pair(NamedTuple):
    """Two designs by their addresses, and which they are, in words."""

    label: str
    one: str
    other: str


def pairs_of(study: Study, point: str | None, against: str | None) -> list[Pair]:
    """Return the pairs that are meant: those named, else those that the study's verdicts compare.

    A case: every comparison it makes; several points: the best and the second; one point: that and its baseline.
    Raises ScenarioError where there is nothing to compare.
    """
    if point is not None or against is not None:
        return [_named(study, point, against)]
    findings = findings_of(study)
    if findings is not None and findings.answers:
        simulated = Simulated(study)
        found = [_of_answer(pair(one, findings), one.contrast, simulated) for one in findings.answers]
        return [one for one in found if one is not None]
    if len(study.points) > 1:
        best, second = study.ranked[:2]
        return [Pair(f"{best.label} against {second.label}", best.design, second.design)]
    return [_named(study, None, BASELINE)]


def _of_answer(label: str, contrast: Contrast, simulated: Simulated) -> Pair | None:
    one, other = simulated.address(contrast.arm), simulated.address(contrast.against, contrast.arm)
    return None if one is None or other is None else Pair(label, one, other)


def _named(study: Study, point: str | None, against: str | None) -> Pair:
    one = chosen_point(study.manifest, point)
    if against is None or against == BASELINE:
        if one.baseline is None:
            raise ScenarioError(f"{one.label} has no baseline to be held against; name another point with --with")
        return Pair(f"{one.label} against its baseline", one.design, one.baseline)
    other = chosen_point(study.manifest, against, "--with")
    return Pair(f"{one.label} against {other.label}", one.design, other.design)
