"""How far a study is: the runs of its tables and of its journal, of those that it was asked."""

from pathlib import Path

import msgspec

from experiments.store.journal import FOLDER
from experiments.store.manifest import DesignEntry, PointEntry, save_manifest
from experiments.store.so_far import ASKED, progress
from tests.experiments.made import made_manifest


def test_runs_of_an_earlier_command_count_but_no_more_of_them_than_were_asked(tmp_path: Path) -> None:
    assert progress(tmp_path) is None
    points = tuple(PointEntry(name, name, None, {}) for name in "ab")
    tabled = {name: DesignEntry({}, count, (), projects=False) for name, count in (("a", 3), ("elsewhere", 9))}
    save_manifest(tmp_path, made_manifest(designs=tabled))
    asked = made_manifest(points=points, replicates=4)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / ASKED).write_bytes(msgspec.json.encode(asked))
    assert progress(tmp_path) == (3, 8)
    save_manifest(tmp_path, made_manifest(designs={"a": DesignEntry({}, 90, (), projects=False)}))
    assert progress(tmp_path) == (8, 8)
