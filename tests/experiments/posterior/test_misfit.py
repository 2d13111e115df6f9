"""Data of a model with a mechanism that the calibrated one lacks: what is left over names the source that shows it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.bank import drawn
from experiments.posterior.case_file import composed, read_case
from experiments.posterior.ensemble import Ensemble
from experiments.posterior.features import Features
from experiments.posterior.fit import Fit
from experiments.posterior.keys import Numbers
from experiments.posterior.likelihood import learned_likelihood
from experiments.posterior.misfit import WRONG, learned_residuals, p_values
from experiments.posterior.study import Calibration
from experiments.posterior.training import Recipe, Workshop, trained
from tests.experiments.posterior.towns import CASE, write_town

RUNS, FRESH, CASES = 1_000, 200, 40
HAMLET = CASE.replace("completeness: [0.8, 1]", "completeness: 1")
LOG = "date,department,people\n" + "".join(
    f"{day},,10\n" for day in ("2020-02-03", "2020-03-02", "2020-03-16", "2020-03-30", "2020-04-13", "2020-05-11")
)
LEAVERS = "leavers.chance=1", "leavers.week=11", "leavers.weeks=2", "leavers.share=0.9"
WANTED = "people.trust", "people.process_oriented", "workload.base", "adoption.push", "intervention.okr.trial"


@pytest.mark.long
def test_people_who_leave_with_what_they_learned_are_seen_in_the_log_alone(tmp_path: Path) -> None:
    calibration = Calibration(read_case(write_town(tmp_path, case=HAMLET, log=LOG)), tmp_path / "out", RUNS, 1)
    case = calibration.case
    bank = drawn(calibration.question, np.arange(RUNS), 1)
    shown = calibration.shown(bank, case.design)
    values, z = shown.values[:, case.observed], calibration.target(bank, shown, WANTED).z
    features = Features.of(values[FRESH:])
    x, workshop = features(values), Workshop(1)
    direct = Ensemble(trained((Recipe(1, passes=40),) * 2, x[FRESH:], z[FRESH:], 1, first=0, workshop=workshop))
    likelihood = learned_likelihood(direct.mean(x[FRESH:]), z[FRESH:], 1, workshop)
    fit = Fit(features, direct, likelihood, None, 1)
    residuals = learned_residuals(fit, values[FRESH:], calibration.sources)
    usual = residuals.distances(fit, values[:FRESH])

    def flagged(*changed: str) -> Mapping[str, float]:
        events = [f"events.{one}" for one in changed]
        lived = replace(calibration.question, scenario=composed([*case.overrides, *events]))
        made = drawn(lived, np.arange(RUNS, RUNS + CASES), 1)
        return _shares(residuals.distances(fit, calibration.shown(made, case.design).values[:, case.observed]), usual)

    nothing, leavers = flagged(), flagged(*LEAVERS)
    assert max(nothing.values()) < 0.1
    assert leavers["adoption log"] > 0.5
    assert max(leavers["surveys"], leavers["projects"]) < 0.2, "the others show nothing of it"


def _shares(found: Mapping[str, Numbers], usual: Mapping[str, Numbers]) -> dict[str, float]:
    """Return which share of cases each source calls a misfit."""
    p = [p_values({source: one[at : at + 1] for source, one in found.items()}, usual) for at in range(CASES)]
    return {source: float(np.mean([one[source] < WRONG for one in p])) for source in usual}
