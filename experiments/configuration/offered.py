"""What can be chosen by its name: interventions, events, plans and cases that are shipped, as rows."""

from collections.abc import Iterator
from dataclasses import fields
from inspect import getmodule
from typing import Any

import yaml  # type: ignore[import-untyped]

from experiments.configuration.options import option_names, option_text
from experiments.configuration.plans.plan import PLAN, checked_plan
from sim.events.catalogue import Events
from sim.interventions.catalogue import MEASURES, PRACTICES, Interventions
from sim.parameters import Parameters

Row = dict[str, Any]


def intervention_rows() -> list[Row]:
    """Return a row an intervention: what it is, and whom it reaches."""
    return [_intervention(item.name, item.default) for item in fields(Interventions)]


def event_rows() -> list[Row]:
    """Return a row an event: what it is, and what can be said of it."""
    return [_event(item.name, item.default) for item in fields(Events)]


def plan_rows() -> list[Row]:
    """Return a row a plan: its title, and what it consists of."""
    plans = ((name, checked_plan(_content(PLAN, name), f"{PLAN}={name}")) for name in option_names()[PLAN])
    return [{"name": name, "title": plan.title, "consists of": "; ".join(plan.consists_of)} for name, plan in plans]


def case_rows() -> list[Row]:
    """Return a row a case: its title, its question, and its arms."""
    return list(_cases())


def _cases() -> Iterator[Row]:
    for name in option_names()["case"]:
        case = _content("case", name)["case"]
        yield {
            "name": name,
            "title": case["title"],
            "question": case["question"],
            "arms": ", ".join(case["arms"]),
        }


def _intervention(name: str, declared: object) -> Row:
    text = getattr(getmodule(type(declared)), "__doc__", "") or ""
    what = text.partition("\n\n")[0].replace("\n", " ")
    kind = "a practice of units" if name in PRACTICES else "for units" if name in MEASURES else "for everybody at once"
    return {"name": name, "what": what, "reaches": kind, "chosen by": f"intervention=[{name}]"}


def _event(name: str, declared: object) -> Row:
    text = getattr(getmodule(type(declared)), "__doc__", "") or ""
    what = text.partition("\n\n")[0].replace("\n", " ")
    told = ", ".join(type(declared).declarations()) if isinstance(declared, Parameters) else ""
    return {"name": name, "what": what, "parameters": told, "in a plan": f"{{event: {name}, week: 60}}"}


def _content(group: str, name: str) -> Any:  # noqa: ANN401 - nested plain values
    return yaml.safe_load(option_text(group, name))
