"""The journal: records lie one behind the other, and what is half-written or damaged does not count."""

import zlib
from pathlib import Path

import numpy as np
import pytest

from experiments.configuration.points import PointRecord
from experiments.store.journal import (
    FOLDER,
    JournalFile,
    Span,
    cut_off,
    journal_spans,
    read_points,
    spans_in,
    whole_records,
    write_point,
)
from tests.experiments.store.records import record

ONE, OTHER = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def journal(tmp_path: Path) -> tuple[Path, list[Span]]:
    """Return a folder whose journal holds three records of two designs, and where these lie."""
    (tmp_path / FOLDER).mkdir()
    file = JournalFile(tmp_path)
    asked = (record([0, 1]), record([0], design=OTHER, projects=True), record([2, 3], 0.5, errors={3: "no\nroom"}))
    return tmp_path, [file.add(each) for each in asked]


def test_records_are_found_where_they_were_written(journal: tuple[Path, list[Span]]) -> None:
    folder, (first, second, third) = journal
    assert journal_spans(folder) == {ONE: [first, third], OTHER: [second]}
    assert [span.begin for span in (first, second, third)] == [0, first.length, first.length + second.length]
    assert third.path.stat().st_size == third.begin + third.length


def test_a_record_comes_back_with_errors_shapes_and_bits(journal: tuple[Path, list[Span]]) -> None:
    _, (first, second, third) = journal
    for span, written in ((first, record([0, 1])), (third, record([2, 3], 0.5, errors={3: "no\nroom"}))):
        (found,) = whole_records([span])
        assert found is not None
        assert (found.design, found.errors, found.seconds) == (written.design, written.errors, written.seconds)
        for name in ("replicates", "metrics", "series"):
            np.testing.assert_array_equal(getattr(found, name), getattr(written, name))
        assert found.projects is None
    (with_projects,) = whole_records([second])
    assert with_projects is not None
    assert with_projects.projects is not None
    assert with_projects.projects["effort"].tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize("missing", [1, 100])
def test_a_record_that_is_shorter_than_it_says_does_not_count_and_those_before_it_do(
    journal: tuple[Path, list[Span]], missing: int
) -> None:
    folder, (first, second, third) = journal
    cut_off(third.path, third.begin + third.length - missing)
    assert journal_spans(folder) == {ONE: [first], OTHER: [second]}
    assert list(whole_records([first, third, second]))[1] is None


def test_of_a_record_every_byte_counts(journal: tuple[Path, list[Span]]) -> None:
    _, (first, *_) = journal
    content = first.path.read_bytes()
    for place in (0, 7, 9, first.length // 2, first.length - 1):
        damaged = bytearray(content)
        damaged[place] ^= 1
        first.path.write_bytes(damaged)
        assert list(whole_records([first])) == [None], place


@pytest.mark.parametrize(
    "line", [b"0123abcd x " + ONE.encode() + b"\n", b"0123ABCD 5 " + ONE.encode() + b"\n", b"\n", b""]
)
def test_nothing_is_looked_for_behind_a_line_that_says_nothing(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "1.journal"
    good = f"{zlib.crc32(b'12345'):08x} 5 {ONE}\n".encode() + b"12345"
    path.write_bytes(good + line + good)
    found = [(address, span.begin, span.length) for address, span in spans_in(path)]
    again = [(ONE, len(good), len(good))] if line == b"" else []
    assert found == [(ONE, 0, len(good)), *again]


def test_a_file_cut_off_at_nothing_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    path.write_bytes(b"12345")
    cut_off(path, 3)
    assert path.read_bytes() == b"123"
    cut_off(path, 0)
    assert not path.exists()
    cut_off(path, 0)


def test_drafts_of_other_files_are_no_records(journal: tuple[Path, list[Span]]) -> None:
    folder, (first, *_) = journal
    (folder / FOLDER / ".draft.journal").write_bytes(first.path.read_bytes())
    assert [len(spans) for spans in journal_spans(folder).values()] == [2, 1]


def test_points_come_back_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    points = {
        number: PointRecord(f"d{number % 7}", None if number else "b", {"project.size": number})
        for number in (10, 9, 0, 100)
    }
    for number, point in points.items():
        write_point(tmp_path, number, point)
    assert read_points(tmp_path) == [points[number] for number in (0, 9, 10, 100)]
