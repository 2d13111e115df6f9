"""Tables and sentences of a report say the numbers of its study: plans, verdicts, worlds, what decides, and words."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from experiments.console.study import print_result
from experiments.discover.box import Box, Dimension, Limit
from experiments.discover.discovery import Discovery, Wanted, discovered
from experiments.discover.thresholds import read_threshold
from experiments.inference.paired import Difference, paired_differences
from experiments.report import policies_section, sensitivity_section, tables
from experiments.report.blocks import Cell, Paragraph, Points, TableBlock
from experiments.report.content import ReportContent
from experiments.report.verdict import question, verdict
from experiments.report.wording import (
    amount,
    bare,
    headed,
    interval,
    mark_of,
    unsigned,
    value,
    value_of,
    values_interval,
    verdict_of,
)
from experiments.sensitivity.measure import ParameterInfluence, Sensitivity
from experiments.sweeps.record import DesignRecord, SampledRange
from experiments.sweeps.sensitivity import MORRIS, SOBOL_INDICES
from experiments.wording.terminal import as_text
from sim.outcomes.dictionary import METRIC
from tests.experiments.discover.studies import Varied, study
from tests.experiments.report.made import NOISE, content, runs

SIZES = ("project.size",)


def cells(table: TableBlock) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def three_plans(**manifest: Any) -> ReportContent:  # noqa: ANN401 - fields of a manifest
    """Return plans of which the second is best, the first may be as good, and the third is clearly worse."""
    levels = {5: (0.5, 0.4), 20: (0.51, 0.5), 80: (0.2, 0.3)}
    points = [
        ({"project.size": size}, runs(1.0 if size == 5 else 0.0, successful=here), runs(successful=there))
        for size, (here, there) in levels.items()
    ]
    return content(points, varied=SIZES, **manifest)


def test_the_ranking_says_how_far_each_plan_is_behind_the_best() -> None:
    table = tables.ranking(three_plans())
    (close,) = paired_differences(0.01 - NOISE[:, None], np.zeros((4, 1)), 0.95)
    assert [heading.title for heading in table.head] == [
        *(
            "Project size, person-weeks",
            "Successful projects",
            "95 % interval",
            "Behind the best",
            "95 % interval",
            "Says",
        ),
    ]
    best, second, last = cells(table)
    assert (best[0], best[1], best[3:]) == ("20", "52.5 %", ["–", "–", "best"])
    assert (second[0], second[1], second[3], second[5]) == ("5", "52.0 %", "−0.50 points", "may be as good")
    assert second[4] == f"−{100 * close.high:.1f} to +{-100 * close.low:.1f}"
    assert (last[0], last[3], last[4], last[5]) == ("80", "−31.0 points", "−31.0 to −31.0", "worse")
    assert "Means of 4 replicates." in table.caption


def test_every_plan_stands_beside_its_own_baseline() -> None:
    table = tables.against_baselines(three_plans())
    rows = {row[0]: row[1:] for row in cells(table)}
    assert rows["20"] == ["52.5 %", "51.5 %", "+1.0 points", "+1.0 to +1.0", "better", "100 % of 4"]
    assert rows["80"] == ["21.5 %", "31.5 %", "−10.0 points", "−10.0 to −10.0", "worse", "100 % of 4"]
    assert rows["5"][:3] == ["52.0 %", "41.5 %", "+10.5 points"]
    marks = [row[-2].mark for row in table.rows]
    assert marks == ["better", "better", "worse"]


def test_a_baseline_is_told_by_its_own_mean_where_pairs_lack_a_value() -> None:
    here, there = runs(successful=0.5, trust=0.4), runs(successful=0.4, trust=0.4)
    here.metrics[0, METRIC.successful] = there.metrics[3, METRIC.successful] = math.nan
    plan = content([({}, here, there)])
    own = 100 * (0.4 + (0.0 + 0.02 + 0.01) / 3)
    row = cells(tables.outcomes(plan, plan.compared[0]))[0]
    assert row[2] == f"{own:.1f} %"
    printed = as_text(lambda console: print_result(console, plan.study)).splitlines()
    assert f" {own / 100:.3f} " in next(line for line in printed if line.startswith("successful "))


def test_outcomes_of_one_plan_are_told_one_by_one() -> None:
    plan = content([({}, runs(successful=0.5, trust=0.4, failed=0.3), runs(successful=0.4, trust=0.4, failed=0.1))])
    table = tables.outcomes(plan, plan.compared[0])
    rows = {row[0]: row[1:] for row in cells(table)}
    assert rows["Successful projects"][:5] == ["51.5 %", "41.5 %", "+10.0 points", "+10.0 to +10.0", "better"]
    assert rows["Trust"][:5] == ["0.415", "0.415", "0", "0 to 0", "the same"]
    assert "4 runs each" in table.caption
    alone = tables.levels(plan, plan.compared[0])
    half = 100 * 3.182446 * np.std([0.0, 0.02, 0.01, 0.03], ddof=1) / 2.0
    assert cells(alone)[0] == ["Successful projects", "51.5 %", f"{51.5 - half:.1f} to {51.5 + half:.1f} %"]


def test_what_varies_is_listed_with_who_decides() -> None:
    points = [
        ({"project.size": size, "people.trust": trust}, runs(successful=0.5), None)
        for size in (5, 80)
        for trust in (0.25, 0.75)
    ]
    plans = content(points, varied=("project.size", "people.trust"))
    told = cells(tables.chosen(plans, plans.varied))
    assert told == [
        ["Project size, person-weeks", "5; 80", "we do: it can be chosen"],
        ["People trust", "0.25; 0.75", "nobody: it is uncertain"],
    ]
    sampled = DesignRecord("lhs", sampled={"people.trust": SampledRange(0.2, 0.8, log=False, whole=False)})
    ranged = content(points, varied=("people.trust",), design=sampled)
    assert cells(tables.chosen(ranged, ["people.trust"]))[0][1] == "0.2 to 0.8"


def test_the_verdict_on_many_plans_says_best_lead_and_baseline() -> None:
    first, lead, against = verdict(three_plans())
    assert first == (
        "Which of the 3 plans is best is undecided: “project size 20 person-weeks” leads with 52.5 % successful "
        "projects, but 1 of the 2 others may be as good: these runs cannot tell."
    )
    assert lead.startswith("The next is “project size 5 person-weeks”, a difference of +0.50 points (95 % interval ")
    assert lead.endswith("; the last is “project size 80 person-weeks”, a difference of +31.0 points.")
    assert against == (
        "Its own baseline, in which nothing is tried, gives 51.5 %: the plan is better by +1.0 points (95 % interval "
        "+1.0 to +1.0, 4 pairs of runs)."
    )
    named = verdict(three_plans(settings={"baseline": "project.size=20"}))[-1]
    assert named.startswith("Its own baseline, in which project.size=20 is set, gives 51.5 %")


def test_a_clear_best_is_separated_by_more_than_luck() -> None:
    points = [({"project.size": size}, runs(failed=level), None) for size, level in ((5, 0.2), (20, 0.5), (80, 0.7))]
    first, lead = verdict(content(points, varied=SIZES, metric="failed"))
    assert first == (
        "Of 3 plans, “project size 5 person-weeks” is best, with 21.5 % failed projects: more than luck separates it "
        "from every other."
    )
    assert "a difference of −30.0 points" in lead


@pytest.mark.parametrize(
    ("here", "there", "noise", "says"),
    [
        (0.5, 0.4, 0.0, "The plan is better than doing nothing in successful projects: +10.0 points ("),
        (0.4, 0.5, 0.0, "The plan is worse than doing nothing in successful projects: −10.0 points ("),
        (0.5, 0.5, 0.0, "The plan changes nothing in successful projects: all 4 pairs of runs end alike."),
        (0.5, 0.5, 1.0, "Whether the plan is better or worse than doing nothing in successful projects is undecided: "),
    ],
)
def test_the_verdict_on_one_plan(here: float, there: float, noise: float, says: str) -> None:
    plan = content([({}, runs(noise, successful=here), runs(successful=there))])
    first, also = verdict(plan)
    assert first.startswith(says)
    assert also == "In no other main outcome is there a difference beyond luck."


def test_a_difference_that_makes_none_in_practice_is_not_called_undecided() -> None:
    plan = content([({}, runs(1.0, successful=0.5), runs(successful=0.5))], equivalence=0.05)
    assert verdict(plan)[0].startswith(
        "The plan makes no difference in practice in successful projects, none above 5.0 points: +0.50 points ("
    )
    several = content(
        [
            ({"project.size": size}, runs(1.0, successful=0.5 + size / 100), runs(successful=0.5 + size / 100))
            for size in (5, 20)
        ],
        varied=SIZES,
        equivalence=0.05,
    )
    assert "gives 71.5 %: the plan is practically the same, +0.50 points (95 % interval " in verdict(several)[-1]


def test_what_else_changes_comes_with_the_clearest_first() -> None:
    plan = content([({}, runs(successful=0.5, trust=0.6, silo=0.2), runs(1.0, successful=0.4, trust=0.5, silo=0.7))])
    *_, also = verdict(plan)
    assert also.startswith("What else changes beyond luck, the clearest first: silo −0.505 and trust +0.095")


def test_without_a_baseline_the_level_is_told() -> None:
    assert verdict(content([({}, runs(successful=0.5), None)])) == [
        "Successful projects comes to 51.5 %.",
        "There is nothing to compare it with.",
    ]


def test_the_question_names_what_was_varied_and_what_is_wanted() -> None:
    plans = three_plans()
    assert question(plans) == (
        "Which project size gives the most successful projects within 10 weeks in this organization?"
    )
    assert "gives the least failed projects" in question(three_plans(metric="failed"))
    alone = content([({}, runs(successful=0.5), runs(successful=0.4))])
    assert question(alone) == (
        "What does this plan change within 10 weeks in this organization, compared with not trying it?"
    )
    unsure = [({"people.trust": trust}, runs(successful=0.5), None) for trust in (0.2, 0.8)]
    doubted = content(unsure, varied=("people.trust",))
    assert question(doubted) == (
        "How far does successful projects depend on people trust, within 10 weeks in this organization?"
    )


WORLDS: Varied = {
    "project.size": [5, 80],
    "intervention": ["[]", "[okr]"],
    "people.trust": [place / 20 for place in range(20)],
    "coordination.exponent": [1.0, 1.2, 1.4, 1.6],
}


def _give(choices: Mapping[str, Any]) -> float:
    """Large projects lose 0.2 where trust is below 0.4 and coordination hard, else they gain 0.1."""
    if choices["project.size"] == 5:
        return 0.5
    return 0.3 if choices["people.trust"] < 0.4 and choices["coordination.exponent"] > 1.3 else 0.6


@pytest.fixture(scope="module")
def found() -> Discovery:
    return discovered(study(WORLDS, _give), Wanted(thresholds=[read_threshold("portfolio_benefits>=0.4")]))


def test_the_verdict_over_worlds_names_the_most_robust_plan(found: Discovery) -> None:
    assert found.regret is not None
    first, average, *_ = policies_section.verdict(found, found.regret)
    assert first == (
        "Over 80 possible worlds, “project size 5 person-weeks, any intervention” holds up best: in portfolio benefits "
        "it is never more than 10.0 points behind the best plan of a world."
    )
    assert average.startswith(
        "Best on average over the worlds is “project size 80 person-weeks, any intervention”, with "
    )
    assert "the same plan is most robust in 100 % of draws." in average


def test_the_table_over_worlds_has_regrets_and_shares(found: Discovery) -> None:
    assert found.regret is not None
    section = policies_section.policies(found, found.regret, [])
    told, table = section.blocks[0], section.blocks[-1]
    assert isinstance(told, Paragraph)
    assert isinstance(table, TableBlock)
    assert "Plans that came out the same in every run share a row." in told.text
    assert "portfolio benefits of at least 40.0 % (the middle" in told.text
    small, large = cells(table)
    assert (small[:2], large[:2]) == (["5", "any"], ["80", "any"])
    assert (small[4], small[6], small[7]) == ("10.0 points", "20 %", "100 %")
    assert (large[4], large[6], large[7]) == ("20.0 points", "80 %", "80 %")
    assert small[5] == "8.0 points"


def test_where_plans_go_wrong_is_told_in_plain_words(found: Discovery) -> None:
    assert found.regret is not None
    section = policies_section.wrong(found, found.regret, [])
    assert section is not None
    points = section.blocks[1]
    assert isinstance(points, Points)
    short, robust, large = points.items
    assert short == (
        "Plans fall short (portfolio benefits below 40.0 %) where project size is 80 person-weeks and people trust is "
        "at most 0.35 and coordination exponent is at least 1.4: 100 % of all such cases lie there (coverage), and "
        "100 % of the cases there are such (density); of all 320 cases it is 10 %."
    )
    assert robust.endswith("in no case of 80.")
    assert large.startswith("Project size 80 person-weeks")
    assert " does worse than project size 5 person-weeks" in large
    assert policies_section.wrong(Discovery(found.space, None, None, (), None), found.regret, []) is None


NUMBERS = Dimension("people.trust", np.array([0.1, 0.2, 0.4, 0.8]))
WORDS = Dimension("intervention", np.array([0.0, 1.0, 2.0]), ("[okr]", "[lean]", "[]"))


@pytest.mark.parametrize(
    ("column", "limit", "says"),
    [
        (NUMBERS, Limit(high=0.3), "people trust is at most 0.2"),
        (NUMBERS, Limit(low=0.3), "people trust is at least 0.4"),
        (NUMBERS, Limit(0.15, 0.5), "people trust is 0.2 to 0.4"),
        (NUMBERS, Limit(low=0.5), "people trust is 0.8"),
        (WORDS, Limit(words=frozenset({0})), "intervention is OKR"),
        (WORDS, Limit(words=frozenset({0, 1})), "intervention is not nothing"),
    ],
)
def test_a_limit_is_told_by_the_values_it_leaves(column: Dimension, limit: Limit, says: str) -> None:
    assert policies_section.limit_in_words(column, limit) == says
    assert Box({column.name: limit}).limits[column.name] is limit


def _sensitivity(method: str, *, difference: bool = False, luck: float | None = 1.0) -> Sensitivity:
    first, second = ("mu_star", "sigma") if method == MORRIS else ("ST", "S1")
    scale = 0.01 if method == MORRIS else 0.1
    sizes = {"people.trust": 4.0 * scale, "learning.rate": 2.0 * scale, "delivery.cross": 0.5 * scale}
    influences = tuple(
        ParameterInfluence(
            name, {first: size, second: size / 2}, {first: scale, second: scale / 2}, luck and scale * luck
        )
        for name, size in sizes.items()
    )
    return Sensitivity(method, "successful", difference, 0.95, 12, 0.25, influences)


def test_a_screening_says_what_moves_the_outcome_most_and_how_many_matter() -> None:
    (said,) = sensitivity_section.verdict(content([], sensitivities=[_sensitivity(MORRIS)]))
    assert said == (
        "“People trust” moves successful projects most: by 4.0 points on average over its whole range; next comes "
        "speed of learning, by 2.0 points. Of the 3 numbers that were varied, 2 matter beyond luck."
    )
    (changed,) = sensitivity_section.verdict(content([], sensitivities=[_sensitivity(SOBOL_INDICES, difference=True)]))
    assert changed.startswith(
        "“People trust” explains most of what the plan changes in successful projects: 40 % of its variance"
    )
    assert changed.endswith("Of the 3 numbers that were varied, 2 matter beyond luck.")
    (none,) = sensitivity_section.verdict(content([], sensitivities=[_sensitivity(MORRIS, luck=9.0)]))
    assert none.startswith("None of the 3 numbers can be told from one without influence on successful projects")


def test_the_table_of_what_decides_has_measure_interval_and_luck() -> None:
    design = DesignRecord(MORRIS, samples=4)
    told = content([], sensitivities=[_sensitivity(MORRIS)], design=design)
    section = sensitivity_section.section(told, [Paragraph("a picture")])  # type: ignore[list-item]
    table = section.blocks[-1]
    assert isinstance(table, TableBlock)
    assert [heading.title for heading in table.head] == [
        *("Number", "Mean change", "95 % interval", "Sigma", "By luck up to", "Says"),
    ]
    assert cells(table)[0][1:] == ["4.0 points", "3.0 to 5.0 points", "2.0 points", "1.0 points", "matters"]
    assert cells(table)[2][1:] == [
        "0.50 points",
        "−0.50 to 1.5 points",
        "0.25 points",
        "1.0 points",
        "not told from luck",
    ]
    texts = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    assert "from 4 starting points" in texts[0]
    assert "in all but 5 % of studies like this one" in texts[1]
    assert "About 25 % of the variance of successful projects between the points is luck." in texts


def test_numbers_are_written_on_the_scale_of_their_metric() -> None:
    assert [value("successful", each) for each in (0.0, 0.0031, 0.0123, 0.5, math.nan)] == [
        *("0 %", "0.31 %", "1.2 %", "50.0 %", "unknown"),
    ]
    assert [value("adoption_t50", 26.0), value("trust", 0.5), value("cost_overrun_first", 0.125)] == [
        *("26.0 weeks", "0.500", "12.5 %"),
    ]
    assert [amount("successful", each) for each in (0.25, -0.0031, 0.0)] == ["+25.0 points", "−0.31 points", "0 points"]
    assert [amount("adoption_t50", -2.0), amount("trust", 0.25)] == ["−2.000 weeks", "+0.250"]
    assert [unsigned("successful", -0.25), unsigned("trust", 0.25)] == ["25.0 points", "0.250"]
    assert interval("successful", -0.25, 0.5) == "−25.0 to +50.0"
    assert interval("trust", -0.25, 0.5) == "−0.250 to +0.500"
    assert (interval("trust", 0.0, 0.0), interval("trust", -math.inf, math.inf)) == ("0 to 0", "no interval")
    assert values_interval("successful", 0.25, 0.5) == "25.0 to 50.0 %"
    assert values_interval("trust", 0.25, 0.5) == "0.250 to 0.500"


def test_choices_are_written_with_their_units() -> None:
    assert [value_of("project.size", 1.0), value_of("project.size", 2500.0)] == ["1 person-week", "2,500 person-weeks"]
    assert [value_of("rollout.speed", 0.25), bare("rollout.speed", 0.25)] == ["25 % of units per quarter", "25"]
    assert [bare("rollout.scarce", True), bare("rollout.scarce", False), bare("case", None)] == ["yes", "no", "not set"]
    assert [value_of("intervention", "[okr,strategic_doing]"), value_of("intervention", "[]")] == [
        *("OKR and strategic doing", "nothing"),
    ]
    assert (headed("project.size"), headed("people.trust")) == ("Project size, person-weeks", "People trust")


@pytest.mark.parametrize(
    ("name", "low", "high", "word", "mark"),
    [
        ("trust", 0.1, 0.3, "better", "better"),
        ("failed", 0.1, 0.3, "worse", "worse"),
        ("ei_index", 0.1, 0.3, "higher", ""),
        ("trust", -0.1, 0.3, "undecided", "undecided"),
    ],
)
def test_a_difference_is_marked_by_what_it_says(name: str, low: float, high: float, word: str, mark: str) -> None:
    found = Difference(4, (low + high) / 2, low, high, 1.0)
    assert (verdict_of(found, name), mark_of(found, name)) == (word, mark)
    assert verdict_of(Difference(4, 0.0, 0.0, 0.0, 1.0), name) == "the same"
    assert Cell("a").mark == ""
