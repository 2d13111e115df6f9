"""What can be asked about in a run: its projects with their outcomes, its units, departments and people."""

from typing import Any

import numpy as np

from experiments.explain.followed import ladder_of, units_of
from experiments.explain.project import outcome_of
from experiments.explain.source import Source
from experiments.results.agreement import disagreement
from experiments.wording.names import project_name
from sim.replay import Replay
from sim.state import ADOPTED, NEVER, RELAPSED, STAGES, World

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
    rows = []
    for k, project in enumerate(world.projects):
        outcome = outcome_of(project, replay)
        started = outcome.word != "not started"
        start, finish = (int(project[name]) if started else None for name in ("start", "finish"))
        lead = replay.organization.department_names[int(project["lead"])] if started else None
        ended = started and outcome.word != "unfinished"
        rows.append(
            {
                "project": k,
                "name": project_name(k),
                "outcome": outcome.word,
                "start": start,
                "finish": finish if ended else None,
                "team": int(project["team"]),
                "for": lead,
                "cost": float(outcome.scale) if started else None,
                "benefits": float(project["benefit_rate"]) if ended else None,
            }
        )
    return rows


def _units(world: World, replay: Replay) -> list[Row]:
    organization = replay.organization
    stages = ladder_of(world, replay.scenario)["stage"]
    joined = units_of(world, replay.scenario)["joined"]
    return [
        {
            "unit": u,
            "department": organization.department_names[organization.unit_department[u]],
            **_people(stages[organization.unit_start[u] : organization.unit_start[u + 1]]),
            "taken_on": None if joined[u] == NEVER else int(joined[u]),
        }
        for u in range(organization.units)
    ]


def _departments(world: World, replay: Replay) -> list[Row]:
    organization, stages = replay.organization, ladder_of(world, replay.scenario)["stage"]
    return [
        {
            "department": d,
            "name": name,
            **_people(stages[organization.department_start[d] : organization.department_start[d + 1]]),
            "units": int((organization.unit_department == d).sum()),
        }
        for d, name in enumerate(organization.department_names)
    ]


def _people(stages: np.ndarray[Any, Any]) -> Row:
    return {
        "people": len(stages),
        "adopted": int((stages == ADOPTED).sum()),
        "relapsed": int((stages == RELAPSED).sum()),
    }


def _employees(world: World, replay: Replay) -> list[Row]:
    organization, stages = replay.organization, ladder_of(world, replay.scenario)["stage"]
    return [
        {
            "employee": i,
            "name": name,
            "department": organization.department_names[organization.department[i]],
            "unit": int(organization.unit[i]),
            "stage": STAGES[stages[i]],
            "people": int(world.seats[i]["people"]),
        }
        for i, name in enumerate(organization.seat_names)
    ]
