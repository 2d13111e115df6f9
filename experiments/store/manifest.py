"""The manifest of a study: what it is, what made it, what was asked for, and which designs its tables hold.

It is read and checked once; everything above the store reads its fields. Studies of the format before this one are
still read, and kept apart when a command runs into their folder.
"""

from codecs import iterdecode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from experiments.configuration.points import ORGANIZATION_FILES
from experiments.configuration.settings import StudySettings, check_metric, checked_settings, declared_everything
from experiments.input.own_metrics import declared_own
from experiments.input.plain import MEGA, read_bytes
from experiments.organizations.summary import NetworkSummary
from experiments.store.files import write_whole
from experiments.store.inputs import InputEntry, found_now
from experiments.sweeps.record import DesignRecord
from experiments.wording.choices import Choice
from sim.errors import ScenarioError
from sim.parameters import check

MANIFEST = "manifest.json"
KIND, FORMAT, OLDEST_READ = "orgchange study", 3, 2
LARGEST_MANIFEST = 180 * MEGA  # 100,000 points take 90
MOST_REPLICATES, INTERVALS = 100_000, ("student", "anytime")
ANOTHER_NAME = "give another study.name or study.folder"


class Code(msgspec.Struct, frozen=True):
    """What made a study: the version of the package and the SHA-256 of the model's source."""

    version: str
    source: str


class Machine(msgspec.Struct, frozen=True):
    """Where a study ran; ``model``: the kind of processor that machine code is made for."""

    system: str
    processor: str
    model: str
    cores: int | None


class PointEntry(msgspec.Struct, frozen=True):
    """A point of the latest command: the addresses of its design and baseline (None: nothing), and what was chosen."""

    label: str
    design: str
    baseline: str | None
    choices: dict[str, Choice]


class PlanEntry(msgspec.Struct, frozen=True):
    """A plan: its title, and what it consists of, a text a part."""

    title: str
    consists_of: tuple[str, ...]


class DesignEntry(msgspec.Struct, frozen=True):
    """What the tables hold of a design.

    Attributes:
        changes: values that differ from the declared default.
        replicates: how many; ``failed``: which of them failed.
        projects: whether the projects of every run are kept.
        baseline, choices: of a point (None: this design was only a baseline).

    """

    changes: dict[str, Any]
    replicates: int
    failed: tuple[int, ...]
    projects: bool
    baseline: str | None = None
    choices: dict[str, Choice] | None = None


class Endings(msgspec.Struct, frozen=True):
    """How many comparisons ended how, and the least and most pairs that those took which ended."""

    comparisons: int
    least: int
    most: int
    endings: dict[str, int]


class StoppingRecord(msgspec.Struct, frozen=True):
    """How many runs were enough: the rule, how many comparisons ended how and when, and the runs it took."""

    metric: str
    confidence: float
    equivalence: float
    first_look: int
    budget: int
    runs: int
    runs_of_budget: int
    asked: bool
    groups: int
    pairs: Endings
    ranking: Endings


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest of a study.

    Attributes:
        kind, format: what this folder is.
        interval: how intervals are made: ``student``, or ``anytime`` where the study stopped when it knew enough.
        equivalence: difference in the metric that makes none in practice; 0: any makes one.
        stopping: how many runs were enough; None where all were run.
        command: the overrides of the latest command; ``configuration``: everything that it composed.
        started, finished: times (UTC); ``finished`` is None while a study runs or after it was stopped.
        design: how the points were chosen.
        varied: keys of choices that differ between the points of the latest command.
        points: those points; ``designs``: what the tables hold, by address.
        network: the organization of the first point, measured.
        plans: what each plan of the latest command consists of, by its name.
        inputs: the tables of people and ties that were read, by the name they were given.
        so_far: of a look at an unfinished study: how many runs of how many that were asked.
        notes: what was said of its tables and arms when it ran, sentences without their points.
        home: the folder in which the command was given; ``search``: its folders with options of the user's own.

    """

    kind: str
    format: int
    name: str
    metric: str
    confidence: float
    replicates: int
    interval: str = "student"
    equivalence: float = 0.0
    stopping: StoppingRecord | None = None
    seed: int
    settings: dict[str, Any]
    command: tuple[str, ...]
    configuration: dict[str, Any]
    configuration_hash: str
    code: Code
    packages: dict[str, str]
    machine: Machine
    started: str
    finished: str | None = None
    design: DesignRecord | None = None
    varied: tuple[str, ...] = ()
    points: tuple[PointEntry, ...] = ()
    designs: dict[str, DesignEntry] = {}
    network: NetworkSummary | None = None
    plans: dict[str, PlanEntry] = {}
    inputs: dict[str, InputEntry] = {}
    notes: tuple[str, ...] = ()
    home: str = ""
    so_far: tuple[int, int] | None = None
    search: tuple[str, ...] = ()

    @property
    def weeks(self) -> int:
        """Length of a run as the command composed it."""
        return self._asked("horizon", "weeks")

    @property
    def people(self) -> int:
        """Head count of the organization."""
        return self.network.people if self.network else self._asked("organization", "headcount")

    def _asked(self, section: str, name: str) -> int:
        if name not in self.configuration.get(section, {}):
            raise ScenarioError(f"{MANIFEST} does not say {section}.{name}; bring back the study's own file")
        return int(self.configuration[section][name])

    @property
    def design_kind(self) -> str:
        """How the points were chosen, empty for a single scenario."""
        return self.design.kind if self.design else ""

    @property
    def study_settings(self) -> StudySettings:
        """The settings of the latest command, checked; what only an older version knew is left out."""
        known = StudySettings.declarations()
        return checked_settings({name: value for name, value in self.settings.items() if name in known})

    @property
    def own_metrics(self) -> tuple[str, ...]:
        """The names of the study's own metrics, which are known from then on."""
        return declared_own(str(self.settings.get("metrics", "")), "study.metrics")

    def changes(self, design: str) -> Mapping[str, Any]:
        """Return the values of a design that differ from the declared default."""
        return self.designs[design].changes


