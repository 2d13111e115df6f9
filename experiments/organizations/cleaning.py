"""Rows of people as they come from a personnel system: footers, leavers, scales, managers by name; all of it told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from experiments.organizations.how import HowPeople
from experiments.organizations.problems import refuse_found
from experiments.organizations.table import Table, normal, number_text
from sim.errors import ScenarioError
from sim.organization.roster import TRAITS, EmployeeRow

TOTALS = ("total", "totals", "grand_total", "subtotal", "totaal", "eindtotaal", "sum", "summe", "gesamt", "count")
NOBODY = ("", "n_a", "na", "none", "geen", "keiner")
Fields = tuple[int, Sequence[str]]


def cleaned_people(table: Table, where: str, how: HowPeople, notes: list[str]) -> list[EmployeeRow]:
    """Return the people of a table; what was left out or guessed goes into ``notes``; raise ScenarioError with all.

    A last row that is a total is no person, and departments whose names differ in capitals or spaces alone are one.
    """
    said: list[str] = []
    kept = _without_total(table, list(_kept(table, where, how, said)), said)
    problems: list[str] = []
    rows = [_employee(table.named(fields), number, how, f"{where} row {number}", problems) for number, fields in kept]
    rows = _managed(_of_one_spelling(rows, said), _called(table, kept, where, how, problems), how, said)
    if how.top:
        rows = _below(rows, how.top, where)
    refuse_found(problems)
    notes += [f"{where}: {text}" for text in said]
    return rows


def _kept(table: Table, where: str, how: HowPeople, said: list[str]) -> Iterator[Fields]:
    places = {column: table.place(column, where) for column in how.leave_out}
    left: Counter[str] = Counter()
    for number, fields in table.rows:
        out = next((name for name, place in places.items() if normal(fields[place]) in how.leave_out[name]), None)
        if out is None:
            yield number, fields
        else:
            left[out] += 1
    said += [f"{count:,} rows are left out by their {column}" for column, count in left.items()]


def _without_total(table: Table, rows: list[Fields], said: list[str]) -> list[Fields]:
    """Return rows without a last one that is called a total, and whose department is a number or none."""
    if not rows:
        return rows
    number, fields = rows[-1]
    named = table.named(fields)
    department = named["department"].replace(".", "").replace(",", "")
    if normal(named["id"]) not in TOTALS or not (department == "" or department.isdecimal()):
        return rows
    said.append(f"row {number}, '{named['id']}', is left out: it is a total, not a person")
    return rows[:-1]


def _employee(named: Mapping[str, str], number: int, how: HowPeople, where: str, problems: list[str]) -> EmployeeRow:
    row = EmployeeRow(**named, row=number)
    traits: dict[str, str | float] = {name: number_text(named[name]) for name in TRAITS if name in named}
    for name, scale in how.scales.items():
        given = named.get(name, "")
        share = scale.share(given) if given else None
        if given and share is None:
            problems.append(f"{where}: {name} '{given[:20]}' is not on its scale, {scale}")
        traits[name] = "" if share is None else share
    return row._replace(**traits)  # type: ignore[arg-type]  # a trait is a text or a number


def _of_one_spelling(rows: list[EmployeeRow], said: list[str]) -> list[EmployeeRow]:
    """Return people whose departments differ by more than capitals and spaces; the commonest spelling counts."""
    spelled = Counter(row.department for row in rows)
    best: dict[str, str] = {}
    for name in sorted(spelled, key=lambda name: -spelled[name]):
        best.setdefault(" ".join(name.lower().split()), name)
    if len(best) == len(spelled):
        return rows
    for name in spelled:
        chosen = best[" ".join(name.lower().split())]
        if chosen != name:
            said.append(f"department '{name}' is taken for '{chosen}', which {spelled[chosen]:,} others are in")
    return [row._replace(department=best[" ".join(row.department.lower().split())]) for row in rows]


def _called(table: Table, rows: Sequence[Fields], where: str, how: HowPeople, problems: list[str]) -> Mapping[str, str]:
    """Return ids by what managers are called, where that is another column."""
    if not how.managers_by:
        return {}
    place = table.place(how.managers_by, where)
    count = Counter(fields[place] for _, fields in rows)
    managers = {table.named(fields).get("manager", "") for _, fields in rows}
    problems += [
        f"{where}: {count[name]} people are called '{name}', a manager" for name in managers if count[name] > 1
    ]
    return {fields[place]: table.named(fields)["id"] for _, fields in rows if fields[place]}


def _managed(rows: list[EmployeeRow], called: Mapping[str, str], how: HowPeople, said: list[str]) -> list[EmployeeRow]:
    """Return people with the ids of their managers; those who have none, or one who is gone, with an empty one."""
    known = {row.id for row in rows}
    found = [
        row._replace(manager=row.manager if row.manager in known else called.get(row.manager, row.manager))
        for row in rows
    ]
    told = Counter[str]()
    for place, row in enumerate(found):
        missing = row.manager not in known
        if row.manager and missing and normal(row.manager) in NOBODY:
            told["have a sign for nobody in the place of a manager"] += 1
        elif row.manager and how.to_top and missing:
            told["have a manager who is not in the table"] += 1
        elif row.manager and how.to_top and row.manager == row.id:
            told["are their own managers"] += 1
        else:
            continue
        found[place] = row._replace(manager="")
    said += [f"{count:,} people {what}: none is read" for what, count in told.items()]
    tops = [row.id for row in found if not row.manager]
    if 1 < len(tops) < len(found):
        said.append(
            f"{len(tops):,} people have no manager: {how.top or tops[0]} is at the top, the others report there"
        )
    return found


def _below(rows: list[EmployeeRow], top: str, where: str) -> list[EmployeeRow]:
    """Return people of whom one is at the top, and all others without a manager report there."""
    if top not in {row.id for row in rows}:
        raise ScenarioError(f"{where}: '{top}' is to be at the top, but is nobody in the table")
    return [row._replace(manager="" if row.id == top else row.manager or top) for row in rows]
