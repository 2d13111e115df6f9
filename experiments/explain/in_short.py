"""An account in two or three plain sentences: what became of it, what held it back, what would have changed it."""

from collections.abc import Sequence

from experiments.explain.account import Account
from experiments.explain.events import Figures, Reason
from experiments.explain.practices import practice_name
from experiments.explain.project_reasons import PARTS
from experiments.explain.what_if import WhatIf
from experiments.wording.phrases import counted
from experiments.wording.quantities import percent

SPOILT = {
    "passing_without_border": "too few of the colleagues they turn to used it",
    "passing_without_strain": "they had too much to do",
    "passing_without_luck": "it went worse than it usually does",
}


def in_short(account: Account) -> list[str]:
    """Return what a director wants to know first; figures and the way to them come behind."""
    kind = account.subject.kind
    if kind == "project":
        return [*_project(account), *_other_ending(account)]
    if not account.what_ifs:
        return [f"Nothing is tried in this run, so {account.subject.name} had nothing to take up or to give up."]
    if kind == "employee":
        return [f"{account.subject.name}: {account.story.outcome.text}.", *_other_ending(account)]
    return [*_group(account), *_help(account)]


def _project(account: Account) -> list[str]:
    """Return how a project ended, and what made it dearer where it was."""
    told = [f"{account.subject.name}: {account.story.outcome.text}."]
    cost = next((reason.figures for reason in account.story.reasons if reason.topic == "cost"), None)
    if cost is None or float(cost["spent"] or 0) <= float(cost["budget_first"] or 0):
        return told
    parts = {name: float(cost[name] or 0) for name in PARTS}
    largest = max(parts, key=lambda name: parts[name])
    extra = float(cost["spent"] or 0) - float(cost["budget_first"] or 0)
    words = f"{extra:,.0f} person-weeks more than first planned; what added most: {PARTS[largest]}"
    return [*told, f"That is {words} ({parts[largest]:,.0f})."]


def _other_ending(account: Account) -> list[str]:
    """Return under which single change it would have ended otherwise."""
    if not account.decisive:
        return ["No single change that was tried would have made it end otherwise."]
    first = account.decisive[0]
    return [f"It would have been {first.outcome.word} if {first.words}."]


def _group(account: Account) -> list[str]:
    """Return for every practice how many took it up, and where the others stopped."""
    people = _people(account)
    last = account.story.table[-1]["week"]
    rows = [row for row in account.story.table if row["week"] == last]
    return [sentence for row in rows for sentence in _practice(account, row, people)]


def _people(account: Account) -> int:
    row = account.story.table[-1]
    return sum(int(row[stage] or 0) for stage in ("unaware", "aware", "trying", "adopted", "relapsed"))


def _practice(account: Account, row: Figures, people: int) -> list[str]:
    subject = account.subject
    name = str(row.get("practice") or practice_name(subject.practices[0]))
    adopted, trying, relapsed = (int(row[stage] or 0) for stage in ("adopted", "trying", "relapsed"))
    never = int(row["unaware"] or 0) + int(row["aware"] or 0)
    told = (
        f"{subject.name}: {adopted:,} of {people:,} people have made {name} their own; of the others {relapsed:,} "
        f"gave it up, {trying:,} are trying it, and {never:,} have not tried it or are new."
    )
    return [told, *_held_back(account, row, never=never, relapsed=relapsed)]


def _held_back(account: Account, row: Figures, *, never: int, relapsed: int) -> list[str]:
    """Return what stopped most of those who have not taken it up."""
    units, on_board = _units(account), row.get("on_board")
    if isinstance(on_board, int) and on_board < units and never >= relapsed:
        return [f"{counted(units - on_board, 'of its teams was', 'of its teams were')} never taken on."]
    trials = _reason(account.story.reasons, "trials", row.get("practice"))
    if trials is None or not trials.figures["failed"]:
        return []
    part = max(SPOILT, key=lambda name: int(trials.figures[name] or 0))
    saved, failed = int(trials.figures[part] or 0), int(trials.figures["failed"] or 0)
    if not saved:
        return [f"{failed:,} trials did not go well enough, and no single cause would have saved them."]
    return [f"{failed:,} trials did not go well enough, {saved:,} of them only because {SPOILT[part]}."]


def _units(account: Account) -> int:
    organization, number = account.source.replay.organization, account.subject.number
    return int((organization.unit_department == number).sum()) if account.subject.kind == "department" else 1


def _reason(reasons: Sequence[Reason], topic: str, practice: object) -> Reason | None:
    found = (each for each in reasons if each.topic == topic and each.figures.get("practice") == practice)
    return next(found, None)


def _help(account: Account) -> list[str]:
    """Return which single change would have brought most people to take it up."""
    now = account.story.outcome.scale
    better = [one for one in account.decisive if one.outcome.scale > now]
    if not better:
        return ["No single change that was tried would have brought one in twenty people more to take it up."]
    best: WhatIf = max(better, key=lambda one: one.outcome.scale)
    share = percent(best.outcome.scale / now - 1.0) if now else ""
    more = f" ({share} more)" if share else ""
    return [f"More would have taken it up, {best.outcome.scale:,.0f} instead of {now:,.0f}{more}, if {best.words}."]
