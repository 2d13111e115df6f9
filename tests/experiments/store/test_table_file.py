"""Tables carry checksums: a bit that flips on the disk is noticed when it is read."""

from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.arrow import numbers, parquet_file, texts
from experiments.store.table_file import TableFile

FLIPS, ROWS = 300, 4_000


def _written(path: Path) -> pa.Table:
    """Write a table of texts and numbers that do not repeat, and return it."""
    content = np.sin(np.arange(ROWS, dtype=np.float64))
    words = texts(["ok", "failed"], np.arange(ROWS) % 2)
    rows = pa.table({"status": words, "trust": numbers(content, pa.float64())})
    file = TableFile(path)
    file.add(rows)
    file.complete()
    return rows


def test_a_flipped_bit_in_a_page_is_not_read_as_another_number(tmp_path: Path) -> None:
    path, damaged = tmp_path / "whole.parquet", tmp_path / "damaged.parquet"
    rows, content, draw = _written(path), path.read_bytes(), Random(7)  # noqa: S311 - not for secrets
    pages = len(content) - pq.read_metadata(path).serialized_size - 8
    refused = 0
    for _ in range(FLIPS):
        flipped = bytearray(content)
        flipped[draw.randrange(4, pages)] ^= 1 << draw.randrange(8)
        damaged.write_bytes(flipped)
        try:
            with parquet_file(damaged) as file:
                assert file.read().equals(rows)
        except (OSError, pa.ArrowException):
            refused += 1
    assert refused >= 0.95 * FLIPS
