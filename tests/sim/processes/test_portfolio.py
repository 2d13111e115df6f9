"""The portfolio: the same work however it is cut, also where a stream of it is cut otherwise."""

import numpy as np
import pytest

from sim.engine import make_plan
from sim.processes.portfolio import ProjectPlan, Stream, pieces, plan_portfolio
from tests.scenarios import small_organization, small_scenario

PLAN = ProjectPlan(size=20.0, share=0.1, approval_factor=0.0)
PEOPLE, DEPARTMENTS, WEEKS = 100, 5, 52
NOTHING = Stream(work=0.0, rate=0.0, size=4.0, first_week=0, last_week=52, first_key=1000, given={})
MICRO = {"is_micro": True, "talent": 0.5}
APART = Stream(work=130.0, rate=5.0, size=4.0, first_week=26, last_week=52, first_key=1000, given=MICRO)


def test_the_total_work_wanted_does_not_depend_on_the_size() -> None:
    totals = {
        make_plan(small_scenario(project__size=size), small_organization()).projects["effort"].sum()
        for size in (5.0, 7.0, 50.0)
    }
    assert max(totals) == pytest.approx(min(totals))


def test_pieces_take_all_of_the_work_and_no_dwarf_is_left() -> None:
    assert pieces(60.0, 20.0).tolist() == [20.0, 20.0, 20.0]
    assert pieces(65.0, 20.0).tolist() == [20.0, 20.0, 25.0]
    assert pieces(55.0, 20.0).tolist() == [20.0, 20.0, 15.0]
    assert pieces(5.0, 20.0).tolist() == [5.0]
    assert pieces(0.0, 20.0).tolist() == []


def test_a_stream_apart_is_cut_in_its_own_way_and_the_rest_is_regular() -> None:
    projects = plan_portfolio(PLAN, APART, PEOPLE, DEPARTMENTS, WEEKS)
    apart = projects[projects["is_micro"]]
    assert projects["effort"].sum() == pytest.approx(0.1 * PEOPLE * WEEKS)
    assert apart["effort"].sum() == pytest.approx(130.0)
    assert set(apart["effort"][:-1].tolist()) == {4.0}
    assert sorted(apart["key"].tolist()) == list(range(1000, 1000 + len(apart)))
    assert (apart["talent"] == 0.5).all()
    assert not projects["talent"][~projects["is_micro"]].any()


def test_a_stream_is_due_from_its_first_week_at_its_own_rate() -> None:
    apart = plan_portfolio(PLAN, APART, PEOPLE, DEPARTMENTS, WEEKS)
    due = np.sort(apart["wanted"][apart["is_micro"]])
    middles = np.arange(len(due)) * 4.0 + 2.0
    middles[-1] -= 1.0  # the last piece is half as large
    assert due.tolist() == np.floor(26 + middles / 5.0).tolist()


def test_without_a_stream_everything_is_regular_and_keeps_its_keys_with_one() -> None:
    alone = plan_portfolio(PLAN, NOTHING, PEOPLE, DEPARTMENTS, WEEKS)
    assert not alone["is_micro"].any()
    assert alone["key"].tolist() == list(range(26))
    among = plan_portfolio(PLAN, APART, PEOPLE, DEPARTMENTS, WEEKS)
    early = among[~among["is_micro"] & (among["wanted"] < 26)]
    assert early["wanted"].tolist() == alone["wanted"][: len(early)].tolist()
    assert early["key"].tolist() == alone["key"][: len(early)].tolist()


def test_after_a_stream_that_ends_before_the_run_the_rest_is_due_as_before_again() -> None:
    apart = Stream(work=65.0, rate=5.0, size=5.0, first_week=13, last_week=26, first_key=1000, given=MICRO)
    projects = plan_portfolio(ProjectPlan(size=5.0, share=0.1, approval_factor=0.0), apart, PEOPLE, DEPARTMENTS, WEEKS)
    regular, micro = projects[~projects["is_micro"]], projects[projects["is_micro"]]
    assert micro["wanted"].max() < 26
    quarters = [int(((regular["wanted"] >= week) & (regular["wanted"] < week + 13)).sum()) for week in (0, 13, 26, 39)]
    assert quarters == [26, 13, 26, 26]
