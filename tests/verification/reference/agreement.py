"""Where a world of plain objects and the engine's world differ."""

from collections.abc import Iterator
from typing import Any

from sim.state import THIS_WEEK, World
from tests.verification.reference.plain import Place

RELATIVE = 1e-12
# what remains of a ratio of about 1, or of a person-week of work, is as exact as what it was taken from
LEFT_OF_ONE = {
    *("true_overrun", "known_overrun", "reported_overrun"),
    *("startup_left", "done", "hidden", "rework_known", "spent_startup", "spent_progress", "spent_rework"),
}


def agree(one: Any, other: Any, name: str) -> bool:  # noqa: ANN401 - numbers, counts or switches
    """Return whether two values agree to 1e-12 of themselves, or at least of 1 where they are what is left of that."""
    if one == other:
        return True
    size = max(abs(one), abs(other), 1.0 if name in LEFT_OF_ONE else 0.0)
    return bool(abs(one - other) <= RELATIVE * size)


def _pairs(place: Place, world: World) -> Iterator[tuple[str, Any, Any]]:
    tables = {name: getattr(place, name) for name in ("stances", "seats", "departments", "projects", "rollouts")}
    rows = {
        **{table: getattr(world, table) for table in tables},
        "portfolio": world.portfolio,
        "shocks": world.shocks,
        "effects": world.effects[[THIS_WEEK]],
        "measures": world.measures[THIS_WEEK],
    }
    alone = {
        "portfolio": [place.portfolio],
        "shocks": [place.shocks],
        "effects": [place.effects],
        "measures": place.measures,
    }
    for table in ("ladders", "units"):
        for m, (mine, theirs) in enumerate(zip(getattr(place, table), getattr(world, table), strict=True)):
            tables[f"{table}[{m}]"], rows[f"{table}[{m}]"] = mine, theirs
    for table, records in {**tables, **alone}.items():
        for i, (record, row) in enumerate(zip(records, rows[table].tolist(), strict=True)):
            if tuple(record.values.values()) != row:  # most are the same, and their fields need no names
                yield from (
                    (f"{table}[{i}].{name}", mine, theirs)
                    for (name, mine), theirs in zip(record.values.items(), row, strict=True)
                )
    for table in ("traits", "formed_target", "formed_strength"):
        for i, (mine, theirs) in enumerate(zip(getattr(place, table), getattr(world, table).tolist(), strict=True)):
            yield from (
                (f"{table}[{i}, {k}].", one, other) for k, (one, other) in enumerate(zip(mine, theirs, strict=True))
            )
    yield from (
        (f"members[{i}].", one, other)
        for i, (one, other) in enumerate(zip(place.members, world.members.tolist(), strict=True))
    )


def differences(place: Place, world: World) -> list[str]:
    """Return every value on which the two worlds do not agree, and every list of projects that is not the same."""
    found = [
        f"{name}: {one!r} != {other!r}"
        for name, one, other in _pairs(place, world)
        if not agree(one, other, name.rpartition(".")[2])
    ]
    for name, count in (("running", "running"), ("finished", "finished"), ("practised", "practices")):
        theirs = getattr(world, name)[: int(world.portfolio[count][0])].tolist()
        if getattr(place, name) != theirs:
            found.append(f"{name}: {getattr(place, name)} != {theirs}")
    return found
