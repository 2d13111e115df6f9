"""Arrow columns from and to NumPy.

``pa.array`` and ``to_numpy`` import pandas, which takes as long as a small study.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.input.plain import refuse_odd_file

Column: TypeAlias = "pa.Array[Any]"
ChunkedColumn: TypeAlias = "pa.ChunkedArray[Any]"

LARGEST_TABLE = 1_000_000_000_000


@contextmanager
def parquet_file(path: Path) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file by its place on disk: a name with a colon would be taken for an address.

    What is read of it is held against the checksums of its pages, where it has any.
    """
    refuse_odd_file(path, LARGEST_TABLE)
    with pa.OSFile(str(path), "rb") as source, pq.ParquetFile(source, page_checksum_verification=True) as file:
        yield file


def table(columns: Sequence["Column | NDArray[Any]"], schema: pa.Schema) -> pa.Table:
    """Return a table of columns that are Arrow arrays already, or numbers."""
    named = zip(columns, schema, strict=True)
    arrays = [column if isinstance(column, pa.Array) else numbers(column, field.type) for column, field in named]
    return pa.Table.from_arrays(arrays, schema=schema)


def numbers(array: NDArray[Any], kind: pa.DataType) -> Column:
    """Return numbers, or booleans, as an Arrow array of a kind."""
    if pa.types.is_boolean(kind):
        return pa.Array.from_buffers(kind, len(array), [None, _bits(array)])
    return pa.Array.from_buffers(kind, len(array), [None, _buffer(np.ascontiguousarray(array, kind.to_pandas_dtype()))])


def known_numbers(array: NDArray[np.float64]) -> Column:
    """Return numbers as an Arrow array in which NaN is null: empty in tables, and left out where they are averaged."""
    known = ~np.isnan(array)
    validity = None if known.all() else _bits(known)
    return pa.Array.from_buffers(pa.float64(), len(array), [validity, _buffer(np.ascontiguousarray(array))])


def texts(words: Sequence[str | None], codes: NDArray[Any]) -> Column:
    """Return ``words[codes]`` as an Arrow array; None becomes null."""
    encoded = [(word or "").encode() for word in words]
    known = None
    if None in words:
        known = _bits(np.array([word is not None for word in words])[codes])
    return pa.Array.from_buffers(pa.string(), len(codes), [known, *_joined(encoded, codes)])


def lists(array: NDArray[Any], kind: pa.DataType) -> Column:
    """Return the rows of a two-dimensional array of numbers as an Arrow array of lists."""
    rows, length = array.shape
    ends = np.arange(0, rows * length + 1, max(length, 1), dtype=np.int32)[: rows + 1]
    return lists_between(array.reshape(-1), ends, kind)


def lists_between(content: NDArray[Any], ends: NDArray[np.int32], kind: pa.DataType) -> Column:
    """Return numbers cut into lists as an Arrow array; list k goes from ``ends[k]`` to ``ends[k + 1]``."""
    items = numbers(content, kind)
    return pa.Array.from_buffers(pa.list_(kind), len(ends) - 1, [None, _buffer(ends)], children=[items])


def _joined(contents: Sequence[bytes], codes: NDArray[Any]) -> list[pa.Buffer]:
    """Return where each of ``contents[codes]`` ends, and all of them one after another."""
    lengths = np.array([len(content) for content in contents], np.int32)
    ends = np.zeros(len(codes) + 1, np.int32)
    np.cumsum(lengths[codes], out=ends[1:])
    if len(contents) and lengths[0] and (lengths == lengths[0]).all():  # such as addresses, once for every week
        letters = np.frombuffer(b"".join(contents), np.uint8).reshape(len(contents), -1)
        return [_buffer(ends), _buffer(letters[codes].reshape(-1))]
    return [_buffer(ends), pa.py_buffer(b"".join(np.array(contents, object)[codes].tolist()))]


def values(column: ChunkedColumn) -> NDArray[Any]:
    """Return a column of numbers as an array, with NaN for null; only floating-point numbers may be null."""
    kind = np.dtype(column.type.to_pandas_dtype())
    chunks = [_values(chunk, kind) for chunk in column.chunks if len(chunk)]
    return np.concatenate([np.zeros(0, kind), *chunks])


def list_values(column: ChunkedColumn) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return the numbers of a column of lists one after another, and how many each list has."""
    kind = np.dtype(column.type.value_type.to_pandas_dtype())
    chunks: list[Any] = [chunk for chunk in column.chunks if len(chunk)]
    content = [_values(chunk.flatten(), kind) for chunk in chunks]
    lengths = [np.diff(_values(chunk.offsets, np.dtype(np.int32))).astype(np.int64) for chunk in chunks]
    return np.concatenate([np.zeros(0, kind), *content]), np.concatenate([np.zeros(0, np.int64), *lengths])


def _values(chunk: Column, kind: np.dtype[Any]) -> NDArray[Any]:
    content = chunk.buffers()[1]
    if content is None:
        raise TypeError(f"a column of type {chunk.type} has no numbers")
    found = np.frombuffer(memoryview(content), kind, len(chunk), chunk.offset * kind.itemsize)
    validity = chunk.buffers()[0]
    if validity is None or not chunk.null_count:
        return found
    bits = np.unpackbits(np.frombuffer(memoryview(validity), np.uint8), bitorder="little")
    return np.where(bits[chunk.offset : chunk.offset + len(chunk)] == 1, found, np.array(np.nan, kind))


def _bits(switches: NDArray[Any]) -> pa.Buffer:
    return _buffer(np.packbits(switches.astype(np.bool_), bitorder="little"))


def _buffer(content: NDArray[Any]) -> pa.Buffer:
    return pa.py_buffer(content.view(np.uint8).data)
