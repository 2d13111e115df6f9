"""The counterpart in the baseline as text: where the two runs part, and both side by side."""

from collections.abc import Sequence

from rich.console import Console

from experiments.configuration.points import shown as shown_choice
from experiments.console.explain.layout import print_sentence, print_side_by_side
from experiments.explain.account import Account, Counterpart
from experiments.explain.divergence import FieldDifference, Parting
from experiments.explain.events import Event
from experiments.wording.names import intervention_name
from experiments.wording.phrases import counted, listed, seat_in_words
from experiments.wording.state_fields import in_words, is_told, shown, step_of
from sim.schedules import begins_of

FIELDS_SHOWN = 3
SAME = "the same"


def print_counterpart(console: "Console", account: Account) -> None:
    """Print what there is to say about the counterpart."""
    counterpart = account.counterpart
    if counterpart is None:
        console.print(f"No counterpart: {account.no_counterpart}.")
        return
    console.print(f"Its counterpart in the baseline, with the same luck: {counterpart.story.outcome.text}")
    for text in [*_chosen(account), *_beginning(counterpart), *_partings(account, counterpart)]:
        print_sentence(console, text, indent=2)
    rows = _rows(account.story.events, counterpart.story.events)
    if counterpart.comparison.here is not None and len(rows) > 1:
        console.print()
        print_side_by_side(console, rows)


def _chosen(account: Account) -> list[str]:
    chosen = sorted(account.source.chosen, key=lambda one: not one[0].startswith("intervention."))
    told = [f"{name} {_value(here)} instead of {_value(there)}" for name, here, there in chosen]
    return [f"Chosen differently: {listed(told)}."] if told else []


def _value(value: object) -> str:
    return "[" + ", ".join(map(_value, value)) + "]" if isinstance(value, list) else shown_choice(value)


def _beginning(counterpart: Counterpart) -> list[str]:
    comparison = counterpart.comparison
    names = list(
        dict.fromkeys(in_words(difference.name) for difference in [*comparison.beginning, *comparison.own_beginning])
    )
    return [f"Different from the beginning: {listed(names)}."] if names else []


def _partings(account: Account, counterpart: Counterpart) -> list[str]:
    """Return where it began, how it came here, and where it first made a difference that counts."""
    comparison = counterpart.comparison
    naming = _tries_several(account)
    if comparison.anywhere is None:
        return ["Nothing differs, in it or anywhere else, in any week."]
    found = [f"First difference anywhere: {_parting(comparison.anywhere, naming=naming)}."]
    if comparison.here is None:
        return [*found, "Nothing differs in it, in any week."]
    found.append(f"First difference in it: {_parting(comparison.here, naming=naming)}{_way(account, counterpart)}.")
    if comparison.counted is not None and comparison.counted.week != comparison.here.week:
        found.append(f"First in something counted: {_parting(comparison.counted, naming=naming)}.")
    return found


def _tries_several(account: Account) -> bool:
    """Return whether several measures are brought to people in one of the runs, so that each has to be named."""
    source = account.source
    runs = [replay.scenario for replay in (source.replay, source.counterpart) if replay is not None]
    return len({m for scenario in runs for m, begin in enumerate(begins_of(scenario)) if begin is not None}) > 1


def _way(account: Account, counterpart: Counterpart) -> str:
    """Return through whom the difference came."""
    if not len(counterpart.channels_apart):
        return ""
    first = int(counterpart.channels_apart[0])
    who = "members" if account.subject.kind == "project" else "seats it turns to"
    count = f"{len(counterpart.channels_apart)} of the {len(counterpart.channels)} {who}"
    earliest = seat_in_words(first, account.source.replay.organization)
    return f"; {count} differed before, first {earliest} since week {counterpart.comparison.seats_apart[first]}"


def _parting(parting: Parting, *, naming: bool) -> str:
    """Return when something differs first, in which fields, with both values."""
    named = [field for field in parting.fields if is_told(field.name)] or list(parting.fields)
    step = step_of(named[0].name)
    told = ", ".join(_field(field, naming=naming) for field in named[:FIELDS_SHOWN])
    more = (
        f", and {counted(len(parting.fields) - FIELDS_SHOWN, 'more field')}"
        if len(parting.fields) > FIELDS_SHOWN
        else ""
    )
    return f"week {parting.week}{f' (step {step})' if step else ''}: {told}{more}"


def _field(field: FieldDifference, *, naming: bool) -> str:
    pairs = [tuple(shown(field.name, value, digits) for value in (field.here, field.counterpart)) for digits in (3, 7)]
    here, counterpart = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    apart = (
        f"{here} against {counterpart}"
        if here != counterpart
        else f"{here}, apart by {abs(field.here - field.counterpart):.0e}"
    )
    many = f" (the first of {field.differing} that differ)" if field.differing > 1 else ""
    of = f" ({intervention_name(field.measure)})" if naming and field.measure else ""
    return f"{in_words(field.name)}{of} {apart}{many}"


def _rows(here: Sequence[Event], counterpart: Sequence[Event]) -> list[tuple[str, str, str]]:
    """Return both chains in short, a row a week in which anything happened in either."""
    rows = [("week", "here", "in the baseline")]
    for week in sorted({event.week for event in [*here, *counterpart]}):
        mine, theirs = (
            "; ".join(event.brief for event in events if event.week == week) for events in (here, counterpart)
        )
        rows.append((str(week), mine or "-", SAME if mine == theirs else theirs or "-"))
    return rows
