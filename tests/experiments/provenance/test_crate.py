"""The RO-Crate of a study: read back by the library of its makers, complete, true, and the same every time."""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rocrate
from rocrate.rocrate import ROCrate

from experiments.command import main
from experiments.provenance.crate import add_to_crate, recorded_files, write_crate
from experiments.provenance.files import METADATA
from tests.experiments.shell import TINY

WORDS = ("-m", "intervention=[okr]", "project.size=5,20", "study.name=plan", "study.pictures=true")
VOCABULARY = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    with contextlib.chdir(folder):
        assert main(["run", *TINY, *WORDS]) == 0
    return folder / "results" / "plan"


@pytest.fixture(scope="module")
def graph(study: Path) -> dict[str, dict[str, Any]]:
    return {entity["@id"]: entity for entity in json.loads((study / METADATA).read_text())["@graph"]}


def test_the_library_reads_what_the_crate_says(study: Path) -> None:
    crate = ROCrate(study)
    assert crate.metadata["conformsTo"] == "https://w3id.org/ro/crate/1.1"
    root = crate.root_dataset
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))
    assert root["license"]["name"] == "Apache License 2.0"
    action = root["mentions"]
    manifest = json.loads((study / "manifest.json").read_text())
    assert (action.type, action["startTime"], action["endTime"]) == (
        "CreateAction",
        manifest["started"],
        manifest["finished"],
    )
    assert " && orgchange run -m " in action["description"]
    software = action["instrument"][0]
    assert (software.type, software["name"]) == ("SoftwareApplication", "orgchange")
    assert software["softwareVersion"] == manifest["code"]["version"]
    assert {package["name"]: package["softwareVersion"] for package in software["softwareRequirements"]} == manifest[
        "packages"
    ]
    parameters = {parameter["name"]: parameter["value"] for parameter in action["object"]}
    assert parameters["project.size"] == ["5", "20"]
    assert parameters["study.replicates"] == 4


def test_every_file_is_described_as_it_is(study: Path) -> None:
    found = {entity.id: entity for entity in ROCrate(study).data_entities if entity.type == "File"}
    there = {path.relative_to(study).as_posix() for path in study.rglob("*") if path.is_file()} - {METADATA}
    assert found.keys() == there
    for path, entity in found.items():
        content = (study / path).read_bytes()
        assert entity["sha256"] == hashlib.sha256(content).hexdigest()
        assert entity["contentSize"] == str(len(content))
        assert entity["description"]
        assert entity["encodingFormat"] != "application/octet-stream"


def test_every_column_of_a_table_says_what_it_is(graph: dict[str, dict[str, Any]]) -> None:
    for table in ("runs.parquet", "series.parquet", "summary.csv"):
        columns = [graph[column["@id"]] for column in graph[table]["variableMeasured"]]
        assert len(columns) > 10
        assert [column["name"] for column in columns if "description" not in column] == []


def test_everything_that_is_referred_to_is_there_and_every_word_is_of_the_vocabulary(
    graph: dict[str, dict[str, Any]],
) -> None:
    known = json.loads(VOCABULARY.read_text())["@context"].keys()
    for entity in graph.values():
        assert {word for word in entity if not word.startswith("@")} <= known
        assert entity["@type"] in known
        assert {found for found in _referred(entity) if not found.startswith("http")} <= graph.keys()


def _referred(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _referred(item)
    elif isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value["@id"]
        for item in value.values():
            yield from _referred(item)


def test_a_second_writing_is_the_same_byte_for_byte(study: Path) -> None:
    before = (study / METADATA).read_bytes()
    write_crate(study)
    assert (study / METADATA).read_bytes() == before


def test_what_is_added_does_not_cover_up_what_was_changed(study: Path) -> None:
    recorded = {file.path: file for file in recorded_files(study) or ()}
    summary = study / "summary.csv"
    original = summary.read_text()
    summary.write_text(original + "more\n")
    (study / "flips.json").write_text("{}")
    add_to_crate(study, [study / "flips.json"])
    after = {file.path: file for file in recorded_files(study) or ()}
    assert after["summary.csv"] == recorded["summary.csv"]
    assert after["flips.json"].size == 2
    summary.write_text(original)
    (study / "flips.json").unlink()
    write_crate(study)
    assert {file.path: file for file in recorded_files(study) or ()} == recorded
