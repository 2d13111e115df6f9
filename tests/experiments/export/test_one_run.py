"""What is exported of one run is that run: persons told apart from seats, events that add up, nothing for none."""

from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.export.formats import SHEETS
from experiments.export.writer import Written
from sim.outcomes.dictionary import SERIES_NAMES
from tests.experiments.shell import Shell

BIG = (
    "organization.headcount=80",
    "organization.departments=4",
    "horizon.weeks=60",
    "study.replicates=2",
    "study.pictures=false",
    "intervention=[okr]",
    "project.size=20",
    "project.share=0.3",
    "turnover.annual_rate=0.4",
    "study.name=x",
)
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study with many newcomers, and export one of its runs."""
    import orgchange as oc

    home = tmp_path_factory.mktemp("one")
    study = oc.run(*BIG, f"study.folder='{home / 'x'}'")
    study.export(what=tuple(SHEETS), formats=("parquet", "graphml"), replicate=1, out=home / "out")
    return home


def rows(folder: Path, name: str) -> Rows:
    """Return a table that was exported."""
    found: Rows = pq.read_table(folder / "out" / f"{name}.parquet").to_pylist()
    return found


def test_a_person_sits_in_one_seat_and_a_seat_holds_one_person_after_the_other(folder: Path) -> None:
    people, log = rows(folder, "people"), rows(folder, "events")
    left = [event for event in log if event["event"] == "left"]
    assert len(left) > 10
    assert len({row["person"] for row in people}) == 80 + len(left) - len(_gone_before_seen(people, log))
    seats = {row["person"]: row["seat"] for row in people}
    assert all(seats[row["person"]] == row["seat"] for row in people)
    for event in left:
        here = [row["week"] for row in people if row["person"] == event["person"]]
        assert not here or max(here) == event["week"] - 1
    newcomers = {row["person"]: row["arrived"] for row in people if row["arrived"] is not None}
    assert all(person >= 80 for person in newcomers)
    assert {row["person"] for row in people if row["arrived"] is None} <= set(range(80))


def _gone_before_seen(people: Rows, log: Rows) -> set[int]:
    return {event["person"] for event in log if event["event"] == "left"} - {row["person"] for row in people}


def test_people_add_up_to_the_weekly_series_that_the_study_keeps(folder: Path) -> None:
    people = rows(folder, "people")
    kept = pq.read_table(folder / "x" / "weeks.parquet").to_pylist()
    design = people[0]["design"]
    (weeks,) = (row for row in kept if row["design"] == design and row["replicate"] == 1)
    assert {"adopted", "trust"} <= set(SERIES_NAMES)
    for week in (0, 30, 59):
        here = [row for row in people if row["week"] == week]
        assert np.mean([row["okr_stage"] == "adopted" for row in here]) == pytest.approx(weeks["adopted"][week])
        assert np.mean([row["trust"] for row in here]) == pytest.approx(weeks["trust"][week], rel=1e-5)


def test_events_lead_from_stage_to_stage_as_the_panel_shows_them(folder: Path) -> None:
    people, log = rows(folder, "people"), rows(folder, "events")
    stage = {(row["week"], row["person"]): row["okr_stage"] for row in people}
    moved = [event for event in log if event["event"] in {"aware", "trying", "adopted", "relapsed"}]
    assert {event["event"] for event in moved} >= {"aware", "trying", "adopted"}
    for event in moved:
        assert stage[event["week"], event["person"]] == event["event"]
        assert stage.get((event["week"] - 1, event["person"]), "unaware") == event["before"]
    count = Counter(event["event"] for event in log)
    assert count["left"] == count["arrived"]
    assert count["joined"] == 80


def test_projects_have_no_number_for_a_week_that_never_came(folder: Path) -> None:
    projects, log = rows(folder, "projects"), rows(folder, "events")
    by_status = {status: [row for row in projects if row["status"] == status] for status in ("planned", "running")}
    assert by_status["planned"]
    assert by_status["running"]
    never = ("start", "finish", "outcome", "benefit_rate", "budget_first", "lead", "sponsored", "rebaselines")
    assert all(row[name] is None for row in by_status["planned"] for name in never)
    assert all(row[name] is None for row in by_status["running"] for name in ("finish", "outcome", "benefit_rate"))
    assert all(row["start"] is not None for row in by_status["running"])
    assert all(row["wanted"] is None or 0 <= row["wanted"] < 60 for row in projects)
    for event, column in (("started", "start"), ("ended", "finish")):
        told = {row["project"]: row["week"] for row in log if row["event"] == event}
        assert told == {row["project"]: row[column] for row in projects if row[column] is not None}
    outcomes = {row["project"]: row["outcome"] for row in log if row["event"] == "ended"}
    assert outcomes == {row["project"]: row["outcome"] for row in projects if row["outcome"]}


def test_every_column_says_its_unit_and_meaning_and_stands_in_the_dictionary(folder: Path) -> None:
    told = {(row["sheet"], row["name"]): row for row in rows(folder, "dictionary")}
    for name in SHEETS:
        schema = pq.read_schema(folder / "out" / f"{name}.parquet")
        assert b'"study": "x"' in (schema.metadata or {})[b"orgchange"]
        for field in schema:
            said = {key.decode(): text.decode() for key, text in (field.metadata or {}).items()}
            assert said["meaning"], (name, field.name)
            if name != "dictionary":
                row = told[name, field.name]
                assert (row["meaning"], row["unit"] or "") == (said["meaning"], said["unit"])


def test_a_file_is_a_frame_with_its_units(folder: Path) -> None:
    frame = Written(folder / "out" / "people.parquet", "people", 0).to_frame()
    assert len(frame) == 80 * 60
    assert frame.attrs["units"]["trust"] == "0 to 1"
    assert frame.attrs["meanings"]["okr_stage"].startswith("stage of adoption")
    with pytest.raises(ValueError, match="is no Parquet file"):
        Written(folder / "out" / "people.csv", "people", 0).to_frame()


def test_the_network_is_the_same_in_tables_and_graphs_and_grows_by_what_work_forms(folder: Path) -> None:
    ties = rows(folder, "network")
    weeks = sorted({row["week"] for row in ties})
    assert weeks == [0, 13, 26, 39, 52, 59]
    for week in weeks:
        here = [row for row in ties if row["week"] == week]
        graph = nx.read_graphml(folder / "out" / f"network_week_{week:04}.graphml")
        assert set(graph.edges) == {(str(row["source"]), str(row["target"])) for row in here}
        assert sum(data["weight"] for *_, data in graph.edges(data=True)) == pytest.approx(
            sum(row["strength"] for row in here)
        )
    people = {(row["week"], row["seat"]): row["person"] for row in rows(folder, "people")}
    assert all(people[row["week"], row["source"]] == row["source_person"] for row in ties)
    assert any(row["kind"] == "formed" for row in ties if row["week"] == 59)


def test_what_is_asked_for_and_cannot_be_is_refused_in_one_line(shell: Shell) -> None:
    assert shell("run", *BIG, "horizon.weeks=10", "organization.headcount=20").code == 0
    for words, said in {
        ("--what", "persons"): "--what must be one of levels, differences",
        ("--format", "xls"): "--format must be one of excel, csv, parquet, graphml, not 'xls'",
        ("--format", "graphml", "--what", "levels"): "--format graphml holds networks alone",
        ("--weeks", "3"): "--weeks are those of the network; add --what network",
        ("--what", "network", "--weeks", "3,10"): "--weeks: the run has the weeks 0 to 9, no week 10",
        ("--replicate", "9"): "there is no replicate 9; this point holds 0 to 1",
        ("--format", "csv", "--out", "town.xlsx"): "--out town.xlsx is a workbook; for csv name a folder",
        ("--out", "results/x/manifest.json"): "--out names a folder, or a workbook",
    }.items():
        refused = shell("export", "results/x", *words)
        assert refused.code == 2, words
        assert said in refused.err
        assert len(refused.err.splitlines()) <= 2
    assert shell("export", "results/none").code == 2
