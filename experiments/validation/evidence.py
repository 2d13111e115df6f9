"""The evidence ledger: every parameter and every validation target with its source and grade, what is assumed first."""

from collections import Counter
from collections.abc import Sequence
from math import isfinite
from typing import Any

from experiments.configuration.declarations import parameter_rows
from experiments.configuration.observation import EvidenceGrade
from experiments.configuration.points import shown
from experiments.validation.catalogue import PATTERNS
from experiments.validation.pattern import Target
from experiments.validation.wording import why_text
from sim.parameters import Grade, Role
from sim.scenario import declared_parameters

Row = dict[str, Any]
PARAMETER, TARGET = "parameter", "target"
WEAKEST_FIRST = [grade.value for grade in (Grade.ASSUMPTION, Grade.LITERATURE, Grade.DATA, Grade.SEED)]
LETTERS = [letter.value for letter in EvidenceGrade]
MOST_DOUBTED_FIRST = [role.value for role in (Role.UNCERTAINTY, Role.CONSTANT, Role.LEVER)]


def evidence_rows() -> list[Row]:
    """Return a row a parameter of the model and a row a validation target, the weakest evidence first in each."""
    modelled = [_of_parameter(row) for row in parameter_rows() if row["name"] in declared_parameters()]
    modelled.sort(key=lambda row: (WEAKEST_FIRST.index(row["grade"]), MOST_DOUBTED_FIRST.index(row["role"])))
    targets = [_of_target(pattern.id, target) for pattern in PATTERNS.values() for target in pattern.targets]
    return modelled + sorted(targets, key=lambda row: -LETTERS.index(row["grade"]))


def counted(rows: Sequence[Row]) -> str:
    """Return how many rows there are of each grade, as one line."""
    parts = [
        (PARAMETER, WEAKEST_FIRST, {}),
        (TARGET, LETTERS[::-1], {letter.value: f" ({letter.meaning})" for letter in EvidenceGrade}),
    ]
    told = []
    for kind, order, meanings in parts:
        found = Counter(row["grade"] for row in rows if row["kind"] == kind)
        if found:
            grades = ", ".join(f"{found[grade]} {grade}{meanings.get(grade, '')}" for grade in order if found[grade])
            told.append(f"{kind}s {found.total()}: {grades}")
    return "; ".join(told)


def _of_parameter(row: Row) -> Row:
    taken = [row[column] for column in ("name", "grade", "role", "default", "allowed", "unit")]
    return _row(*taken, PARAMETER, row["meaning"], row["source"])


def _of_target(pattern: str, target: Target) -> Row:
    unit = "" if target.unit == "1" else target.unit
    name, figure = f"{pattern} {target.name}", "" if target.value is None else target.value
    return _row(
        name, target.grade, target.use.value, figure, _band(target), unit, TARGET, why_text(target), target.source
    )


def _band(target: Target) -> str:
    return (
        f"{shown(target.low)} to {shown(target.high)}"
        if isfinite(target.high)
        else f"at least {shown(target.smallest)}"
    )


def _row(*values: object) -> Row:
    columns = ("name", "grade", "role", "value", "allowed", "unit", "kind", "meaning", "source")
    return dict(zip(columns, values, strict=True))