def load_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a study folder, None where nothing is yet; raise ScenarioError for anything else."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise ScenarioError(f"{folder} is a file; {ANOTHER_NAME}")
    path = folder / MANIFEST
    if not path.exists():
        if any(not entry.name.startswith(".") for entry in folder.iterdir()):
            raise ScenarioError(f"{folder} exists and is no study of orgchange; {ANOTHER_NAME}")
        return None
    try:
        content = read_bytes(path, LARGEST_MANIFEST)
        _refuse_other_kind(path, content)
        return checked(msgspec.json.decode(content, type=Manifest))
    except (ValueError, OSError, RecursionError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise ScenarioError(
            f"{path} cannot be read ({error}); move the folder away, or give another study.name"
        ) from None


def checked(manifest: Manifest) -> Manifest:
    """Return a manifest whose numbers are in bounds and whose parts fit together; raise ValueError for another."""
    bounds = StudySettings.declarations()
    for name in ("replicates", "confidence", "equivalence"):
        low, high = bounds[name].bounds or (0.0, 0.0)
        if not low <= getattr(manifest, name) <= high:
            raise ValueError(f"{name} must be in {low} to {high}, not {getattr(manifest, name)}")
    _ = manifest.own_metrics  # known before anything names one
    check_metric(manifest.metric, "metric")
    if manifest.interval not in INTERVALS:
        raise ValueError(f"interval must be one of {', '.join(INTERVALS)}")
    for name, entry in manifest.designs.items():
        if any(not isinstance(entry.changes.get(file, ""), str) for file in ORGANIZATION_FILES):
            raise ValueError(f"design {name[:40]} names files that are no texts")
        if not 0 <= entry.replicates <= MOST_REPLICATES or len(entry.failed) > entry.replicates:
            raise ValueError(f"design {name[:40]} has {entry.replicates} replicates")
    for point in manifest.points:
        _check_point(manifest, point)
    _check_configuration(manifest.configuration)
    return manifest


def _check_point(manifest: Manifest, point: PointEntry) -> None:
    missing = [name for name in (point.design, point.baseline) if name is not None and name not in manifest.designs]
    if missing:
        raise ValueError(f"a point names the design {missing[0][:40]}, which is not there")


def _check_configuration(configuration: Mapping[str, Any]) -> None:
    for section, name in (("horizon", "weeks"), ("organization", "headcount")):
        inside = configuration.get(section, {})
        if isinstance(inside, dict) and name not in inside:
            continue
        found = inside.get(name) if isinstance(inside, dict) else None
        declared = declared_everything()[f"{section}.{name}"]
        try:
            check(found, declared, f"{section}.{name}")
        except ScenarioError as error:
            raise ValueError(f"configuration: {error}") from None


class _Head(msgspec.Struct):
    kind: str = ""
    format: int = 0


def _refuse_other_kind(path: Path, content: bytes) -> None:
    head = _head(content)
    if head.kind != KIND or not OLDEST_READ <= head.format <= FORMAT:
        raise ScenarioError(f"{path} is not the manifest of a study of this version; {ANOTHER_NAME}")


def _head(content: bytes) -> _Head:
    try:
        return msgspec.json.decode(content, type=_Head)
    except msgspec.ValidationError:
        return _Head()


def is_outdated(folder: Path) -> bool:
    """Return whether a folder holds a study that an older version of the program wrote in another format."""
    try:
        head = _head(read_bytes(folder / MANIFEST, LARGEST_MANIFEST))
    except (ValueError, OSError, RecursionError):
        return False
    return head.kind == KIND and head.format < FORMAT


def finished_manifest(folder: Path) -> Manifest:
    """Return the manifest of a study that can be asked about; raise ScenarioError where there is none."""
    if not folder.exists():
        inside = Path("results") / folder
        hint = f"; did you mean {inside}?" if (inside / MANIFEST).exists() else ""
        raise ScenarioError(f"there is no folder {folder}{hint}")
    if not (folder / MANIFEST).exists():
        raise ScenarioError(f"{folder} is no study: it has no {MANIFEST}; name a folder that orgchange run has made")
    manifest = load_manifest(folder)
    if manifest is None or not manifest.points:
        raise ScenarioError(f"{folder} holds no finished study; run it to its end first")
    if not manifest.inputs:
        return manifest
    designs = {
        address: msgspec.structs.replace(entry, changes=found_now(folder, manifest.inputs, entry.changes))
        for address, entry in manifest.designs.items()
    }
    return msgspec.structs.replace(manifest, designs=designs)


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    parts = (text[begin : begin + MEGA] for begin in range(0, len(text), MEGA))
    write_whole(folder / MANIFEST, iterdecode(parts, "utf-8"))
