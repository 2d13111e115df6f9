"""Measures over time: each with its own rollout, start, end and departments, and practices on ladders of their own."""

from collections.abc import Mapping

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.interventions.catalogue import MEASURES, Interventions, Rollouts
from sim.model import OrganizationModel
from sim.outcomes.dictionary import SERIES_NAMES
from sim.scenario import Scenario
from sim.state import ADOPTED, AWARE, NEVER, RELAPSED, TRYING
from tests.fast_adoption import lively, of, trying
from tests.scenarios import OKR, small_organization

TRAINING, LEAN = MEASURES.index("training"), MEASURES.index("lean")


def model_of(*changes: Mapping[str, object]) -> OrganizationModel:
    return OrganizationModel(lively(*changes), small_organization(), 3)


def lived(*changes: Mapping[str, object], weeks: int | None = None) -> OrganizationModel:
    model = model_of(*changes)
    while model.running and (weeks is None or model.week < weeks):
        model.step()
    return model


def joined(model: OrganizationModel, m: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    units: np.ndarray[tuple[int], np.dtype[np.int32]] = model.world.units["joined"][m]
    return units


def series(model: OrganizationModel, name: str) -> list[float]:
    return [float(value) for value in model.record[: model.week, SERIES_NAMES.index(name)]]


def test_every_measure_that_is_brought_to_units_has_a_rollout_of_its_own() -> None:
    assert tuple(Rollouts.__dataclass_fields__) == MEASURES
    assert set(MEASURES) < set(Interventions.__dataclass_fields__)


def test_training_first_then_okr_in_waves_and_lean_in_two_departments() -> None:
    model = lived(
        trying("training", "okr", "lean"),
        of("training", end_week=12),
        of("okr", start_week=13),
        {"rollout.speed": 1.0, "rollouts.okr.speed": 0.5, "rollouts.lean.departments": [1, 3]},
    )
    department = small_organization().unit_department
    assert set(joined(model, TRAINING).tolist()) == {0}
    assert sorted(set(joined(model, OKR).tolist())) == [13, 26]
    assert (joined(model, LEAN)[np.isin(department, (1, 3))] == 0).all()
    assert (joined(model, LEAN)[~np.isin(department, (1, 3))] == NEVER).all()


def test_what_is_set_for_all_measures_alike_is_the_common_rollout() -> None:
    common = {"rollout.speed": 0.3, "rollout.order": "readiness", "rollout.support_weeks": 9}
    own = {name.replace("rollout.", "rollouts.okr."): value for name, value in common.items()}
    one, other = lived(trying("okr"), common), lived(trying("okr"), own)
    assert one.record.tobytes() == other.record.tobytes()


def test_measures_with_the_same_rollout_come_to_the_same_units_together() -> None:
    model = lived(trying("okr", "training", "lean"), {"rollout.speed": 0.25})
    assert len(set(joined(model, OKR).tolist())) == 4
    assert (joined(model, OKR) == joined(model, LEAN)).all()
    assert (joined(model, OKR) == joined(model, TRAINING)).all()


def test_coaches_are_shared_by_practices_and_a_training_takes_none() -> None:
    scarce = {"rollout.coaches": 5.0, "rollout.people_per_coach": 48.0}
    alone, both, trained = (
        lived(trying(*names), scarce, weeks=1).world.units["support"][OKR][0]
        for names in (("okr",), ("okr", "lean"), ("okr", "training"))
    )
    assert 0.0 < alone < 1.0
    assert both == pytest.approx(alone / 2.0)
    assert trained == alone


def test_people_stand_on_one_ladder_a_practice() -> None:
    model = lived(trying("okr", "lean"), of("okr", bar=-1.0, trial=1), of("lean", bar=1.0, trial=1), weeks=20)
    okr, lean = (model.world.ladders["stage"][m] for m in (OKR, LEAN))
    assert (okr == ADOPTED).mean() > 0.5
    assert (lean == RELAPSED).mean() > 0.5
    assert not (lean == ADOPTED).any()
    adopted = series(model, "adopted")[-1]
    assert adopted == pytest.approx(((okr == ADOPTED).mean() + (lean == ADOPTED).mean()) / 2.0)


def test_nobody_uses_a_practice_that_has_ended_and_nobody_is_disappointed() -> None:
    still = {"adoption.cynicism": 0.0, "turnover.active": False, "feedback.active": False}
    model = model_of(trying("okr", "lean"), of("okr", end_week=20), still)
    while model.week < 20:
        model.step()
    using = np.isin(model.world.ladders["stage"][OKR], (TRYING, ADOPTED))
    readiness = model.world.seats["readiness"].copy()
    assert using.any()
    model.step()
    assert (model.world.ladders["stage"][OKR][using] == AWARE).all()
    assert not model.world.ladders["use"][OKR].any()
    assert model.world.ladders["use"][LEAN].any()
    assert model.world.seats["readiness"].mean() >= readiness.mean() - 1e-6


def test_a_second_practice_is_seen_with_others_as_well_as_the_first() -> None:
    alone, beside = lived(trying("lean"), weeks=12), lived(trying("okr", "lean"), of("okr", push_factor=0.0), weeks=12)
    assert alone.world.portfolio["leading"][0] == LEAN
    assert beside.world.portfolio["leading"][0] == OKR
    seen = [model.world.ladders["exposure"][LEAN].mean() for model in (alone, beside)]
    using = [model.world.ladders["use"][LEAN].mean() for model in (alone, beside)]
    assert min(using) > 0.2
    assert seen == pytest.approx(using, abs=0.15)


def test_what_is_switched_on_in_a_run_begins_in_that_week() -> None:
    model = lived(trying("lean"), weeks=17)
    branch = model.branch(intervention__okr__strength=1.0, intervention__okr__cycle=5, rollouts__okr__speed=1.0)
    assert branch.settings.intervention.okr.start_week == 17
    before = branch.world.traits[:, 2].mean()
    branch.step()
    assert (joined(branch, OKR) == 17).all()
    assert (joined(model, OKR) == NEVER).all()
    assert abs(branch.world.traits[:, 2].mean() - before) < 0.01  # no cycle ends in the week in which it begins


def test_a_practice_that_is_switched_off_in_a_run_is_laid_down() -> None:
    model = lived(trying("okr"), weeks=20)
    assert model.world.ladders["use"][OKR].any()
    branch = model.branch(intervention__okr__strength=0.0)
    branch.step()
    assert not branch.world.ladders["use"][OKR].any()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rollouts.lean.departments": [99]}, "departments are numbered from 0 to 4"),
        ({"rollouts.lean.departments": [1.5]}, "departments are numbered from 0 to 4"),
        ({"rollouts.lean.start_week": 50}, "rollouts.lean.start_week = 50 lies beyond the horizon of 40 weeks"),
        ({"rollouts.lean.speed": 2}, "rollouts.lean.speed = 2 is out of bounds"),
        ({"rollouts.leen.speed": 1}, "rollouts.lean.speed"),
    ],
)
def test_a_rollout_that_cannot_be_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ScenarioError, match=says):
        model_of(trying("lean"), changes)


def test_what_may_be_unset_is_unset_by_nothing() -> None:
    assert Scenario().with_values({"rollouts.okr.speed": None}) == Scenario()
    with pytest.raises(ScenarioError, match="must be a number"):
        Scenario().with_values({"rollout.speed": None})


def test_employees_tell_of_every_practice() -> None:
    model = lived(trying("okr", "lean"), weeks=20)
    somebody = next(one for one in model.everybody.employees if one.rung("lean").stage == "adopted")
    assert somebody.rung("lean").proficiency > 0.0
    assert somebody.rung("okr").stage == somebody.stage
    with pytest.raises(ScenarioError, match="did you mean 'lean'"):
        somebody.rung("leam")
