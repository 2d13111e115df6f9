"""Contrasts of a study: which two of its designs a verdict compares, and what it says about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from experiments.cases.findings import CaseAnswer, Findings, findings_of
from experiments.cases.simulated import Simulated, is_counted
from experiments.cases.wording import pair
from experiments.configuration.case import checked_case
from experiments.configuration.points import Design
from experiments.inference.paired import Difference, Verdict, differences_of
from experiments.inference.superiority import holm, p_values
from experiments.results.study import DIRECTIONS, Study
from sim.errors import ScenarioError
from sim.scenario import Scenario

NOTHING = (Verdict.SAME, Verdict.UNKNOWN)
HEADLINED = ("change_success", "successful", "portfolio_benefits", "adopted")


@dataclass(frozen=True)
class DesignContrast:
    """Two designs that a verdict compares.

    Attributes:
        label: which two they are, in words.
        metric: on which metric.
        one, other: the designs; ``difference`` is by how much the first exceeds the second on that metric.
        fixed: names of the parameters by which a case tells its arms apart.

    """

    label: str
    metric: str
    one: Design
    other: Design
    difference: Difference
    fixed: frozenset[str] = field(default_factory=frozenset)


def contrasts_of(study: Study) -> list[DesignContrast]:
    """Return what the verdicts of a study rest on, those on its own metric first, then those on other headlined ones.

    A case: every comparison it makes, on its metrics; one point: that point and its baseline; several points: the best
    and the second on every metric. Raise ScenarioError where there is nothing to compare.
    """
    findings = findings_of(study)
    if findings is not None and findings.answers:
        metrics = dict.fromkeys([study.metric, *findings.metrics])
        found = [_of_answer(one, findings, study, metric) for metric in metrics for one in findings.answers]
    elif len(study.points) > 1:
        found = [_of_best(study, metric) for metric in headlined(study)]
    else:
        found = [_of_point(study, metric) for metric in headlined(study)]
    told = [one for one in found if one.metric == study.metric or one.difference.verdict(0) not in NOTHING]
    return _adjusted(study, told)


def _adjusted(study: Study, found: Sequence[DesignContrast]) -> list[DesignContrast]:
    """Return contrasts of which those on other metrics than the study's count only by Holm's rule over all of them."""
    p = np.array([_chance(study, one) for one in found])
    others = np.array([one.metric != study.metric for one in found], np.bool_)
    p[others], p[~others] = holm(p[others]), holm(p[~others])
    judged = [one.difference._replace(p=own, chance=1 - study.confidence) for one, own in zip(found, p, strict=True)]
    return [replace(one, difference=difference) for one, difference in zip(found, judged, strict=True)]


def _chance(study: Study, found: DesignContrast) -> float:
    runs = study.runs.get(found.one.address), study.runs.get(found.other.address)
    if runs[0] is None or runs[1] is None:
        return 0.0  # of an organization whose files are others now: its interval alone decides
    columns = [study.names.index(found.metric)]
    return float(
        p_values(differences_of([(runs[0], runs[1])], study.confidence, columns, study.rule), study.rule)[0, 0]
    )


def headlined(study: Study) -> list[str]:
    """Return the metrics of which a verdict is told: the study's own, and those that everybody asks for."""
    return list(dict.fromkeys([study.metric, *HEADLINED]))


def _of_best(study: Study, metric: str) -> DesignContrast:
    direction = DIRECTIONS[metric] or 1
    with_runs = [point for point in study.points if len(point.runs.replicates)]
    with_value = [point for point in with_runs if not np.isnan(study.means(point)[metric].mean)]
    ranked = sorted(with_value, key=lambda point: -direction * study.means(point)[metric].mean)
    best, second = study.ranked[:2] if metric == study.metric or len(ranked) < 2 else ranked[:2]  # noqa: PLR2004 - two
    one, other = (_design(study, point.design) for point in (best, second))
    label = f"{best.label} against {second.label}"
    return DesignContrast(label, metric, one, other, study.differences(best, second)[metric])


def _of_point(study: Study, metric: str) -> DesignContrast:
    point = study.points[0]
    differences = study.against_baseline(point)
    if differences is None:
        raise ScenarioError(
            f"{study.folder} compares nothing, so there is no verdict that could flip; try intervention=[okr]"
        )
    one, other = _design(study, point.design), _design(study, str(point.baseline))
    return DesignContrast(f"{point.label} against its baseline", metric, one, other, differences[metric])


def _of_answer(found: CaseAnswer, findings: Findings, study: Study, metric: str) -> DesignContrast:
    simulated, compared = Simulated(study), found.contrast
    addresses = simulated.address(compared.arm), simulated.address(compared.against, compared.arm)
    one, other = (simulated.of(address, metric) for address in addresses)
    difference = simulated.difference(one, other, float(is_counted(metric)))
    if difference is None:
        raise ScenarioError(
            f"{pair(found, findings)}: no run of both arms ended, so there is no verdict that could flip"
        )
    designs = [_design(study, str(address)) for address in addresses]
    arms = checked_case(study.manifest.configuration["case"]).arms
    fixed = frozenset(name for arm in (compared.arm, compared.against) if arm in arms for name in arms[arm].parameters)
    return DesignContrast(pair(found, findings), metric, designs[0], designs[1], difference, fixed)


def _design(study: Study, address: str) -> Design:
    changes = study.manifest.changes(address)
    return Design(Scenario().with_values(changes))
