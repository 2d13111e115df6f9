"""What can be set and what is measured, as rows: from the declarations of the model."""

from enum import Enum
from typing import Any

from experiments.configuration.settings import declared_everything
from experiments.inference.matters import smallest
from sim.outcomes.dictionary import METRICS, SERIES
from sim.parameters import Declaration, plain_value
from sim.scenario import declared_parameters
from sim.week import order_of_the_week

Row = dict[str, Any]


BETTER = {1: "more", -1: "less", 0: ""}


def parameter_rows() -> list[Row]:
    """Return a row a parameter."""
    return [_parameter_row(name, declared) for name, declared in declared_everything().items()]


def metric_rows() -> list[Row]:
    """Return a row a metric of a run and a row a weekly series."""
    return [
        {
            "name": found.name,
            "recorded": recorded,
            "definition": found.definition,
            "unit": found.unit,
            "better": BETTER[found.direction],
            "matters from": f"{smallest(found):g}" if smallest(found) else "any",
        }
        for recorded, metrics in (("run", METRICS), ("week", SERIES))
        for found in metrics
    ]


def week_rows() -> list[Row]:
    """Return a row a step of the week."""
    steps = enumerate(order_of_the_week(), 1)
    return [{"step": place, **step._asdict(), "reads": ", ".join(step.reads)} for place, step in steps]


def _parameter_row(name: str, declared: Declaration) -> Row:
    section = name.partition(".")[0]
    modelled = name in declared_parameters()
    return {
        "name": name,
        "default": f"as {declared.as_in}" if declared.as_in else plain_value(declared.default),
        "allowed": _allowed(declared),
        "unit": "" if declared.unit == "1" else declared.unit,
        "meaning": declared.meaning,
        "role": declared.role.value if modelled else section,
        "grade": declared.grade.value if modelled else "",
        "source": declared.source,
    }


def _allowed(declared: Declaration) -> str:
    default = declared.example
    if isinstance(default, bool):
        return "true, false"
    if isinstance(default, Enum):
        return ", ".join(str(member.value) for member in type(default))
    if declared.bounds is None:
        return "text" if isinstance(default, str) else "any number"
    return f"{declared.bounds[0]:g} to {declared.bounds[1]:g}" + (" (list)" if isinstance(default, tuple) else "")
