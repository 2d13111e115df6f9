"""Case files: read as data are, and everything that is wrong said at once."""

from pathlib import Path

import numpy as np
import pytest

from experiments.posterior.case_file import read_case
from experiments.posterior.observed import Cell
from sim.errors import ScenarioError
from tests.experiments.posterior.towns import CASE, LOG, PROJECTS, SURVEY, write_town

WAVES = 'rollout=waves, "rollout.wave_weeks=[0,4]", "rollout.wave_units=[2,7]"'


def test_a_case_is_read_as_it_was_observed(tmp_path: Path) -> None:
    case = read_case(write_town(tmp_path))
    assert case.title == "A hamlet"
    assert case.name == tmp_path.name
    values = {statistic.name: value for statistic, value in zip(case.statistics, case.values.tolist(), strict=True)}
    assert np.sin(values["using in week 7"]) ** 2 * 60 == pytest.approx(10)
    assert values["trust mean before it began"] == pytest.approx((4 - 1) / 6)
    assert values["trust users minus others in week 17"] == pytest.approx(((4 + 6) / 2 - (3 + 5 + 4 + 2) / 4) / 6)
    assert values["projects: started"] ** 2 == pytest.approx(6)
    assert values["projects: delivered"] ** 2 == pytest.approx(3)
    assert values["projects: cancelled"] ** 2 == pytest.approx(1)
    assert values["projects: cost mean"] == pytest.approx(np.log([1.2, 1.05, 4 / 3]).mean())
    assert values["projects that end later: delivered"] ** 2 == pytest.approx(1)
    held = {statistic.name for statistic in case.statistics if statistic.held_out}
    assert "using in week 22" in held
    assert "using in D1 in week 17" not in held
    assert case.design.log is not None
    assert case.design.log.cells[0] == Cell(7, -1)
    assert case.design.surveys[0].cells[0].answers == 24
    assert set(case.files) == {"log.csv", "survey.csv", "projects.csv"}


