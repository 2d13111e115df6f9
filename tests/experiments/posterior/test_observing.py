"""Runs observed person by person: files hold what was lived, and who answers is as said."""

from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.case_file import Case, read_case
from experiments.posterior.emulate import group_sizes, share_scale
from experiments.posterior.keys import shares
from experiments.posterior.lived import Watch, live
from experiments.posterior.observed import COUNTS, RATIOS
from experiments.posterior.observing import FIRST_LUCK, Observing, Wave, _turns
from experiments.posterior.prior import Unknown, unknowns_of
from experiments.posterior.stand_in import truth_of, write_stand_in
from sim.engine import make_plan
from tests.experiments.posterior.towns import CASE, write_town


def _unknowns(case: Case) -> list[Unknown]:
    return unknowns_of(case.scenario, case.priors, case.known)


HALF_A_DAY = 0.02  # of a project of a month, as a share
PEOPLE, USERS, ANSWERS = 300, 120, 120


@pytest.mark.parametrize("odds", [0.67, 1.0, 1.5])
def test_users_answer_as_readily_as_is_said(odds: float) -> None:
    uses, group, wave = np.arange(PEOPLE) < USERS, np.ones(PEOPLE, np.bool_), Wave(0, -1, ANSWERS)
    answering = [
        (
            np.argsort(_turns(shares(draw, 1, "asked", np.arange(PEOPLE)), uses, group, wave, how))[:ANSWERS] < USERS
        ).sum()
        for how in [Observing(users_answer=odds)]
        for draw in range(400)
    ]
    expected = ANSWERS * USERS * odds / (USERS * odds + PEOPLE - USERS)
    assert np.mean(answering) == pytest.approx(expected, abs=0.8)


@pytest.mark.long
@pytest.mark.parametrize("of", ["using", "adopted"])
def test_files_hold_what_was_lived(tmp_path: Path, of: str) -> None:
    case = CASE.replace("completeness: [0.8, 1]", f"of: {of}")
    asked = read_case(write_town(tmp_path, case=case))
    truth = truth_of(asked, _unknowns(asked), asked.scenario, asked.organizations[0], 5)
    found = read_case(write_stand_in(asked, tmp_path / "open", 5, truth))
    assert found.design == asked.design
    watch = Watch.of(asked.design)
    lived = live(make_plan(truth.scenario, truth.organization), FIRST_LUCK + 5, watch)
    log, sizes = asked.design.log, group_sizes(truth.organization)
    assert log is not None
    people = [lived.taken_up[watch.counted.index(cell.week), cell.group, int(of == "adopted")] for cell in log.cells]
    assert max(people) > 0
    groups = [cell.group for cell in log.cells]
    assert found.values[: len(people)] == pytest.approx(share_scale(np.array(people) / sizes[groups]))
    at = [statistic.name for statistic in found.statistics].index("projects: weeks mean")
    weeks = lived.ledger[0, len(COUNTS) + RATIOS.index("weeks mean")]
    assert found.values[at] == pytest.approx(weeks, abs=HALF_A_DAY), "a project ends on the day on which it did"


@pytest.mark.long
def test_a_truth_is_one_that_the_priors_allow(tmp_path: Path) -> None:
    case = read_case(write_town(tmp_path, case=CASE + "priors: {people.trust: 'uniform(0.3, 0.4)'}\n"))
    truths = [truth_of(case, _unknowns(case), case.scenario, case.organizations[0], seed) for seed in range(3)]
    for truth in truths:
        assert 0.3 <= truth.scenario.people.trust <= 0.4
        assert all(0.8 <= how.completeness <= 1.0 and 0.7 <= how.reliability <= 0.9 for how in truth.how)
        assert all(how.users_answer == 1.0 for how in truth.how)
    assert len({truth.places["completeness"] for truth in truths}) == len(truths)
