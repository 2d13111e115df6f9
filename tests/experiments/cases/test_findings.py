"""Findings from runs that are known: what a number, a direction and a comparison say."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.cases.findings import Agreement, Findings, findings_of
from experiments.cases.wording import answer
from experiments.inference.paired import Verdict
from experiments.inference.runs import Runs
from experiments.results.study import Study
from experiments.store.manifest import PointEntry
from sim.outcomes.dictionary import METRIC_NAMES
from tests.experiments.made import made_manifest, made_point

TRUST, SUCCESSFUL = METRIC_NAMES.index("trust"), METRIC_NAMES.index("successful")
OLD, NEW = [0.1, 0.4, 0.2, 0.3], [0.3, 0.59, 0.41, 0.5]


def runs(values: list[float], metric: int = TRUST) -> Runs:
    metrics = np.zeros((len(values), len(METRIC_NAMES)))
    metrics[:, metric] = values
    return Runs(np.arange(len(values)), metrics, 0)


def study(case: dict[str, Any], varied: tuple[str, ...] = ("case.arm",), new: list[float] = NEW) -> Study:
    """Return a study of two arms, in which trust is 0.2 higher with the new arm in every pair, or else as said."""
    arms = {"old": runs(OLD), "new": runs(new)}
    points = [
        made_point(f"case.arm={name}", {"case.arm": name}, found, runs([0.0] * 4), design=name)
        for name, found in arms.items()
    ]
    manifest = made_manifest(
        configuration={
            "case": {"arms": {"old": {}, "new": {}}} | case,
            "horizon": {"weeks": 10},
            "organization": {"headcount": 50},
        },
        points=tuple(PointEntry(name, name, "nothing", {}) for name in arms),
        varied=varied,
        metric="trust",
    )
    return Study(Path("nowhere"), manifest, points)


def found(*observed: dict[str, Any], **case: Any) -> Findings:  # noqa: ANN401 - plain values of a configuration
    findings = findings_of(study({"observed": [{"what": "w", "source": "s"} | one for one in observed]} | case))
    assert findings is not None
    return findings


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        ({"direction": "up", "arm": "new", "against": "old"}, Agreement.WITH),
        ({"direction": "down", "arm": "new", "against": "old"}, Agreement.AGAINST),
        ({"direction": "up", "arm": "old", "against": "old"}, Agreement.SAME),
        ({"direction": "up"}, Agreement.WITH),
        ({"value": 0.25, "arm": "old"}, Agreement.INSIDE),
        ({"value": 0.9, "arm": "old"}, Agreement.LOWER),
        ({"value": -0.9, "arm": "old"}, Agreement.HIGHER),
        ({"value": 0.0, "arm": "baseline"}, Agreement.INSIDE),
        ({"direction": "up", "measure": "silo", "arm": "new"}, Agreement.SAME),
        ({"value": 0.3, "week": 10}, Agreement.LATER),
        ({"measure": ""}, Agreement.OUTSIDE),
    ],
)
def test_an_observation_is_held_against_what_was_simulated(seen: dict[str, Any], says: Agreement) -> None:
    (finding,) = found({"measure": "trust"} | seen).observations
    assert finding.agreement == says


def test_what_is_too_small_to_matter_is_not_shown() -> None:
    seen = {"what": "w", "source": "s", "direction": "up", "measure": "trust", "arm": "new", "against": "old"}
    said = [
        findings_of(study({"observed": [seen | {"opposed": "a brake"}]}, new=[value + more for value in OLD]))
        for more in (0.009, 0.011)
    ]
    assert [one.observations[0].agreement for one in said if one] == [Agreement.SLIGHT, Agreement.WITH]
    assert [one.observations[0].opposed for one in said if one] == ["a brake", ""]


def test_a_number_kept_in_four_bytes_is_the_number_that_was_put_in() -> None:
    kept = [float(np.float32(50 / 1200))] * 4  # a little more than 50 of 1,200 people
    seen = {"what": "w", "source": "s", "measure": "trust", "arm": "new"}
    for value, says in ((50 / 1200, Agreement.INSIDE), (49.99 / 1200, Agreement.HIGHER)):
        findings = findings_of(study({"observed": [seen | {"value": value}]}, new=kept))
        assert findings is not None
        assert findings.observations[0].agreement == says


def test_a_number_comes_with_the_interval_of_the_mean() -> None:
    (finding,) = found({"measure": "trust", "value": 0.25, "arm": "old"}).observations
    assert finding.estimate is not None
    assert finding.estimate.middle == pytest.approx(np.mean(OLD))
    half = 3.182446 * np.std(OLD, ddof=1) / 2.0  # Student's t with 3 degrees of freedom
    assert finding.estimate.high - finding.estimate.middle == pytest.approx(half, rel=1e-5)


@pytest.mark.parametrize(
    ("measure", "unit", "factor"),
    [("adopted", "people", 50.0), ("adopted", "%", 100.0), ("adopted", "", 1.0)],
)
def test_a_share_of_people_is_told_in_people_or_percent(measure: str, unit: str, factor: float) -> None:
    (finding,) = found({"measure": measure, "unit": unit, "value": 0.0, "arm": "old"}).observations
    assert finding.observation.factor(50) == factor


def test_arms_are_compared_pair_by_pair() -> None:
    findings = found(compare=[{"arm": "new", "against": "old"}, {"arm": "old", "against": "new"}], metrics=["trust"])
    better, worse = findings.answers
    assert better.differences["trust"].mean == pytest.approx(0.2)
    assert better.differences["trust"].high - better.differences["trust"].low < 0.1  # unpaired it would be about 0.5
    assert (better.verdict("trust"), worse.verdict("trust")) == (Verdict.BETTER, Verdict.WORSE)
    said = answer(findings, 0.95)
    assert said.startswith("New against old: better on trust +0.200 (")
    assert "Old against new: worse on trust −0.200 (" in said
    assert said.endswith("Differences in trust, with 95 % intervals.")


def test_a_sweep_over_anything_else_has_no_findings() -> None:
    case = {"compare": [{"arm": "new"}]}
    assert findings_of(study(case)) is not None
    assert findings_of(study(case, varied=("case.arm", "project.size"))) is None
    assert findings_of(study({})) is None


def test_one_run_decides_nothing() -> None:
    one = study({"observed": [{"what": "w", "source": "s", "measure": "trust", "value": 0.3}]})
    single = Study(
        one.folder, one.manifest, [made_point("", {"case.arm": "old"}, runs([0.3]), design="old"), one.points[1]]
    )
    findings = findings_of(single)
    assert findings is not None
    assert [finding.agreement for finding in findings.observations] == [Agreement.UNDECIDED]


def test_a_project_a_run_that_never_succeeds_is_not_known_never_to() -> None:
    never, sometimes = [0.0] * 24, [1.0] * 6 + [0.0] * 18
    arms = [
        made_point(f"case.arm={name}", {"case.arm": name}, runs(values, SUCCESSFUL), runs(never), design=name)
        for name, values in (("old", never), ("new", sometimes))
    ]
    seen = {"what": "w", "source": "s", "measure": "successful", "unit": "%", "value": 7, "arm": "old"}
    made = study({"observed": [seen], "compare": [{"arm": "new", "against": "old"}], "metrics": ["successful"]})
    findings = findings_of(Study(made.folder, made.manifest, arms))
    assert findings is not None
    (finding,), (compared,) = findings.observations, findings.answers
    assert finding.agreement is Agreement.INSIDE
    assert finding.estimate == pytest.approx((0.0, 0.0, 13.8), abs=0.05)
    assert compared.differences["successful"].low == pytest.approx(0.25 - np.hypot(0.25 - 0.120, 0.138), abs=2e-3)
