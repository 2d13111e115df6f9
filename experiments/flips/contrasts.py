"""Contrasts of a study: which two of its designs a verdict compares, and what it says about them."""

from dataclasses import dataclass, field

from experiments.cases.findings import CaseAnswer, Findings, findings_of
from experiments.cases.simulated import Simulated, is_counted
from experiments.cases.wording import pair
from experiments.configuration.case import checked_case
from experiments.configuration.points import Design
from experiments.inference.paired import Difference
from experiments.results.study import Study
from sim.errors import ScenarioError
from sim.scenario import Scenario


@dataclass(frozen=True)
class DesignContrast:
    """Two designs that a verdict compares.

    Attributes:
        label: which two they are, in words.
        one, other: the designs; ``difference`` is by how much the first exceeds the second on the study's metric.
        fixed: names of the parameters by which a case tells its arms apart.

    """

    label: str
    one: Design
    other: Design
    difference: Difference
    fixed: frozenset[str] = field(default_factory=frozenset)


def contrasts_of(study: Study) -> list[DesignContrast]:
    """Return what the verdict of a study rests on; raise ScenarioError where there is nothing to compare.

    A case: every comparison it makes; one point: that point and its baseline; several points: the best and the second.
    """
    findings = findings_of(study)
    if findings is not None and findings.answers:
        return [_of_answer(found, findings, study) for found in findings.answers]
    if len(study.points) > 1:
        best, second = study.ranked[:2]
        difference = study.differences(best, second)[study.metric]
        one, other = (_design(study, point.design) for point in (best, second))
        return [DesignContrast(f"{best.label} against {second.label}", one, other, difference)]
    differences = study.against_baseline(study.points[0])
    if differences is None:
        raise ScenarioError(
            f"{study.folder} compares nothing, so there is no verdict that could flip; try intervention=[okr]"
        )
    point = study.points[0]
    one, other = _design(study, point.design), _design(study, str(point.baseline))
    return [DesignContrast(f"{point.label} against its baseline", one, other, differences[study.metric])]


def _of_answer(found: CaseAnswer, findings: Findings, study: Study) -> DesignContrast:
    simulated, compared = Simulated(study), found.contrast
    addresses = simulated.address(compared.arm), simulated.address(compared.against, compared.arm)
    one, other = (simulated.of(address, study.metric) for address in addresses)
    difference = simulated.difference(one, other, float(is_counted(study.metric)))
    if difference is None:
        raise ScenarioError(
            f"{pair(found, findings)}: no run of both arms ended, so there is no verdict that could flip"
        )
    designs = [_design(study, str(address)) for address in addresses]
    arms = checked_case(study.manifest.configuration["case"]).arms
    fixed = frozenset(name for arm in (compared.arm, compared.against) for name in arms.get(arm, {}))
    return DesignContrast(pair(found, findings), designs[0], designs[1], difference, fixed)


def _design(study: Study, address: str) -> Design:
    changes = study.manifest.changes(address)
    return Design(Scenario().with_values(changes))
