"""Runs that failed are replayed, too, and must fail in the same way."""

from pathlib import Path

from experiments.configuration.points import Design, PointRecord
from experiments.configuration.settings import StudySettings
from experiments.organizations.shared import Organizations
from experiments.provenance.crate import write_crate
from experiments.results.study import read_study
from experiments.results.summary import write_summary
from experiments.running.execution import run_designs
from experiments.store.manifest import finished_manifest
from experiments.store.opening import opened
from experiments.verify.check import check
from tests.experiments.store.test_store import OneWithoutTeams
from tests.scenarios import small_scenario

GOOD, BAD = Design(small_scenario(project__size=5)), Design(small_scenario(project__size=10))


def _study(folder: Path) -> Path:
    settings = StudySettings(folder=str(folder), replicates=3)
    with opened(settings, [], {"horizon": {"seed": 1}}) as store:
        for result in run_designs([GOOD, BAD], settings, OneWithoutTeams(BAD.scenario)):
            store.write(result)
        store.complete(
            [PointRecord(design.address, None, {"project.size": size}) for design, size in ((GOOD, 5), (BAD, 10))]
        )
    write_summary(read_study(folder))
    write_crate(folder)
    return folder


def test_a_run_that_fails_again_is_the_same(tmp_path: Path) -> None:
    folder = _study(tmp_path / "study")
    found = check(folder, finished_manifest(folder), None, OneWithoutTeams(BAD.scenario))
    assert found.same, found
    assert (found.replayed, found.failed) == (6, 3)


def test_a_run_that_no_longer_fails_differs(tmp_path: Path) -> None:
    folder = _study(tmp_path / "study")
    found = check(folder, finished_manifest(folder), None, Organizations())
    assert {mismatch.kept for mismatch in found.mismatches if mismatch.column == "status"} == {"failed"}
    assert {mismatch.key[0] for mismatch in found.mismatches} == {BAD.address}
