"""What the state declares about who writes a field, against the plain week: a step writes what it is said to write."""

from collections import defaultdict
from typing import Any

import pytest

from sim.state import BEFORE, state_fields
from tests.verification.cases import BASE, CASES
from tests.verification.cases_of_plans import CASES_OF_PLANS
from tests.verification.organizations import Stepwise, recipe, scenario_with
from tests.verification.reference.plain import Place
from tests.verification.reference.week import WEEK
from tests.verification.test_reference import place_now

ENOUGH = (
    *("all six", "crowded", "steered", "volunteers, more and more", "trained"),
    *("each its own rollout", "one ends, another comes", "projects run by strategic doing", "projects meet people"),
    *("everything happens", "no money", *CASES_OF_PLANS),
)  # in which everything happens
NAMES = {"open_week": "open_agenda", "count_watermelons": "record_week"}
UNSEEN = {  # what a step uses and leaves as it was, and what is noted only so that the engine finds ties sooner
    *("traits_next", "departments.good_news", "departments.bad_news"),
    "tied_to",
}

Values = dict[str, list[Any]]


def values_of(place: Place) -> Values:
    """Return the values of every field of a world of plain objects, by the name under which it is declared."""
    found: Values = {name: list(getattr(place, name)) for name in ("members", "running", "finished", "practised")}
    found |= {name: [list(row) for row in getattr(place, name)] for name in ("formed_target", "formed_strength")}
    rows = {
        name: getattr(place, name) for name in ("stances", "seats", "departments", "projects", "measures", "rollouts")
    }
    rows |= {name: [record for row in getattr(place, name) for record in row] for name in ("ladders", "units")}
    for name, records in rows.items():
        for record in records:
            for field, value in record.values.items():
                found.setdefault(f"{name}.{field}", []).append(value)
    for name in ("portfolio", "shocks", "effects"):
        found |= {f"{name}.{field}": [value] for field, value in getattr(place, name).values.items()}
    columns = next(field.fields for name, field in state_fields() if name == "traits")
    found |= {f"traits.{field.name}": [row[k] for row in place.traits] for k, field in enumerate(columns)}
    return found


def writers(case: str) -> dict[str, set[str]]:
    """Return which steps changed each field in a run of a case."""
    found: dict[str, set[str]] = defaultdict(set)
    replay = Stepwise(scenario_with(BASE, (CASES | CASES_OF_PLANS)[case]), recipe())
    while replay.week < replay.plan.weeks:
        place = place_now(replay)
        before = values_of(place)
        for step in WEEK:
            step(place)
            after = values_of(place)
            for name in after:
                if after[name] != before[name]:
                    found[name].add(NAMES.get(step.__name__, step.__name__))
            before = after
        replay.live()
    return found


@pytest.mark.long
def test_every_field_is_written_by_the_steps_that_are_declared_and_by_no_other() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for case in ENOUGH:
        for name, steps in writers(case).items():
            seen[name] |= steps
    declared = {name: field for name, field in state_fields() if not field.fields and name not in UNSEEN}
    assert seen.keys() <= declared.keys()
    wrong = {
        name: (sorted(seen[name]), field.written_by)
        for name, field in declared.items()
        if seen[name] != (set() if field.written_by == BEFORE else set(field.written_by))
    }
    assert wrong == {}
