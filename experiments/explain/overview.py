"""What can be asked about in a run: its projects with their outcomes, its units, departments and people."""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.explain.practices import practices_told
from experiments.explain.project import outcome_of
from experiments.explain.project_names import names_of_projects
from experiments.explain.source import Source
from experiments.results.agreement import disagreement
from sim.interventions.catalogue import MEASURES
from sim.replay import Replay
from sim.state import ADOPTED, NEVER, RELAPSED, STAGES, Array, World

Row = dict[str, Any]


def overview_of(source: Source) -> Row:
    """Replay a run and return what is in it, a row a subject."""
    world, record = source.replay.end()
    return {
        "folder": str(source.folder),
        "point": source.label,
        "replicate": source.replicate,
        "replicates": source.replicates,
        "flags": list(source.flags),
        "notes": [*source.notes, *disagreement(source.kept, record)],
        "projects": _projects(world, source.replay),
        "units": _units(world, source.replay),
        "departments": _departments(world, source.replay),
        "employees": _employees(world, source.replay),
    }


def _projects(world: World, replay: Replay) -> list[Row]:
    rows, names = [], names_of_projects(replay)
    for k, project in enumerate(world.projects):
        outcome = outcome_of(project, replay)
        started = outcome.word != "not started"
        start, finish = (int(project[name]) if started else None for name in ("start", "finish"))
        lead = replay.organization.department_names[int(project["lead"])] if started else None
        ended = started and outcome.word != "unfinished"
        rows.append(
            {
                "project": k,
                "name": names[k],
                "outcome": outcome.word,
                "start": start,
                "finish": finish if ended else None,
                "team": int(project["team"]),
                "for": lead,
                "spent": 1.0 + float(outcome.scale) if started else None,
                "cost": float(outcome.scale) if ended else None,
                "benefits": float(project["benefit_rate"]) if ended else None,
            }
        )
    return rows


def _units(world: World, replay: Replay) -> list[Row]:
    organization, told = replay.organization, practices_told(replay)
    return [
        {
            "unit": u,
            "department": organization.department_names[organization.unit_department[u]],
            **_people(slice(organization.unit_start[u], organization.unit_start[u + 1]), world, told),
            **_each({m: _taken_on(int(world.units["joined"][m, u])) for m in told}),
        }
        for u in range(organization.units)
    ]


def _taken_on(week: int) -> Row:
    return {"taken_on": None if week == NEVER else week}


def _departments(world: World, replay: Replay) -> list[Row]:
    organization, told = replay.organization, practices_told(replay)
    return [
        {
            "department": d,
            "name": name,
            **_people(slice(organization.department_start[d], organization.department_start[d + 1]), world, told),
            "units": int((organization.unit_department == d).sum()),
        }
        for d, name in enumerate(organization.department_names)
    ]


def _people(seats: slice, world: World, told: Sequence[int]) -> Row:
    adopted = {m: _adopted(world.ladders["stage"][m, seats]) for m in told}
    return {"people": int(seats.stop - seats.start), **_each(adopted)}


def _adopted(stages: Array) -> Row:
    return {"adopted": int((stages == ADOPTED).sum()), "relapsed": int((stages == RELAPSED).sum())}


def _each(columns: Mapping[int, Row]) -> Row:
    """Return the columns of every practice, named by it where there are several."""
    if len(columns) == 1:
        return next(iter(columns.values()))
    return {f"{MEASURES[m]}_{name}": value for m, row in columns.items() for name, value in row.items()}


def _employees(world: World, replay: Replay) -> list[Row]:
    organization, told = replay.organization, practices_told(replay)
    return [
        {
            "employee": i,
            "name": name,
            "department": organization.department_names[organization.department[i]],
            "unit": int(organization.unit[i]),
            **_each({m: {"stage": STAGES[world.ladders["stage"][m, i]]} for m in told}),
            "people": int(world.seats[i]["people"]),
        }
        for i, name in enumerate(organization.seat_names)
    ]
