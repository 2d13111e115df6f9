"""An account as text for people."""

from experiments.console.explain.counterpart import twin_lines
from experiments.console.explain.layout import GAP, columns, wrapped
from experiments.console.explain.table import table_rows
from experiments.explain.account import Account, Story
from experiments.explain.decision import decision

TITLES = {
    "project": "Project {number} ({name})",
    "unit": "Unit {number}",
    "department": "Department {number} ({name})",
    "employee": "Employee {number} ({name})",
}


def text_of(account: Account) -> str:
    """Return an account as text: title, what happened, why, the twin, and what decided it."""
    sections = [
        _title(account),
        [wrapped("Note: ", note) for note in account.notes],
        _happened(account.story),
        _why(account.story),
        twin_lines(account),
        ["What decided it", *(wrapped(GAP, sentence) for sentence in decision(account))],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _title(account: Account) -> list[str]:
    thing, source = account.thing, account.source
    name = TITLES[thing.kind].format(number=thing.number, name=thing.name)
    where = f"in {source.study}, {source.label}, replicate {source.replicate}; weeks are counted from 0"
    return [wrapped("", f"{name}: {account.story.fate.text}"), wrapped("", where)]


def _happened(story: Story) -> list[str]:
    lines = [wrapped(f"{GAP}week {event.week:>4}{GAP}", event.text) for event in story.events]
    if story.table:
        lines += [*([""] if lines else []), *columns(table_rows(story.table))]
    return ["What happened", *lines] if lines else []


def _why(story: Story) -> list[str]:
    width = max((len(reason.topic) for reason in story.reasons), default=0)
    lines = [wrapped(f"{GAP}{reason.topic:<{width}}{GAP}", reason.text) for reason in story.reasons]
    return ["Why", *lines] if lines else []
