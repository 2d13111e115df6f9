"""An account as plain values, for programs."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from experiments.explain.account import Account, Counterpart, Story
from experiments.explain.decision import decision
from experiments.explain.divergence import Parting
from experiments.explain.in_short import in_short
from experiments.explain.what_if import WhatIf
from experiments.wording.state_fields import step_of

Plain = dict[str, Any]


def as_json(account: Account) -> Plain:
    """Return the account as one JSON object; numbers that are not finite become null."""
    source, subject = account.source, account.subject
    told = {
        "run": {
            "folder": str(source.folder),
            "point": source.label,
            "design": source.design,
            "replicate": source.replicate,
        },
        "thing": {"kind": subject.kind, "number": subject.number, "name": subject.name},
        "notes": list(account.notes),
        "in_short": in_short(account),
        **_story(account.story),
        "no_twin": account.no_counterpart or None,
        "chosen_differently": [{"parameter": name, "here": here, "twin": there} for name, here, there in source.chosen],
        "twin": account.counterpart and _counterpart(account.counterpart),
        "decided": {"text": " ".join(decision(account)), "by": [one.overrides for one in account.decisive]},
        "what_ifs": [_what_if(one) for one in account.what_ifs],
    }
    return {name: _finite(value) for name, value in told.items()}


def _story(story: Story) -> Plain:
    return {
        "fate": story.outcome._asdict(),
        "events": [event._asdict() for event in story.events],
        "reasons": [reason._asdict() for reason in story.reasons],
        "table": list(story.table),
    }


def _counterpart(counterpart: Counterpart) -> Plain:
    comparison = counterpart.comparison
    partings = {"anywhere": comparison.anywhere, "here": comparison.here, "counted": comparison.counted}
    return {
        **_story(counterpart.story),
        "different_from_the_beginning": [field.name for field in [*comparison.beginning, *comparison.own_beginning]],
        "first_differences": {name: parting and _parting(parting) for name, parting in partings.items()},
        "channels": len(counterpart.channels),
        "channels_apart_before": counterpart.channels_apart.tolist(),
    }


def _parting(parting: Parting) -> Plain:
    fields = [{**field._asdict(), "step": step_of(field.name)} for field in parting.fields]
    return {"week": parting.week, "fields": fields}


def _what_if(one: WhatIf) -> Plain:
    return {"overrides": one.overrides, "words": one.words, "fate": one.outcome._asdict()}


def _finite(value: Any) -> Any:  # noqa: ANN401 - any plain value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_finite(inner) for inner in value]
    return value
