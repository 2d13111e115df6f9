"""What decided it, in a sentence or two."""

from experiments.explain.account import Account
from experiments.explain.events import SubjectOutcome
from experiments.explain.what_if import WhatIf
from experiments.wording.phrases import listed, signed_percent
from experiments.wording.quantities import percent

MOST = 4
CLOSE = 4  # an outcome that one variant in so many changes was a close call


def decision(account: Account) -> list[str]:
    """Return which mechanisms decided what became of something, and how that is known."""
    if not account.what_ifs:
        return ["Nothing is tried in this run, so there is nothing to take up or to give up."]
    replayed = (
        f"{len(account.what_ifs)} variants were replayed with the same luck, one change at a time for the whole "
        "organization"
    )
    if account.subject.kind in ("project", "employee"):
        told = _changed(account) if account.decisive else _unmoved(account)
        return [told, f"({replayed}.)"]
    return [_shifted(account), f"({replayed}; changes of less than one in twenty people are left out.)"]


def _changed(account: Account) -> str:
    groups: dict[str, list[str]] = {}
    for one in account.decisive:
        groups.setdefault(one.outcome.word, []).append(_named(one))
    what = "It" if account.subject.kind == "project" else "The stage at the end"
    told = "; ".join(f"{word} if {listed(names, 'or if')}" for word, names in groups.items())
    close = "A close call. " if len(account.decisive) * CLOSE >= len(account.what_ifs) else ""
    return f"{close}{what} would have been {told}."


def _unmoved(account: Account) -> str:
    outcome = account.story.outcome
    told = f"Nothing decided it alone: {outcome.word} in every variant"
    if account.subject.kind != "project" or outcome.word == "not started":
        return f"{told}."
    most = max(account.what_ifs, key=lambda one: abs(one.outcome.scale - outcome.scale))
    costs = f"{signed_percent(most.outcome.scale)} cost instead of {signed_percent(outcome.scale)}"
    if outcome.word == "unfinished":
        spent, instead = (percent(1.0 + one.scale) for one in (most.outcome, outcome))
        costs = f"{spent} of the first budget spent instead of {instead}"
    return f"{told}. It would have moved most if {_named(most)}: {costs}."


def _shifted(account: Account) -> str:
    outcome = account.story.outcome
    if not account.decisive:
        return f"Nothing decided it alone: about {outcome.word} in every variant."
    strongest = account.decisive[:MOST]
    told = "; ".join(f"{_amount(one.outcome)} if {_named(one)}" for one in strongest)
    return f"{outcome.word}; it would have been {told}."


def _amount(outcome: SubjectOutcome) -> str:
    parts = outcome.by_practice
    if len(parts) <= 1:
        return f"{outcome.scale:.0f}"
    return ", ".join(f"{practice} {adopted:.0f}" for practice, adopted in parts.items())


def _named(one: WhatIf) -> str:
    return f"{one.words} ({one.overrides})"
