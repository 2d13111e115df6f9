"""An account as text for people."""

from typing import TYPE_CHECKING

from experiments.console.explain.counterpart import print_counterpart
from experiments.console.explain.layout import print_columns, print_sentence
from experiments.console.explain.table import table_rows
from experiments.explain.account import Account, Story
from experiments.explain.decision import decision
from experiments.explain.in_short import in_short
from experiments.wording.calendar import Calendar

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 2
TITLES = {
    "project": "Project {name} (number {number})",
    "unit": "Unit {number}",
    "department": "Department {name} (number {number})",
    "employee": "Employee {number} ({name})",
}


def print_account(console: "Console", account: Account) -> None:
    """Print an account: title, in short, what happened, why, its counterpart in the baseline, and what decided it."""
    _print_title(console, account)
    console.print("\nIn short")
    for sentence in in_short(account):
        print_sentence(console, sentence, indent=INDENT)
    for note in account.notes:
        console.print()
        print_sentence(console, note, "Note: ")
    _print_happened(console, account.story, account.source.calendar)
    _print_why(console, account.story)
    console.print()
    print_counterpart(console, account)
    console.print("\nWhat decided it")
    for sentence in decision(account):
        print_sentence(console, sentence, indent=INDENT)


def _print_title(console: "Console", account: Account) -> None:
    subject, source = account.subject, account.source
    name = TITLES[subject.kind].format(number=subject.number, name=subject.name)
    console.print(f"{name}: {account.story.outcome.text}")
    console.print(f"in {source.study}, {source.label}, replicate {source.replicate}; weeks are counted from 0")


def _print_happened(console: "Console", story: Story, calendar: Calendar | None) -> None:
    if not story.events and not story.table:
        return
    console.print("\nWhat happened")
    for event in story.events:
        day = "" if calendar is None else f"{calendar.date_of(event.week)}  "
        print_sentence(console, event.text, f"week {event.week:>4}  {day}", INDENT)
    if story.table:
        if story.events:
            console.print()
        print_columns(console, table_rows(story.table))


def _print_why(console: "Console", story: Story) -> None:
    if not story.reasons:
        return
    console.print("\nWhy")
    width = max(len(reason.topic) for reason in story.reasons)
    for reason in story.reasons:
        print_sentence(console, reason.text, f"{reason.topic:<{width}}  ", INDENT)
