"""Ways to damage or forge the folder of a study; each takes a copy of a sound one and spoils it."""

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Forgery = Callable[[Path], None]

ODD_VALUES: tuple[Any, ...] = (
    None,
    "text",
    "",
    -1,
    10**9,
    1e308,
    10**400,
    True,
    [],
    {},
    [[[[1]]]],
    "/dev/zero",
    "../../..",
    "\x1b[2J\x1b]0;owned\x07",
    "<script>alert(1)</script>",
    "=1+1",
)
WHOLE_FILES = {
    "empty": b"",
    "null": b"\0" * 1000,
    "open brackets": b"[" * 100_000,
    "open braces": b'{"a":' * 100_000,
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "a number": b"5",
    "infinite": b'{"confidence": NaN}',
    "text": b"PAR1 and nothing else PAR1",
    "long line": b"x," * 3_000_000,
}
HUGE = 200_000_000
READ = ("manifest.json", "runs.parquet", "series.parquet", "weeks.parquet", "ro-crate-metadata.json", "summary.csv")


def forgeries(draw: Random, count: int) -> Iterator[tuple[str, Forgery]]:
    """Yield a name and a way to spoil a folder: every one of the fixed kinds, then random ones up to ``count``."""
    fixed = [*_whole(), *_kinds(), *_tables(), *_huge()]
    yield from fixed[:count]
    for number in range(count - len(fixed)):
        yield f"random {number}", _random(Random(draw.random()))  # noqa: S311 - not for secrets


def _whole() -> Iterator[tuple[str, Forgery]]:
    for file in READ:
        for name, content in WHOLE_FILES.items():
            yield f"{file} {name}", _on(file, partial(_put, content=content))


def _kinds() -> Iterator[tuple[str, Forgery]]:
    for file in READ:
        yield f"{file} gone", _on(file, Path.unlink)
        yield f"{file} pipe", _on(file, partial(_instead, make=os.mkfifo))
        yield f"{file} folder", _on(file, partial(_instead, make=os.mkdir))
        for target in ("/dev/zero", "/dev/null", "/etc/passwd", file, "nowhere"):
            yield f"{file} link {target}", _on(file, partial(_link, target=target))


def _tables() -> Iterator[tuple[str, Forgery]]:
    for table in ("runs", "series", "weeks"):
        for name, change in TABLE_CHANGES.items():
            yield (
                f"{table} {name}",
                _on(f"{table}.parquet", partial(_table, change=change)),
            )


def _huge() -> Iterator[tuple[str, Forgery]]:
    """Yield ways to make a file of 200 MB of it: in one line, or of nothing, which takes no room on the disk."""
    for file in READ:
        yield f"{file} 200 MB line", _on(file, _long_line)
        yield f"{file} 200 MB of nothing", _on(file, _hole)


def _long_line(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(HUGE // 10_000_000):
            file.write(b"column,22," * 1_000_000)


def _hole(path: Path) -> None:
    path.write_bytes(b"")
    os.truncate(path, HUGE)


def _random(draw: Random) -> Forgery:
    kind = draw.choice([_spoiled_json, _spoiled_json, _flipped, _cut, _odd_name])
    return lambda folder: kind(folder, draw)


def _on(file: str, spoil: Callable[[Path], object]) -> Forgery:
    def forgery(folder: Path) -> None:
        spoil(folder / file)

    return forgery


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _instead(path: Path, make: Callable[[Path], None]) -> None:
    path.unlink()
    make(path)


def _link(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


def _texts_for_numbers(rows: pa.Table) -> pa.Table:
    return pa.table({name: [str(value) for value in rows[name].to_pylist()] for name in rows.column_names})


def _nothing(rows: pa.Table) -> pa.Table:
    return pa.table({name: pa.nulls(len(rows), rows[name].type) for name in rows.column_names})


def _twice(rows: pa.Table) -> pa.Table:
    return pa.concat_tables([rows, rows])


def _endless(_rows: pa.Table) -> pa.Table:
    return pa.table({"design": pa.DictionaryArray.from_arrays(pa.array([0] * 5_000_000, pa.int8()), pa.array(["x"]))})


TABLE_CHANGES: dict[str, Callable[[pa.Table], pa.Table]] = {
    "texts for numbers": _texts_for_numbers,
    "nulls": _nothing,
    "rows twice": _twice,
    "no rows": lambda rows: rows.slice(0, 0),
    "one row": lambda rows: rows.slice(0, 1),
    "two columns": lambda rows: rows.select(rows.column_names[:2]),
    "no designs": lambda rows: rows.drop_columns(["design"]),
    "other designs": lambda rows: rows.set_column(0, "design", pa.array(["\x1b[31m"] * len(rows))),
    "columns twice": lambda rows: rows.append_column(rows.column_names[1], rows[1]),
    "many rows": _endless,
}


def _table(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    rows = pq.read_table(path)
    pq.write_table(change(rows), path)


def _spoiled_json(folder: Path, draw: Random) -> None:
    path = folder / draw.choice(["manifest.json", "manifest.json", "ro-crate-metadata.json"])
    content = json.loads(path.read_text())
    place: Any = content
    while True:
        key = draw.choice(list(place) if isinstance(place, dict) else list(range(len(place))))
        if isinstance(place[key], (dict, list)) and place[key] and draw.random() < 0.7:
            place = place[key]
            continue
        break
    if draw.random() < 0.3:
        del place[key]
    else:
        place[key] = draw.choice(ODD_VALUES)
    path.write_text(json.dumps(content))


def _flipped(folder: Path, draw: Random) -> None:
    path = folder / draw.choice(READ)
    content = bytearray(path.read_bytes())
    for _ in range(draw.choice([1, 10, 100])):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    path.write_bytes(content)


def _cut(folder: Path, draw: Random) -> None:
    path = folder / draw.choice(READ)
    path.write_bytes(path.read_bytes()[: draw.randrange(path.stat().st_size)])


def _odd_name(folder: Path, draw: Random) -> None:
    name = draw.choice([b"\xff\xfe", b"\x1b[31mred", b"a\nb", b"=cmd|x!A0", b"<script>", b"x" * 250])
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"x")
