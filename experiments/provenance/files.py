"""The files of a study's folder: what each is, how large, and its SHA-256."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from experiments.input.plain import refuse_odd_file, sha256_of
from experiments.store.arrow import LARGEST_TABLE
from experiments.store.journal import FOLDER as PARTS
from experiments.store.manifest import MANIFEST

METADATA = "ro-crate-metadata.json"
ENCODINGS = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".json": "application/json",
    ".html": "text/html",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
MEANINGS = {
    "runs.parquet": "A row a run: what was chosen, status, and every metric",
    "series.parquet": "Weekly series: quantiles and mean over the runs of a design",
    "weeks.parquet": "Weekly series of every run, as lists",
    "discover.json": "Which policy is best where, which holds up in all worlds, and where plans fail",
    "sensitivity.json": "How much each uncertainty moves the result",
    "projects.parquet": "A row a project of a run: what happened to it",
    "summary.csv": "A row a point and metric: mean, interval, and the paired difference to the baseline",
    MANIFEST: "What was asked for, by which code, on which machine, and which designs the tables hold",
    "departments.json": "Every department as a plan ends in it, and what the plan changes there",
    "departments.parquet": "A row a run that was lived again and department: how it ends there",
    "prices.json": "Prices with which the money of the study was last told",
    "separation.json": "How much of the difference of two plans each of their parts carries",
    "flips.json": "Which assumptions would turn the verdict of the study over",
    "report.html": "The report of the study, for people",
}
PICTURE = "A picture of the study"


class StudyFile(NamedTuple):
    """A file of a study: its path inside the folder, its size in bytes, and its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str

    @property
    def encoding(self) -> str:
        """Its media type."""
        return ENCODINGS.get(Path(self.path).suffix, "application/octet-stream")

    @property
    def meaning(self) -> str:
        """What it is."""
        return MEANINGS.get(self.path, PICTURE if self.encoding.startswith("image/") else "A file of the study")


def paths_of(folder: Path) -> Iterator[str]:
    """Yield every file of a study in a fixed order, but not the metadata itself, the journal and hidden files."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not hidden and _is_text(inside) and inside.parts[0] not in (PARTS, METADATA):
            yield inside.as_posix()


def _is_text(path: Path) -> bool:
    """Return whether a name can be written down: on Linux a file may be called anything."""
    return str(path).isprintable() and not any("\ud800" <= sign <= "\udfff" for sign in str(path))


def study_file(folder: Path, path: str) -> StudyFile:
    """Return a file of a study as it is now."""
    refuse_odd_file(folder / path, LARGEST_TABLE)
    return StudyFile(path, (folder / path).stat().st_size, sha256_of(folder / path, LARGEST_TABLE))
