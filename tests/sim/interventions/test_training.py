"""Training sessions are held as many as planned, and whether somebody comes hangs on the person and the session."""

import numpy as np
import pytest

from sim.model import OrganizationModel
from tests.fast_adoption import lively, of, trying
from tests.scenarios import small_organization

ON_BOARD = {"rollout.start_week": 0, "rollout.speed": 1.0, "rollout.catch_up_weeks": 0, "turnover.active": False}


def sessions_of(**levers: object) -> list[int]:
    """Return how many sessions everybody had at the end."""
    model = OrganizationModel(
        lively(trying("training"), ON_BOARD, of("training", who="all", **levers)), small_organization(), 3
    )
    model.run_model()
    counts: list[int] = model.world.seats["sessions"].tolist()
    return counts


@pytest.mark.parametrize(("sessions", "span"), [(1, 1), (5, 3), (12, 1), (12, 12), (5, 30)])
def test_all_sessions_are_held_however_short_the_span(sessions: int, span: int) -> None:
    assert set(sessions_of(sessions=sessions, span_weeks=span, presence=1.0)) == {sessions}


def test_who_comes_does_not_hang_on_when_the_session_is_held() -> None:
    spaced = sessions_of(sessions=6, span_weeks=18, presence=0.5)
    assert spaced == sessions_of(sessions=6, span_weeks=18, presence=0.5, start_week=7)
    assert spaced == sessions_of(sessions=6, span_weeks=2, presence=0.5)
    assert len(set(spaced)) > 2


def test_sessions_of_one_week_are_missed_one_by_one() -> None:
    assert len(set(sessions_of(sessions=6, span_weeks=1, presence=0.5))) > 2


def ties_between_departments(**levers: object) -> tuple[int, set[int]]:
    """Return how many ties to other departments there are at the end where nobody works on a project, and from whom."""
    model = OrganizationModel(
        lively(
            trying("training"), ON_BOARD, {"project.share": 0.0}, of("training", sessions=1, span_weeks=40, **levers)
        ),
        small_organization(),
        3,
    )
    model.run_model()
    strengths, targets = model.world.formed_strength, model.world.formed_target
    rows, slots = np.nonzero(strengths)
    department = model.plan.chart.department
    assert (department[rows] != department[targets[rows, slots]]).all()
    return len(rows), set(rows.tolist())


def test_who_is_trained_together_gets_to_know_somebody_of_another_department() -> None:
    assert ties_between_departments() == (0, set())
    model = OrganizationModel(lively(trying("training")), small_organization(), 3)
    managers = set(np.flatnonzero(model.plan.chart.leads).tolist())
    count, known = ties_between_departments(together=4.0, presence=1.0)
    assert known == managers
    assert len(managers) < count <= 2 * len(managers)  # one a session, and some were met by others, too
    assert ties_between_departments(together=4.0, presence=1.0, who="all")[0] > count
    assert ties_between_departments(together=4.0, presence=0.0) == (0, set())
