"""The plain sentences at the top of an account: they say what the figures behind them say, and nothing else."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import orgchange as oc
from experiments.explain.project import outcome_of
from experiments.explain.project_reasons import ProjectEnvironment, reasons_of
from experiments.wording.phrases import person_in_words
from sim.replay import Replay
from sim.state import CANCELLED, OUTCOMES, PLANNED, RUNNING, World
from tests.scenarios import PRACTICE, small_organization, small_scenario

PLAIN = ProjectEnvironment(0.0, 1.0, 0.0, 0.0, 1.0)
HARD = {"miscommunication.base": 0.2, "exposure.change_chance": 0.1, "steering.completion": 0.0, "steering.every": 4}
TOWN = "id,department\n" + "".join(f"E-{100 + i},{('Permits', 'IT', 'Works')[i % 3]}\n" for i in range(60))
Told = Callable[..., dict[str, Any]]


@cache
def lived() -> tuple[Replay, World]:
    """Return a run with projects of every ending, and its last world."""
    scenario = small_scenario(**PRACTICE, **HARD, horizon__weeks=70)
    replay = Replay(scenario, small_organization(scenario), replicate=1)
    return replay, replay.end()[0]


def test_a_project_that_runs_or_was_cancelled_is_not_measured_against_a_whole_budget() -> None:
    replay, world = lived()
    seen = set()
    for project in world.projects[world.projects["status"] != PLANNED]:
        seen.add(int(project["status"]))
        share = f"{100 * project['spent'] / project['budget_first']:.0f} %"
        cost, schedule = reasons_of(project, PLAIN, replay.scenario)[:2]
        ended = project["status"] not in (RUNNING, CANCELLED)
        text = outcome_of(project, replay).text
        assert ("first budget spent" in text) != ended
        assert ended or (share in text and share in cost.text and "tolerance" not in cost.text + schedule.text)
        if ended and project["spent"] <= project["budget_first"]:
            assert "(no overrun)" in cost.text
        elif ended:
            assert "the tolerance of 15 %" in cost.text
    assert {RUNNING, CANCELLED} < seen


def test_a_name_belongs_to_whoever_sat_there_first() -> None:
    organization = lived()[0].organization
    name = organization.seat_names[3]
    assert person_in_words(3, 1, organization) == name
    assert person_in_words(3, 2, organization) == f"a newcomer in the seat of {name}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return what explains a study of people of a table of their own."""
    home = tmp_path_factory.mktemp("short")
    (home / "people.csv").write_text(TOWN, encoding="utf-8")
    study = oc.run(
        *("organization=from_data", f"organization.employees='{home / 'people.csv'}'", "intervention=[okr]"),
        *("horizon.weeks=52", "study.replicates=1", "study.pictures=false", "turnover.annual_rate=0.4"),
        *("project.size=10", "project.share=0.3", "study.name=x", f"study.folder='{home / 'x'}'"),
    )
    return lambda **subject: study.explain(**subject).to_dict()


def test_a_department_is_told_by_what_its_people_do_and_what_stopped_them(told: Told) -> None:
    found = told(department="Permits")
    last, said = found["table"][-1], found["in_short"]
    never = last["unaware"] + last["aware"]
    assert said[0] == (
        f"Permits: {last['adopted']} of 20 people have made OKR their own; of the others {last['relapsed']} gave it "
        f"up, {last['trying']} are trying it, and {never} have not tried it or are new."
    )
    assert 2 <= len(found["in_short"]) <= 3
    assert not any("=" in sentence for sentence in found["in_short"])
    more = [one["fate"]["scale"] for one in found["what_ifs"] if one["overrides"] in found["decided"]["by"]]
    counts = re.findall(r"taken it up, (\d+) instead of (\d+)", found["in_short"][-1])
    assert counts == ([(f"{max(more):.0f}", f"{last['adopted']}")] if more and max(more) > last["adopted"] else [])


def test_a_project_that_cost_more_says_what_added_most(told: Told) -> None:
    listed = told()["projects"]
    dear = next(row for row in listed if row["cost"] is not None and row["cost"] > 0.15 and row["outcome"] in OUTCOMES)
    found = told(project=dear["project"])
    cost = next(reason["figures"] for reason in found["reasons"] if reason["topic"] == "cost")
    extra = cost["spent"] - cost["budget_first"]
    assert found["in_short"][0] == f"{dear['name']}: {found['fate']['text']}."
    assert found["in_short"][1].startswith(f"That is {extra:,.0f} person-weeks more than first planned")
    assert all(row["cost"] is None for row in listed if row["outcome"] in ("unfinished", "not started"))
    assert all(row["spent"] > 0 for row in listed if row["outcome"] == "unfinished")


@pytest.mark.long
def test_people_of_an_own_table_go_by_their_ids_and_newcomers_do_not(told: Told) -> None:
    people = told()["employees"]
    stayed = next(row["name"] for row in people if row["people"] == 1)
    gone = next(row["name"] for row in people if row["people"] > 1)
    assert told(employee=stayed)["in_short"][0].startswith(f"{stayed}: ")
    assert "has left" not in told(employee=stayed)["in_short"][0]
    assert f"{gone} has left, and the person is number" in told(employee=gone)["in_short"][0]
