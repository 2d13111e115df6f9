"""Pairs: which two designs are compared, and what cannot be paired.

Rule    Two designs are paired when the same replicate is the same luck and the same people in both: one version of the
        model, one seed, one organization, one length, and replicates that both have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from experiments.configuration.points import Design, declared_defaults, label, value_of
from experiments.inference.paired import common_rows
from experiments.inference.runs import Runs
from experiments.results.likeness import unlike
from experiments.results.selection import chosen_point
from experiments.results.study import Study, StudyPoint
from experiments.store.manifest import DesignEntry
from experiments.wording.choices import Choice
from sim.compiler import source_stamp
from sim.errors import ScenarioError
from sim.scenario import Scenario

BASELINE = "baseline"
MOST_PAIRS = 10_000  # each takes 50 kB with all its metrics


@dataclass(frozen=True)
class Side:
    """One of the two designs of a pair.

    Attributes:
        folder: the study that holds it; ``label``: what it is called.
        design: its address; ``entry``: what the study remembers of it.
        choices: what was chosen to get it.
        runs: its runs.
        source: the version of the model that made them.

    """

    folder: Path
    label: str
    design: str
    entry: DesignEntry
    choices: Mapping[str, Choice]
    runs: Runs
    source: str

    def value(self, key: str) -> Choice | None:
        """Return what was chosen for a key, or what its parameter has."""
        return value_of(key, self.choices, self.entry.changes)

    def parameter(self, name: str) -> object:
        """Return the value of a parameter."""
        return self.entry.changes.get(name, declared_defaults()[name])

    @cached_property
    def scenario(self) -> Scenario:
        """What is simulated."""
        return Scenario().with_values(self.entry.changes)


@dataclass(frozen=True)
class Pair:
    """Two designs; every difference is by how much ``one`` exceeds ``other``."""

    label: str
    one: Side
    other: Side


def side_of(study: Study, point: StudyPoint, name: str = "") -> Side:
    """Return a point of a study as one side of a pair."""
    return _side(study, point.design, point.runs, name or point.label, point.choices)


def baseline_side(study: Study, point: StudyPoint) -> Side | None:
    """Return the baseline of a point as one side of a pair; None where it has none."""
    if point.baseline is None or point.baseline_runs is None:
        return None
    return _side(study, point.baseline, point.baseline_runs, BASELINE, {})


def pairs_with_baseline(study: Study) -> list[Pair]:
    """Return every point of a study beside its baseline; raise ScenarioError where none has one."""
    pairs = []
    for point in study.points:
        baseline = baseline_side(study, point)
        if baseline is not None:
            pairs.append(checked(Pair(point.label, side_of(study, point), baseline)))
    if not pairs:
        raise ScenarioError(f"no point of {study.folder} has a baseline; name two points with --point and --with")
    return pairs


def pairs_of_points(study: Study, other: Study) -> list[Pair]:
    """Return the points of two studies that have the same choices, in the order of the first.

    Raise ScenarioError without any.

    Studies of one point each are compared whatever was chosen. Otherwise every key that varies in either study must
    have the same value in both points.
    """
    if len(study.points) == len(other.points) == 1:
        return [checked(Pair(_against(study, other), side_of(study, study.points[0]), side_of(other, other.points[0])))]
    keys = list(dict.fromkeys([*study.manifest.varied, *other.manifest.varied]))
    there = {_values(side, keys): side for side in (side_of(other, point) for point in other.points)}
    here = [side_of(study, point) for point in study.points]
    pairs = [
        checked(Pair(_label(side, keys), side, there[_values(side, keys)]))
        for side in here
        if _values(side, keys) in there
    ]
    if not pairs:
        alike = ", ".join(keys)
        raise ScenarioError(
            f"no point of {study.folder} has the same {alike} as any of {other.folder}; name two: --point, --with"
        )
    return pairs


def checked(pair: Pair) -> Pair:
    """Return a pair that can be compared; raise ScenarioError with what differs where it cannot."""
    one, other = pair.one, pair.other
    if one.source != other.source:
        raise ScenarioError(
            f"{one.folder} and {other.folder} were made by different versions of the model ({one.source[:8]}, "
            f"{other.source[:8]}); "
            "run the older one again"
        )
    if name := unlike(one.entry.changes, other.entry.changes):
        raise ScenarioError(
            f"{_named(pair)} cannot be paired: {name} is {one.parameter(name)} and {other.parameter(name)}"
        )
    _refuse_changed_files(pair)
    if not len(common_rows(one.runs.replicates, other.runs.replicates)[0]):
        raise ScenarioError(f"{_named(pair)} cannot be paired: no replicate ended in both")
    return pair


def _side(study: Study, design: str, runs: Runs, name: str, choices: Mapping[str, Choice]) -> Side:
    manifest = study.manifest
    return Side(study.folder, name, design, manifest.designs[design], choices, runs, manifest.code.source)


def _refuse_changed_files(pair: Pair) -> None:
    """Raise ScenarioError where people or ties came from files that are no longer what they were."""
    if not pair.one.parameter("organization.employees") or pair.one.source != source_stamp():
        return
    if any(Design(side.scenario).address != side.design for side in (pair.one, pair.other)):
        raise ScenarioError(f"{_named(pair)} cannot be paired: the files of people and ties have changed since")


def _named(pair: Pair) -> str:
    return f"{pair.one.label} ({pair.one.folder}) and {pair.other.label} ({pair.other.folder})"


def _against(study: Study, other: Study) -> str:
    return f"{study.folder} against {other.folder}"


def _values(side: Side, keys: Sequence[str]) -> tuple[Choice | None, ...]:
    return tuple(side.value(key) for key in keys)


def _label(side: Side, keys: Sequence[str]) -> str:
    return label({key: "none" if (value := side.value(key)) is None else value for key in keys})


def pairs_named(studies: Sequence[Study], point: str | None, other: str | None) -> list[Pair]:
    """Return what is compared: points of one study, its points with their baselines, or the points of two studies.

    ``point`` names one of the first study, ``other`` one of the last (``baseline``: that of the first point), each by
    its choices, its address or its number. Raises ScenarioError where there is no such point, or where two cannot be
    paired.
    """
    first, last = studies[0], studies[-1]
    if point is None and other is None:
        if len(first.points) > MOST_PAIRS:
            raise ScenarioError(
                f"{first.folder} has {len(first.points):,} points, and {MOST_PAIRS:,} are compared at most; "
                "name one with --point, or read its summary.csv"
            )
        return pairs_with_baseline(first) if first is last else pairs_of_points(first, last)
    one = _point(first, point, "--point")
    if other == BASELINE or (first is last and other is None):
        partner = _baseline(first, one)
    else:
        partner = side_of(last, _point(last, other, "--with"))
    return [checked(Pair(f"{one.label} against {partner.label}", side_of(first, one), partner))]


def _point(study: Study, wanted: str | None, flag: str) -> StudyPoint:
    design = chosen_point(study.manifest, wanted, flag).design
    return next(point for point in study.points if point.design == design)


def _baseline(study: Study, point: StudyPoint) -> Side:
    baseline = baseline_side(study, point)
    if baseline is None:
        raise ScenarioError(f"{point.label} has no baseline; name another point with --with")
    return baseline