def test_departments_may_be_held_out(tmp_path: Path) -> None:
    case = read_case(write_town(tmp_path, case=CASE + "hold_out: {departments: [D1]}\n"))
    assert "using in D1 in week 17" in {statistic.name for statistic in case.statistics if statistic.held_out}


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    case = CASE + "wanted: [adoption.psh]\npriors: {people.trust: uniform(2, 1)}\nsede: 3\nruns: many\n"
    log = LOG + "2020-13-01,,5\n2020-03-09,D9,5\n2020-03-16,,lots\n2020-03-23,,75\n"
    path = write_town(tmp_path, case=case, log=log, survey=SURVEY + "11-05-2020;maybe;9;4\n")
    with pytest.raises(ScenarioError) as refused:
        read_case(path)
    said = str(refused.value)
    for part in (
        "unknown key 'sede'; did you mean 'seed'?",
        "unknown parameter 'adoption.psh'; did you mean 'adoption.push'?",
        "priors.people.trust",
        "runs must be a whole number",
        "log.csv row 6: date '2020-13-01' is no date",
        "log.csv row 7: there is no department 'D9'",
        "log.csv row 8: people 'lots' is no number",
        "75 people use it in a group (everybody) of 60",
        "row 50: trust 9 is above the scale",
        "row 50: uses 'maybe' is neither yes nor no",
    ):
        assert part in said, (part, said)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"case": CASE.replace("begins: 2020-01-06\n", "")}, "begins: it is missing"),
        ({"case": CASE.replace("intervention=[okr]", "intervention=[okrr]")}, "no option 'okrr'"),
        ({"case": CASE.replace("horizon.weeks=26", "horizon.weeks=20")}, "add horizon.weeks=25 to scenario"),
        ({"case": CASE.replace("log.csv", "lgo.csv")}, "lgo.csv"),
        ({"case": CASE.replace("adoption:", "adopton:")}, "did you mean 'adoption'"),
        ({"case": CASE.replace("[0.8, 1]", "[0.8, 2]")}, "must lie between 0.05 and 1"),
        ({"case": "begins: 2020-01-06\n"}, "there are no data"),
        ({"case": "- a list\n"}, "holds no keys"),
        ({"log": "date,people\n2019-12-30,4\n"}, "lies before the first week is over"),
        ({"log": "date,folk\n2020-03-02,4\n"}, "no column 'people'"),
        ({"projects": PROJECTS.replace("2020-02-21", "2019-02-21")}, "ends (2019-02-21) before it starts"),
        ({"projects": PROJECTS.replace("cancelled", "paused")}, "none of running, delivered, cancelled"),
        ({"case": CASE + "priors: {people.trust: uniform(0.3, 0.4)}\n"}, "in braces it needs quotes"),
        ({"case": CASE + "hold_out: {departments: D1}\n"}, "hold_out takes departments: [D4]"),
        ({"case": CASE + "wanted: [[people.trust]]\n"}, "unknown parameter"),
        ({"case": CASE + "seed: 99999999999999999999\n"}, "seed must be a whole number from 0"),
        ({"case": CASE.replace("scale: [1, 7]", "scale: [4, 4]")}, "scale needs two ends"),
        ({"case": CASE.replace("{file: log.csv, completeness: [0.8, 1]}", "log.csv")}, "section such as {file"),
        ({"survey": "date,mood\n2020-01-06,4\n"}, "no item is asked"),
        (
            {"case": CASE.replace("rollout.speed=1", WAVES)},
            "scenario: organization 1 of 2 that are drawn: rollout.wave",
        ),
    ],
)
def test_one_line_says_what_is_wrong(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_case(write_town(tmp_path, **changed))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.long
def test_means_of_departments_are_read_too(tmp_path: Path) -> None:
    survey = (
        "date,department,answers,trust,trust_sd\n2020-01-06,,40,4.0,1.2\n2020-01-06,D1,12,3.4,\n2020-01-06,D2,3,5,\n"
    )
    case = read_case(
        write_town(tmp_path, survey=survey, case=CASE.replace("scale: [1, 7]", "scale: [1, 7], by: department"))
    )
    values = {statistic.name: value for statistic, value in zip(case.statistics, case.values.tolist(), strict=True)}
    assert values["trust mean before it began"] == pytest.approx(0.5)
    assert values["trust mean in D1 before it began"] == pytest.approx(0.4)
    assert not any("D2" in name for name in values), "three answers of a department are not shown"


@pytest.mark.long
def test_columns_and_labels_are_as_the_case_says(tmp_path: Path) -> None:
    answers = (f"06-01-2020;{answer}\n" for answer in ("eens", "oneens", "eens", "neutraal") * 5)
    survey = "Peildatum;Vertrouwen?\n" + "".join(answers)
    told = "scale: [oneens, neutraal, eens], columns: {date: Peildatum, trust: 'Vertrouwen?'}"
    case = read_case(write_town(tmp_path, survey=survey, case=CASE.replace("scale: [1, 7]", told)))
    values = {statistic.name: value for statistic, value in zip(case.statistics, case.values.tolist(), strict=True)}
    assert values["trust mean before it began"] == pytest.approx(0.625)
    for changed, said in ((told.replace("trust:", "trsut:"), "columns.trsut is no column"),
                          (told.replace(", eens]", "]"), "trust 'eens' is none of oneens, neutraal")):  # fmt: skip
        with pytest.raises(ScenarioError, match=said):
            read_case(write_town(tmp_path, survey=survey, case=CASE.replace("scale: [1, 7]", changed)))


def test_what_is_only_planned_needs_no_file(tmp_path: Path) -> None:
    begin = CASE.partition("data:")[0]
    planned = (
        "planned:\n  surveys: [{dates: [2020-01-06, 2020-04-27], answers: 30}]\n  adoption: {dates: [2020-03-02]}\n"
    )
    case = read_case(write_town(tmp_path, case=begin + planned))
    assert not len(case.values)
    assert [cell.week for cell in case.planned.cells] == [7, -1, 15]
