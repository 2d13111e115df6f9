"""Pictures of discoveries and sensitivities show what was found: maps of plans, regrets, boxes and influences."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer

from experiments.discover.discovery import Discovery, Wanted, discovered
from experiments.discover.thresholds import read_threshold
from experiments.pictures.page import BLUE, GREY, INK, ORANGE, VERMILLION, plain_style
from experiments.pictures.regimes import draw_regimes
from experiments.pictures.regret import draw_regret
from experiments.pictures.scenarios import draw_scenarios
from experiments.pictures.sensitivity import draw_sensitivity
from experiments.sensitivity.measure import ParameterInfluence, Sensitivity
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from tests.experiments.discover.studies import Varied, study
from tests.experiments.pictures.looks import boxes_of, cell_of, dots_of, drawn, ends_of, labels_of, lines_of, texts_of


@pytest.fixture(autouse=True)
def _style() -> Iterator[None]:
    with plain_style():
        yield


WORLDS: Varied = {
    "project.size": [5, 20],
    "rollout.speed": [0.1, 1.0],
    "intervention": ["[okr]", "[training]"],
    "people.trust": [0.2, 0.5, 0.8],
}


def _give(choices: Mapping[str, Any]) -> float:
    """Large projects give 0.3 whatever is tried; OKR loses 0.1, gains 0.02 or gains 0.1, by trust."""
    if choices["project.size"] == 20:
        return 0.3
    okr = {0.2: -0.1, 0.5: 0.02, 0.8: 0.1}[choices["people.trust"]]
    return 0.5 + (okr if choices["intervention"] == "[okr]" else 0.0)


@pytest.fixture(scope="module")
def found() -> Discovery:
    wanted = Wanted(thresholds=[read_threshold("portfolio_benefits>=0.54")])
    return discovered(study(WORLDS, _give, noise=0.001), wanted)


def test_a_regime_map_names_the_best_plan_of_every_cell_and_hatches_what_is_open(found: Discovery) -> None:
    (axes,) = drawn(draw_regimes(found)).axes
    assert found.regimes is not None
    written = {text.get_position(): text.get_text().splitlines() for text in axes.texts}
    assert len(written) == len(found.regimes.cells) == 4
    hatched = [cell_of(box) for box in boxes_of(axes) if box.get_hatch()]
    for cell in found.regimes.cells:
        place = ([5, 20].index(cell.across), [0.1, 1.0].index(cell.up))  # type: ignore[arg-type]
        name, mean = written[place]
        assert name == ("OKR" if cell.best == "intervention=[okr]" else "training")
        assert mean == f"{100 * cell.mean.mean:.1f} %"
        assert (place in hatched) != cell.decided
    assert sorted(hatched) == [(1, 0), (1, 1)]


def test_regret_shows_means_regrets_and_shares_of_worlds(found: Discovery) -> None:
    mean, regret, meets = drawn(draw_regret(found)).axes
    assert found.regret is not None
    policies = found.regret.policies
    for place, policy in enumerate(policies):
        assert ([100 * policy.mean.mean], [place]) in lines_of(mean, BLUE)
        assert ([100 * policy.mean.low, 100 * policy.mean.high], [place, place]) in lines_of(mean, BLUE)
        assert ([100 * policy.largest], [place]) in lines_of(regret, VERMILLION)
        assert ([100 * policy.paired.low, 100 * policy.paired.high], [place, place]) in lines_of(regret, VERMILLION)
        assert ([100 * policy.mean_regret], [place]) in lines_of(regret, INK)
    assert [bar.get_width() for bar in boxes_of(meets)] == pytest.approx([100 * policy.meets for policy in policies])
    assert labels_of(mean)[0] == "project size 5, rollout speed 10 %, OKR"


def test_a_scenario_shows_its_peeling_and_what_its_limits_leave() -> None:
    varied: Varied = {"project.size": [5, 80], "people.trust": [place / 20 for place in range(20)]}
    worlds = study(
        varied, lambda choices: 0.3 if choices["project.size"] == 80 and choices["people.trust"] < 0.4 else 0.6
    )
    wanted = Wanted(thresholds=[read_threshold("portfolio_benefits>=0.5")])
    figure = drawn(draw_scenarios(discovered(worlds, wanted)))
    path, limits = figure.axes[:2]
    answer = next(
        each for each in discovered(worlds, wanted).answers if each.scenario and each.scenario.found.box.limits
    )
    assert answer.scenario is not None
    boxes = answer.scenario.trajectory
    assert np.asarray(path.collections[0].get_offsets()) == pytest.approx(
        np.array([[100 * box.coverage, 100 * box.density] for box in boxes])
    )
    assert [ends_of(taken) for taken in dots_of(path, "s")] == [([100.0], [100.0])]
    names = labels_of(limits)
    blue = {round(bar.get_y() + 0.25): (bar.get_x(), bar.get_width()) for bar in boxes_of(limits, BLUE)}
    shown = {name: blue[place] for place, name in enumerate(names)}
    assert shown == {
        "people.trust is at most 0.35": pytest.approx((0.0, 0.35 / 0.95)),
    }
    assert texts_of(limits) == ["0", "0.95"]


def _sensitivity(method: str, measures: Mapping[str, float], luck: float | None) -> Sensitivity:
    influences = tuple(
        ParameterInfluence(
            name, {each: size * value for each, value in measures.items()}, dict.fromkeys(measures, 0.1), luck
        )
        for name, size in (("people.trust", 1.0), ("learning.rate", 0.2))
    )
    return Sensitivity(
        metric="portfolio_benefits",
        method=method,
        difference=False,
        points=12,
        confidence=0.95,
        influences=influences,
        luck=0.1,
    )


def test_a_screening_shows_measures_intervals_and_what_luck_reaches() -> None:
    found = _sensitivity(MORRIS, {"mu_star": 4.0, "sigma": 1.5}, luck=1.0)
    bars, scatter = drawn(draw_sensitivity(found)).axes
    assert [(bar.get_width(), to_hex(bar.get_facecolor())) for bar in boxes_of(bars)] == [
        (4.0, to_hex(BLUE)),
        (0.8, to_hex(GREY)),
    ]
    spans = [(x, line.get_linestyle()) for line, (x, _) in zip(bars.lines, lines_of(bars), strict=True)]
    assert spans[:4] == [
        *((pytest.approx([3.9, 4.1]), "-"), ([1.0, 1.0], ":"), (pytest.approx([0.7, 0.9]), "-"), ([1.0, 1.0], ":")),
    ]
    assert np.asarray(scatter.collections[0].get_offsets()).tolist() == [[4.0, 1.5], [0.8, pytest.approx(0.3)]]
    assert labels_of(bars) == texts_of(scatter)[1:]


def test_indices_show_both_measures_side_by_side() -> None:
    (bars,) = drawn(draw_sensitivity(_sensitivity(SOBOL_INDICES, {"S1": 0.3, "ST": 0.8}, luck=0.5))).axes
    shown = [bar for container in bars.containers if isinstance(container, BarContainer) for bar in container]
    assert [(round(bar.get_width(), 3), to_hex(bar.get_facecolor())) for bar in shown if bar.get_width()] == [
        *((0.3, to_hex(BLUE)), (0.06, to_hex(GREY)), (0.8, to_hex(ORANGE)), (0.16, to_hex(GREY))),
    ]
    dotted = [ends_of(line)[0] for line in bars.lines if line.get_linestyle() == ":"]
    assert dotted == [[0.5, 0.5], [0.5, 0.5]]
