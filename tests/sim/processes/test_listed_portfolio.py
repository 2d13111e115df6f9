"""A portfolio that is listed: who is asked, who comes first, by when, and what it is to bring."""

from inspect import unwrap
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.engine import make_plan, simulate
from sim.errors import ScenarioError
from sim.outcomes.dictionary import METRIC_NAMES
from sim.processes.listed_portfolio import ListedProjects, plan_listed
from sim.processes.portfolio import ProjectPlan, approval_lead
from sim.processes.staffing import _comes_before
from tests.scenarios import small_organization, small_scenario
from tests.verification.organizations import Stepwise

ORGANIZATION = small_organization()
PLAN = ProjectPlan(approval_factor=0.0)


def _plan(**lists: object) -> NDArray[np.void]:
    listed = ListedProjects.checked(lists, "portfolio")
    return plan_listed(listed, PLAN, ORGANIZATION.headcount, ORGANIZATION.departments, 100).projects


def test_projects_of_one_effort_are_spread_evenly_and_others_apart() -> None:
    projects = _plan(efforts=[10.0] * 4 + [50.0] * 2)
    small, large = projects[projects["effort"] == 10.0], projects[projects["effort"] == 50.0]
    assert small["wanted"].tolist() == [12, 37, 62, 87]
    assert large["wanted"].tolist() == [25, 75]
    assert projects["key"].tolist() == [0, 4, 1, 2, 5, 3], "in the order in which they are wanted"


def test_where_nobody_says_when_approval_takes_its_time() -> None:
    listed = ListedProjects(efforts=(10.0,))
    found = plan_listed(listed, ProjectPlan(), ORGANIZATION.headcount, ORGANIZATION.departments, 100).projects
    assert found["wanted"].tolist() == [int(50 + approval_lead(ProjectPlan(), 10.0))]


def test_a_list_like_the_pieces_of_a_size_is_the_same_portfolio() -> None:
    cut = make_plan(small_scenario(horizon__weeks=100, project__size=20.0), ORGANIZATION)
    efforts = cut.projects["effort"].tolist()
    starts = cut.projects["wanted"].tolist()
    lists = {"portfolio__efforts": efforts, "portfolio__starts": starts}
    listed = small_scenario(horizon__weeks=100, project__size=20.0, **lists)
    assert make_plan(listed, ORGANIZATION).projects.tolist() == cut.projects.tolist()


def test_a_deadline_is_the_schedule_and_brings_the_people_that_it_needs() -> None:
    tight, loose, none = _plan(efforts=[40.0] * 3, starts=[0, 0, 0], deadlines=[8, 80, 0])
    assert tight["team"] == 10
    assert loose["team"] == none["team"] == none["usual_team"] == tight["usual_team"]
    lived = Stepwise(
        small_scenario(portfolio__efforts=[40.0], portfolio__starts=[0.0], portfolio__deadlines=[8.0]), ORGANIZATION
    )
    lived.live()
    assert lived.world.projects["planned_weeks_first"].tolist() == [8.0]


def test_the_department_it_is_for_is_asked_first_and_only_those_that_take_part_are_asked() -> None:
    lived = Stepwise(
        small_scenario(
            portfolio__efforts=[30.0],
            portfolio__starts=[0.0],
            portfolio__owners=[2.0],
            portfolio__participants=[0, 1],
        ),
        ORGANIZATION,
    )
    lived.live()
    team = np.flatnonzero(lived.world.seats["project"] == 0)
    assert lived.world.projects["lead"].tolist() == [2]
    assert set(ORGANIZATION.department[team].tolist()) == {1, 2}


def test_the_higher_rank_starts_first_when_people_are_scarce() -> None:
    def order(ranks: list[float]) -> list[int]:
        scenario = small_scenario(
            horizon__weeks=150,
            portfolio__efforts=[20.0] * 4,
            portfolio__starts=[0.0, 1.0, 1.0, 1.0],
            portfolio__ranks=ranks,
            project__engaged_limit=0.01,
        )
        ledger = simulate(scenario, [ORGANIZATION], [0], keep_projects=True).projects
        assert ledger is not None
        started = ledger[0][ledger[0]["status"] > 0]
        return started["key"][np.argsort(started["start"], kind="stable")].tolist()  # type: ignore[no-any-return]

    assert order([0, 0, 0, 0])[:3] == [0, 1, 2]
    assert order([0, 1, 3, 2])[:3] == [0, 2, 3]


def test_what_each_is_to_bring_is_kept_in_the_order_in_which_they_are_wanted() -> None:
    assert _plan(efforts=[10.0, 10.0], starts=[9, 0], benefits=[2.0, 0.5])["worth"].tolist() == [0.5, 2.0]
    assert _plan(efforts=[10.0, 10.0])["worth"].tolist() == [1.0, 1.0]


