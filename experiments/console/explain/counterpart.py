"""The twin in the baseline as text: where the two runs part, and both side by side."""

from collections.abc import Sequence

from experiments.configuration.points import shown as shown_choice
from experiments.console.explain.layout import GAP, side_by_side, wrapped
from experiments.explain.account import Account, Twin
from experiments.explain.divergence import FieldDifference, Parting
from experiments.explain.events import Event
from experiments.wording.phrases import counted, listed, seat_in_words
from experiments.wording.state_fields import in_words, is_told, shown, step_of

FIELDS_SHOWN = 3
SAME = "the same"


def twin_lines(account: Account) -> list[str]:
    """Return what there is to say about the twin."""
    twin = account.twin
    if twin is None:
        return [wrapped("", f"No twin: {account.no_twin}.")]
    lines = [f"Its twin in the baseline, with the same luck: {twin.story.fate.text}"]
    lines += [GAP + text for text in [*_chosen(account), *_beginning(twin), *_partings(account, twin)]]
    told = [wrapped(GAP if line.startswith(GAP) else "", line.strip()) for line in lines]
    rows = _rows(account.story.events, twin.story.events)
    return [*told, "", *side_by_side(rows)] if twin.comparison.here is not None and len(rows) > 1 else told


def _chosen(account: Account) -> list[str]:
    chosen = sorted(account.source.chosen, key=lambda one: not one[0].startswith("intervention."))
    told = [f"{name} {_value(here)} instead of {_value(there)}" for name, here, there in chosen]
    return [f"Chosen differently: {listed(told)}."] if told else []


def _value(value: object) -> str:
    return "[" + ", ".join(map(_value, value)) + "]" if isinstance(value, list) else shown_choice(value)


def _beginning(twin: Twin) -> list[str]:
    comparison = twin.comparison
    names = list(
        dict.fromkeys(in_words(difference.name) for difference in [*comparison.beginning, *comparison.own_beginning])
    )
    return [f"Different from the beginning: {listed(names)}."] if names else []


def _partings(account: Account, twin: Twin) -> list[str]:
    """Return where it began, how it came here, and where it first made a difference that counts."""
    comparison = twin.comparison
    if comparison.anywhere is None:
        return ["Nothing differs, in it or anywhere else, in any week."]
    found = [f"First difference anywhere: {_parting(comparison.anywhere)}."]
    if comparison.here is None:
        return [*found, "Nothing differs in it, in any week."]
    found.append(f"First difference in it: {_parting(comparison.here)}{_way(account, twin)}.")
    if comparison.counted is not None and comparison.counted.week != comparison.here.week:
        found.append(f"First in something counted: {_parting(comparison.counted)}.")
    return found


def _way(account: Account, twin: Twin) -> str:
    """Return through whom the difference came."""
    if not len(twin.channels_apart):
        return ""
    first = int(twin.channels_apart[0])
    who = "members" if account.thing.kind == "project" else "seats it turns to"
    count = f"{len(twin.channels_apart)} of the {len(twin.channels)} {who}"
    earliest = seat_in_words(first, account.source.replay.organization)
    return f"; {count} differed before, first {earliest} since week {twin.comparison.seats_apart[first]}"


def _parting(parting: Parting) -> str:
    """Return when something differs first, in which fields, with both values."""
    named = [field for field in parting.fields if is_told(field.name)] or list(parting.fields)
    step = step_of(named[0].name)
    told = ", ".join(_field(field) for field in named[:FIELDS_SHOWN])
    more = (
        f", and {counted(len(parting.fields) - FIELDS_SHOWN, 'more field')}"
        if len(parting.fields) > FIELDS_SHOWN
        else ""
    )
    return f"week {parting.week}{f' (step {step})' if step else ''}: {told}{more}"


def _field(field: FieldDifference) -> str:
    pairs = [tuple(shown(field.name, value, digits) for value in (field.here, field.twin)) for digits in (3, 7)]
    here, twin = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    apart = f"{here} against {twin}" if here != twin else f"{here}, apart by {abs(field.here - field.twin):.0e}"
    many = f" (the first of {field.differing} that differ)" if field.differing > 1 else ""
    return f"{in_words(field.name)} {apart}{many}"


def _rows(here: Sequence[Event], twin: Sequence[Event]) -> list[tuple[str, str, str]]:
    """Return both chains in short, a row a week in which anything happened in either."""
    rows = [("week", "here", "in the baseline")]
    for week in sorted({event.week for event in [*here, *twin]}):
        mine, theirs = ("; ".join(event.brief for event in events if event.week == week) for events in (here, twin))
        rows.append((str(week), mine or "-", SAME if mine == theirs else theirs or "-"))
    return rows
