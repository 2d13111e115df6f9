"""The first page: what it recommends and why, what the plans cost, what would turn it, and in both languages."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from experiments.inference.runs import Runs
from experiments.report.front.decision import decision
from experiments.report.front.facts import not_known, would_turn
from experiments.report.front.front import front
from experiments.report.front.rows import plan_table
from experiments.report.front.scoreboard import patterns_missed, scoreboard
from experiments.report.front.spans import Estimate, spans
from experiments.results.caveats import caveats, codes
from experiments.results.verdict import verdict as in_terminal
from experiments.results.weights import without_adoption
from experiments.wording.language import speaking
from sim.outcomes.dictionary import METRIC, METRIC_NAMES
from tests.experiments.report.made import NOISE, content, runs

SIZES = ("project.size",)
PARTS = ("work_on_plan", "benefits_realization", "people_index")


def with_use(used: float | None, level: float, noise: float = 0.0) -> Runs:
    """Return runs whose index is formed from its parts: with use of a practice, or (None) where none is done."""
    metrics = np.zeros((4, len(METRIC_NAMES)))
    spread = level + noise * NOISE
    for name in PARTS:
        metrics[:, getattr(METRIC, name)] = spread
    parts = [spread] * len(PARTS)
    if used is not None:
        metrics[:, METRIC.mastery] = used
        metrics[:, METRIC.joined] = 1.0
        parts.append(np.full(4, used))
    metrics[:, METRIC.change_success] = np.prod(parts, axis=0) ** (1 / len(parts))
    return Runs(np.arange(4), metrics, 0)


@pytest.mark.parametrize(
    ("levels", "headline", "decided"),
    [
        (((0.6, 0.4, 0), (0.5, 0.4, 0)), "Choose “project size 5”.", True),
        (((0.35, 0.4, 0), (0.3, 0.4, 0)), "None of these plans: doing nothing is better.", True),
        (((0.6, 0.4, 0), (0.6, 0.4, 1)), "Undecided: “project size 20” or “project size 5”.", False),
        (((0.6, 0.4, 0), (0.6, 0.4, 0)), "It makes no difference which: “project size 5” or “project size 20”.", False),
        (((0.4, 0.4, 0), (0.4, 0.4, 0)), "“project size 5” changes nothing that matters here.", True),
        (((0.3, 0.4, 0), (0.3, 0.4, 0)), "None of these plans: doing nothing is better.", True),
        (((0.4, 0.4, 1), (0.3, 0.4, 0)), "Undecided whether to do “project size 5”.", False),
        (((0.4, 0.4, 0), (0.3, 0.4, 0)), "“project size 5” changes nothing that matters here.", True),
        (((nan, 0.4, 0), (0.3, 0.2, 0)), "Undecided: only “project size 20” can be judged.", False),
        (((nan, 0.4, 0), (nan, 0.4, 0)), "Undecided: these runs cannot tell.", False),
    ],
)
def test_it_recommends_what_is_better_than_all_others_and_than_nothing(
    levels: tuple[tuple[float, float, float], ...], headline: str, decided: bool
) -> None:
    points = [
        ({"project.size": size}, runs(noise, successful=here), runs(successful=there))
        for size, (here, there, noise) in zip((5, 20), levels, strict=True)
    ]
    found = decision(content(points, varied=SIZES))
    assert (found.headline, found.decided) == (headline, decided)
    assert found.because
    assert all(sentence.endswith(".") for sentence in found.because)


def test_one_run_of_each_is_never_decided() -> None:
    def one(**levels: float) -> Runs:
        all_runs = runs(**levels)
        return Runs(all_runs.replicates[:1], all_runs.metrics[:1], 0)

    points = [
        ({"project.size": size}, one(successful=here), one(successful=0.1)) for size, here in ((5, 0.9), (20, 0.2))
    ]
    found = decision(content(points, varied=SIZES, replicates=1))
    assert not found.decided
    assert found.because[0] == "There is one run of each, so all that differs may be luck."


@pytest.mark.parametrize(
    ("level", "noise", "headline", "says"),
    [
        (0.6, 0.0, "Choose the plan.", "It is better than doing nothing by +0.100"),
        (0.4, 0.0, "Undecided whether to do the plan.", "it is worse: −0.100"),
        (0.5, 1.0, "Undecided whether to do the plan.", "the difference may be luck: +0.0050"),
    ],
)
def test_use_that_only_a_plan_can_have_is_not_held_against_it(
    level: float, noise: float, headline: str, says: str
) -> None:
    plan, nothing = with_use(0.3, level, noise), with_use(None, 0.5)
    study = content([({}, plan, nothing)], metric="change_success")
    assert study.study.difference_of("p0", "b0", "change_success").mean < 0.07
    shared = without_adoption(study.study, study.compared[0])
    assert shared is not None
    assert shared.mean == pytest.approx(level + noise * NOISE.mean() - 0.5)
    found = decision(study)
    assert found.headline == headline
    assert says in " ".join(found.because)


def test_where_doing_nothing_is_better_the_best_plan_is_named() -> None:
    levels = {5: 0.35, 20: 0.3}
    points = [({"project.size": size}, runs(successful=here), runs(successful=0.4)) for size, here in levels.items()]
    why = decision(content(points, varied=SIZES)).because
    assert why[0].startswith("Against doing nothing even the best plan, “project size 5”, brings −5.0 points")
    (alone,) = decision(content([({}, runs(successful=0.35), runs(successful=0.4))])).because
    assert alone.startswith("Against doing nothing it brings −5.0 points")


@pytest.mark.parametrize(
    ("level", "noise", "says"),
    [
        (0.6, 0.0, "Against doing nothing “project size 5” is better by +20.0 points"),
        (0.4, 1.0, "Whether “project size 5” beats doing nothing is undecided: +0.50 points"),
    ],
)
def test_where_it_makes_no_difference_which_it_says_whether_any_beats_nothing(
    level: float, noise: float, says: str
) -> None:
    points = [({"project.size": size}, runs(noise, successful=level), runs(successful=0.4)) for size in (5, 20)]
    found = decision(content(points, varied=SIZES))
    assert found.headline.startswith("It makes no difference which")
    assert says in found.because[1]


def test_parts_are_compared_as_they_are_where_both_do_a_practice() -> None:
    study = content([({}, with_use(0.6, 0.5), with_use(0.3, 0.5))], metric="change_success")
    assert without_adoption(study.study, study.compared[0]) is None
    assert decision(study).decided


def test_a_plan_without_a_practice_is_not_chosen_by_an_index_that_counts_use() -> None:
    points = [
        ({"intervention": "[]"}, with_use(None, 0.7), None),
        ({"intervention": "[okr]"}, with_use(0.2, 0.7), None),
    ]
    study = content(points, varied=("intervention",), metric="change_success")
    found = decision(study)
    assert (found.headline, found.decided) == (
        "The best of these plans is “OKR”; whether to do it depends on what its use is worth.",
        False,
    )
    assert found.because[0].startswith("By the index “no intervention” leads by +0.")
    (minded,) = front(study).caveats
    assert "only where a practice is done, which is not so in all of these" in minded
    assert caveats(study.study, codes())[0] in in_terminal(study.study)


def test_a_lead_that_is_not_sure_among_many_says_so() -> None:
    levels = [0.6195, *[0.6] * 11]
    points = [
        ({"project.size": size}, runs(0.0 if size else 1.0, successful=level), None)
        for size, level in enumerate(levels)
    ]
    study = content(points, varied=SIZES)
    lead = study.study.behind_best["p1"]
    assert lead.low > 0.0
    assert not lead.verdict(1).decided
    assert "“project size 1” may be luck, as so many plans are compared: +" in decision(study).because[0]


def test_the_table_has_parts_costs_and_doing_nothing_last() -> None:
    study = content([({}, with_use(0.3, 0.6), with_use(None, 0.5))], metric="change_success")
    table = plan_table(study)
    assert table is not None
    assert table.parts == ["On plan", "Benefits", "In use", "People"]
    plan, nothing = table.rows
    assert (plan.name, list(plan.parts)) == ("The plan", ["60.0 %", "60.0 %", "30.0 %", "0.600"])
    assert (nothing.name, list(nothing.parts)) == ("Doing nothing", ["50.0 %", "50.0 %", "–", "0.500"])
    assert (nothing.cost, nothing.net) == ("EUR 0", "–")
    assert plan.net.endswith("EUR 0") or "EUR" in plan.net


def test_spans_lie_on_one_scale_and_the_unknown_has_none() -> None:
    wide, narrow, unknown = spans(
        [Estimate(5, 0, 10, "", ""), Estimate(2, -inf, inf, "", ""), Estimate(nan, nan, nan, "", "")],
        around_zero=False,
    )
    assert unknown is None
    assert wide is not None
    assert narrow is not None
    assert narrow.width == 0
    assert wide.left < narrow.dot < wide.dot < wide.left + wide.width <= 100
    assert wide.zero is None
    (around,) = spans([Estimate(5, 4, 6, "better", "")], around_zero=True)
    assert around is not None
    assert around.zero is not None
    assert 0 <= around.zero < around.left


def test_weights_are_told_by_the_names_of_plans_and_parts() -> None:
    levels = {5: (0.9, 0.3), 20: (0.4, 0.5)}
    points = [({"project.size": size}, with_use(used, level), None) for size, (used, level) in levels.items()]
    told = " ".join(would_turn(content(points, varied=SIZES, metric="change_success")))
    assert "Another leads where “in use” weighs" in told
    assert "(“project size 5”)" in told or "(“project size 20”)" in told


def test_the_scoreboard_is_read_from_its_page() -> None:
    found = scoreboard()
    assert found is not None
    assert found.checks == found.met + found.undecided + found.missed
    page = "## P1 Small: in part\n\n| a | missed | x |\n\n## P2 Fine: reproduced\n\n| a | met | x |\n"
    assert patterns_missed(page) == ("Small",)
    told = " ".join(not_known())
    assert f"misses {found.missed}" in told
    assert all(name in told for name in found.patterns)


def test_the_same_page_speaks_dutch() -> None:
    points = [
        ({"project.size": size}, runs(successful=here), runs(successful=0.4)) for size, here in ((5, 0.6), (20, 0.5))
    ]
    with speaking("nl"):
        found = decision(content(points, varied=SIZES))
        assert found.headline == "Kies “projectomvang 5”."
        assert found.because[0].startswith(
            "De voorsprong op het volgende plan, “projectomvang 20”, is +10,0 procentpunt"
        )
        assert "toetsen aan de werkelijkheid" in not_known()[0]


def test_terminal_and_first_page_warn_of_the_same() -> None:
    known, unknown = with_use(0.3, 0.6), with_use(0.3, 0.5)
    unknown.metrics[:2, METRIC.change_success] = nan
    known.metrics[:, METRIC.trust] = 0.5
    points = [
        ({"horizon.seed": seed}, Runs(found.replicates, found.metrics, failed), with_use(None, 0.5))
        for seed, found, failed in ((1, known, 2), (2, unknown, 0))
    ]
    study = content(points, varied=("horizon.seed",), metric="change_success")
    apart = [replace(point, changes={"horizon.seed": seed}) for seed, point in enumerate(study.study.points, 1)]
    study = replace(study, study=replace(study.study, points=apart))
    page, terminal = front(study).caveats, caveats(study.study, codes())
    assert len(page) == len(terminal) == 4
    for text in terminal:
        assert text in in_terminal(study.study), text
    assert page[0] == terminal[0] == "2 runs failed and are left out; see the column error in runs.parquet."
    assert (
        page[1] == "Plans differ in horizon seed, so their runs share no luck or people and are compared without pairs."
    )
    assert page[2].startswith("Without a value of success of the change, as no project is due: ")
