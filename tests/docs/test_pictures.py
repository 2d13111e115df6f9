"""Pictures show what the model's own functions compute, and are the same on every build."""

import numpy as np
import pytest

from docs.generator.__main__ import DISCOVERED, FOLDER, STUDIES
from docs.generator.drawings.compared import with_and_without
from docs.generator.mechanisms import mechanisms
from docs.generator.pictures import PICTURES, as_svg, described, draw
from experiments.pictures.discovery import PICTURES as DISCOVERY_PICTURES
from experiments.pictures.draw import PICTURES as STUDY_PICTURES
from sim.outcomes.benefits import Benefits


def test_pictures_are_named_for_mechanisms_that_exist() -> None:
    assert PICTURES.keys() <= mechanisms().keys()


def test_kept_pictures_are_those_that_studies_draw() -> None:
    kept = {drawn: name for pictures in STUDIES.values() for drawn, name in pictures.items()}
    assert kept.keys() <= STUDY_PICTURES.keys()
    found = {drawn: name for pictures in DISCOVERED.values() for drawn, name in pictures.items()}
    assert found.keys() <= DISCOVERY_PICTURES.keys()
    of_studies = {
        path.name for path in FOLDER.iterdir() if not path.name.startswith("speed_")
    }  # those come from the benchmarks
    assert {f"{name}.png" for name in (*kept.values(), *found.values())} == of_studies


def test_a_rule_is_drawn_from_the_declared_parameters() -> None:
    figure = draw(mechanisms()["sim.outcomes.benefits"])
    assert figure is not None
    full = figure.axes[0].lines[0]
    weeks, yields = np.asarray(full.get_xdata()), np.asarray(full.get_ydata())
    p = Benefits()
    assert yields[weeks == p.delay] == 0.0
    assert yields[weeks == p.delay + p.payback] == 1.0


def test_a_mechanism_without_a_picture_of_its_own_is_drawn_with_and_without() -> None:
    figure = draw(mechanisms()["sim.processes.ties"])
    assert figure is not None
    assert described(figure).startswith("Ties between two people: with and without. Mean of 24 replicates")
    without, with_it = (np.asarray(line.get_ydata()) for line in figure.axes[0].lines)
    assert np.ptp(without) == 0.0
    assert with_it[-1] > without[-1]


def test_what_cannot_be_taken_out_has_no_such_picture() -> None:
    assert with_and_without(mechanisms()["sim.processes.staffing"]) is None


@pytest.mark.long
def test_a_picture_is_the_same_on_every_build() -> None:
    one, two = (draw(mechanisms()["sim.processes.turnover"]) for _ in range(2))
    assert one is not None
    assert two is not None
    assert as_svg(one) == as_svg(two)
    assert b"<svg" in as_svg(one)
