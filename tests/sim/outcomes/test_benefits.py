"""Benefits: work delivered when it is due yields what the closed form says, and late work less."""

import numpy as np
import pytest

from sim.outcomes.benefits import benefits_if_on_time, yielded
from sim.scenario import Scenario, parameter_record

CHANGES = {"benefits.delay": 12.0, "benefits.payback": 80.0}
P = parameter_record(Scenario().with_values(CHANGES))["benefits"]


def test_nothing_flows_before_the_delay_and_all_of_the_effort_by_the_payback() -> None:
    found = [yielded(50.0, 0.5, weeks, P) for weeks in (0.0, 12.0, 13.0, 52.0, 92.0)]
    assert found == pytest.approx([0.0, 0.0, 25 / 80, 12.5, 25.0])


@pytest.mark.parametrize("weeks", [8, 12, 13, 104])
def test_small_pieces_each_delivered_when_due_yield_what_the_closed_form_says(weeks: int) -> None:
    pieces = 20_000
    due = (np.arange(pieces) + 0.5) / pieces * weeks
    total = sum(yielded(300.0 / pieces, 1.0, weeks - each, P) for each in due)
    assert benefits_if_on_time(300.0, weeks, P) == pytest.approx(total, rel=1e-4)
    assert (total > 0.0) == (weeks > 12)
