"""Which run is meant: a point and a replicate of a study, and everything to replay it and its counterpart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from experiments.configuration.dates import calendar_told
from experiments.configuration.points import Design, declared_defaults
from experiments.organizations.shared import organization_of
from experiments.results.agreement import last_week_of
from experiments.results.selection import chosen_point
from experiments.results.titles import called
from experiments.store.manifest import Manifest, PointEntry, finished_manifest
from experiments.wording.calendar import Calendar
from sim.compiler import source_stamp
from sim.errors import ScenarioError
from sim.replay import Replay
from sim.scenario import Scenario


@dataclass(frozen=True)
class Source:
    """One run of a study.

    Attributes:
        folder, study: where the study lies and what it is called.
        label, design: the point, and the address of its design; ``called``: the point in words.
        replicate, replicates: the replicate, and how many the study holds of this design.
        flags: what a command says to mean this run, as far as it has to.
        kept: what the study holds of the run's last week.
        replay: the run; counterpart: the same in the baseline, None with ``no_counterpart`` saying why.
        chosen: what was chosen differently than in the baseline, as (parameter, value here, value there).
        notes: what a reader should know first.
        calendar: on which day its weeks begin; None where the study says none.

    """

    folder: Path
    study: str
    label: str
    called: str
    design: str
    replicate: int
    replicates: int
    flags: tuple[str, ...]
    kept: Mapping[str, float]
    replay: Replay
    counterpart: Replay | None
    no_counterpart: str
    chosen: tuple[tuple[str, Any, Any], ...]
    notes: tuple[str, ...]
    calendar: Calendar | None = None


def source_of(folder: Path, point: str | None, replicate: int) -> Source:
    """Return a run of a study; raise ScenarioError where the folder, the point or the replicate is not there."""
    manifest = finished_manifest(folder)
    point_entry = chosen_point(manifest, point)
    entry = manifest.designs[point_entry.design]
    replicates = entry.replicates
    if not 0 <= replicate < replicates:
        raise ScenarioError(f"--replicate: there is no replicate {replicate}; this point holds 0 to {replicates - 1}")
    replay = _replay(entry.changes, replicates, replicate)
    counterpart, no_counterpart = _counterpart(manifest, point_entry, replay)
    return Source(
        folder=folder,
        study=manifest.name,
        label=point_entry.label,
        called=called(manifest, point_entry.choices),
        design=point_entry.design,
        replicate=replicate,
        replicates=replicates,
        flags=(*_point_flag(manifest, point_entry), *(("--replicate", str(replicate)) if replicate else ())),
        kept=last_week_of(folder, point_entry.design, replicate),
        replay=replay,
        counterpart=counterpart,
        no_counterpart=no_counterpart,
        chosen=_chosen(replay.scenario, counterpart.scenario) if counterpart else (),
        notes=tuple(_other_code(manifest)),
        calendar=calendar_told(manifest.settings),
    )


def _point_flag(manifest: Manifest, point: PointEntry) -> tuple[str, ...]:
    return ("--point", str(manifest.points.index(point))) if len(manifest.points) > 1 else ()


def _replay(changes: Mapping[str, object], replicates: int, replicate: int) -> Replay:
    scenario = Scenario().with_values(changes)
    return Replay(scenario, organization_of(scenario, replicates, replicate), replicate)


def _counterpart(manifest: Manifest, point: PointEntry, replay: Replay) -> tuple[Replay | None, str]:
    """Return the same run in the baseline, or why there is none."""
    if point.baseline is None:
        return None, "this point is compared with nothing: nothing is tried in it, or it is the baseline itself"
    entry = manifest.designs[point.baseline]
    scenario = Scenario().with_values(entry.changes)
    if replay.replicate >= entry.replicates:
        return None, f"the baseline holds only the replicates 0 to {entry.replicates - 1}"
    if scenario.horizon != replay.scenario.horizon:
        return None, "the baseline has another seed or horizon"
    if scenario.organization != replay.scenario.organization:
        return None, "the baseline is another organization"
    return replace(replay, scenario=scenario), ""


def _chosen(here: Scenario, there: Scenario) -> tuple[tuple[str, Any, Any], ...]:
    one, other, declared = Design(here).changes, Design(there).changes, declared_defaults()
    values = ((name, one.get(name, default), other.get(name, default)) for name, default in declared.items())
    return tuple((name, mine, theirs) for name, mine, theirs in values if mine != theirs)


def _other_code(manifest: Manifest) -> list[str]:
    made, present = manifest.code.source, source_stamp()
    if made == present:
        return []
    return [
        (
            f"the study was made by another version of the model ({made[:12]}); "
            "what follows is replayed by the present one "
            f"({present[:12]})"
        )
    ]
