"""Training sessions are held as many as planned, and whether somebody comes hangs on the person and the session."""

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