def test_a_team_is_as_large_as_its_deadline_asks_but_not_smaller_than_usual() -> None:
    teams = {end: _plan(efforts=[40.0], starts=[0], deadlines=[end])["team"][0] for end in (0, 1, 4, 5, 8, 80)}
    assert teams[1] == ORGANIZATION.headcount, "everybody, and no more"
    assert (teams[4], teams[5], teams[8]) == (20, 16, 10)
    assert teams[80] == teams[0]
    later = _plan(efforts=[40.0], starts=[4], deadlines=[8])["team"][0]
    assert later == teams[4], "the weeks from its start count"


@pytest.mark.parametrize("mandatory", [[0, 1], [1, 0]])
def test_steering_has_no_end_of_patience_with_what_is_mandatory_only(mandatory: list[int]) -> None:
    lived = Stepwise(
        small_scenario(portfolio__efforts=[9.0] * 2, portfolio__starts=[0] * 2, portfolio__mandatory=mandatory),
        ORGANIZATION,
    )
    lived.live()
    assert (lived.world.projects["status"] > 0).all()
    assert ((lived.world.projects["steering_patience"] > 1e6) == np.array(mandatory, np.bool_)).all()


@pytest.mark.parametrize(
    ("only_mandatory", "one", "other", "first"),
    [
        (False, (1.0, False), (1.0, False), False),
        (False, (2.0, False), (1.0, True), True),
        (True, (1.0, True), (2.0, False), True),
        (True, (2.0, False), (1.0, True), False),
        (True, (2.0, True), (1.0, True), True),
    ],
)
def test_what_comes_first(
    only_mandatory: bool, one: tuple[float, bool], other: tuple[float, bool], first: bool
) -> None:
    found, than = (SimpleNamespace(rank=rank, mandatory=mandatory) for rank, mandatory in (one, other))
    assert unwrap(_comes_before)(found, than, only_mandatory) is first


def test_what_is_mandatory_is_not_given_up() -> None:
    hopeless = {
        "portfolio__efforts": [60.0] * 6,
        "portfolio__starts": [0.0] * 6,
        "project__engaged_limit": 1.0,
        "horizon__weeks": 150,
        "estimation__bias": 0.9,
        "steering__every": 4,
        "steering__cancel_rate": 5.0,
        "steering__resigned": 20.0,
        "reporting__honesty": 1.0,
    }

    def cancelled(mandatory: list[int]) -> float:
        found = simulate(small_scenario(**hopeless, portfolio__mandatory=mandatory), [ORGANIZATION], range(6))
        return float(found.metrics[:, METRIC_NAMES.index("cancelled")].mean())

    assert cancelled([1] * 6) == 0.0
    assert cancelled([0] * 6) > 0.2


def test_benefits_count_by_what_they_are_planned_to_be() -> None:
    def found(benefits: list[float]) -> dict[str, float]:
        scenario = small_scenario(
            horizon__weeks=120, portfolio__efforts=[6.0] * 8, portfolio__starts=[0.0] * 8, portfolio__benefits=benefits
        )
        metrics = simulate(scenario, [ORGANIZATION], range(6)).metrics.mean(axis=0)
        return dict(zip(METRIC_NAMES, metrics.tolist(), strict=True))

    one, twice = found([1.0] * 8), found([2.0] * 8)
    assert twice["portfolio_benefits"] == pytest.approx(one["portfolio_benefits"])
    assert twice["benefits_realization"] == pytest.approx(one["benefits_realization"])
    assert twice["benefits_per_effort"] == pytest.approx(2.0 * one["benefits_per_effort"])


def test_small_projects_of_a_list_are_microprojects_while_these_are_done() -> None:
    scenario = small_scenario(
        portfolio__efforts=[4.0, 4.0, 40.0],
        portfolio__starts=[2.0, 30.0, 30.0],
        intervention__microprojects__strength=1.0,
        intervention__microprojects__start_week=10,
    )
    projects = make_plan(scenario, ORGANIZATION).projects
    assert projects["key"][projects["is_micro"]].tolist() == [1]
    assert projects["concise"][projects["is_micro"]].tolist() == [pytest.approx(0.8 * 0.8 * 0.6)]


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"starts": [0.0]}, r"portfolio\.starts has 1 entries, but portfolio\.efforts 2"),
        ({"names": "A; A"}, r"portfolio\.names must have a name of its own for each of 2 projects"),
        ({"participants": [0, 1, 1]}, "must be pairs of a project"),
        ({"participants": [2, 1]}, "numbered from 0 to 1"),
        ({"starts": [5, 0], "deadlines": [5, 0]}, r"portfolio\.deadlines\[0\] = 5 is not after its start in week 5"),
    ],
)
def test_lists_that_do_not_fit_are_refused(lists: dict[str, object], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        small_scenario(portfolio__efforts=[4.0, 4.0], **{f"portfolio__{name}": value for name, value in lists.items()})


def test_an_unknown_department_is_named() -> None:
    scenario = small_scenario(portfolio__efforts=[4.0], portfolio__owners=[99.0])
    with pytest.raises(ScenarioError, match=r"portfolio\.owners names department 99, but departments are numbered"):
        make_plan(scenario, ORGANIZATION)
