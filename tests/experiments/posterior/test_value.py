"""Which ways of observing are weighed, and which parameters get a verdict where nobody names any."""

import numpy as np

from experiments.posterior.choosing import chosen
from experiments.posterior.keys import normal_table
from experiments.posterior.observed import EVERYBODY, ITEMS, Cell, Design, Log, ProjectList, Survey
from experiments.posterior.study import merged
from experiments.posterior.value import ways, without_held_out

LOG = Log((Cell(8, EVERYBODY), Cell(20, EVERYBODY, held_out=True)), completeness=(0.8, 1.0))
SURVEY = Survey((Cell(8, EVERYBODY, 40), Cell(20, EVERYBODY, 40, held_out=True)), ITEMS)
NOW = Design(LOG, (SURVEY,), ProjectList(10, 20))
PLANNED = Design(surveys=(Survey((Cell(10, EVERYBODY, 100),), ITEMS),))


def test_what_is_held_out_counts_for_nothing() -> None:
    found = without_held_out(NOW)
    assert [cell.week for cell in found.cells] == [8, 8]
    assert found.projects == ProjectList(10, -1)


def test_each_source_is_weighed_alone_and_left_out() -> None:
    found = dict(ways(without_held_out(NOW), PLANNED, 3, 60))
    assert list(found) == [
        "all that there is",
        "with what is planned",
        "the adoption log alone",
        "without the adoption log",
        "the surveys alone",
        "without the surveys",
        "the projects alone",
        "without the projects",
        "a log by department",
        "a log that misses nobody",
        "twice the answers",
    ]
    log = Design(log=found["all that there is"].log)
    assert found["without the surveys"] == merged(log, Design(projects=ProjectList(10)))
    by_department = found["a log by department"].log
    assert by_department is not None
    assert [cell.group for cell in by_department.cells] == [0, 1, 2]
    assert found["twice the answers"].surveys[0].cells[0].answers == 60, "no more than there are people"
    assert len(found["with what is planned"].surveys) == 2


def test_before_there_are_data_what_is_planned_is_weighed() -> None:
    assert [name for name, _ in ways(Design(), PLANNED, 3, 60)] == ["all that is planned", "twice the answers"]


def test_parameters_that_move_the_data_are_chosen() -> None:
    draws = np.arange(2000)
    z = normal_table(1, 1, "z", draws, 40)
    noise = normal_table(1, 1, "noise", draws, 6)
    x = noise + z[:, [3, 3, 3, 7, 7, 9]] * np.array([1.0, 1.0, 1.0, 0.6, 0.6, 0.4])
    names = [f"p{place}" for place in range(40)]
    found = chosen(names, x, z, 1)
    assert found[:3] == ["p3", "p7", "p9"]
    assert len(found) <= 5, "what does nothing is rarely chosen"
