"""Dates and metrics of one's own are exported, too."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.experiments.export.workbook import sheets_of
from tests.experiments.shell import Shell

OWN = """# @package _global_
study:
  start: 2027-01-04
  metrics:
    speedy: {formula: adopted * 2, unit: points, better: higher}
"""


@pytest.fixture
def mine(shell: Shell) -> Shell:
    """Return a shell with a study that begins on a day and has a metric of its own."""
    folder = shell.folder / "conf" / "experiment"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(OWN)
    words = ("--config-dir=conf", "+experiment=own", "intervention=[okr]", "project.size=5", "study.name=x")
    assert shell.run(*words).code == 0
    return shell


@pytest.mark.long
def test_weeks_have_their_dates_and_metrics_of_ones_own_their_rows(mine: Shell) -> None:
    said = mine("export", "results/x", "--what", "levels,projects,people,dictionary", "--format", "excel,parquet")
    assert said.code == 0, said.err
    sheets = sheets_of(Path("results/x/export/x.xlsx"))
    dates = {row["week"]: str(row["date"])[:10] for row in sheets["people"]}
    assert (dates[0], dates[25]) == ("2027-01-04", "2027-06-28")
    for row in sheets["projects"]:
        assert (row["start"] is None) == (row["start_date"] is None)
        assert row["start"] is None or str(row["start_date"])[:10] == dates[row["start"]]
    levels = {row["metric"]: row for row in sheets["levels"] if row["point"] != "baseline"}
    assert levels["speedy"]["mean"] == pytest.approx(2 * levels["adopted"]["mean"])
    (told,) = (row for row in sheets["dictionary"] if row["name"] == "speedy")
    assert (told["meaning"], told["unit"], told["better"]) == ("own metric: adopted * 2", "points", "more")
    assert (
        b"week 0 begins on 2027-01-04"
        in (pq.read_schema("results/x/export/people.parquet").metadata or {})[b"orgchange"]
    )
