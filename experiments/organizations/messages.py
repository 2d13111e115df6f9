"""A log of messages as ties: which of them count, whom they go to, and from how many on there is a tie."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from experiments.input.dates import date_of
from experiments.organizations.how import AS_WRITTEN, BOTH, HowTies
from experiments.organizations.problems import refuse_found
from experiments.organizations.table import Table
from sim.organization.import_ties import TieRow

ADDRESS = re.compile(r"<([^<>]+)>")
SEVERAL = ";"


def counted(table: Table, where: str, people: AbstractSet[str], how: HowTies, notes: list[str]) -> list[TieRow]:
    """Return a tie for each pair, with how many messages went from one to the other.

    A message to several people (with ; between them) counts for each. ``people``: the ids that there are, empty where
    nobody knows them. Raises ScenarioError with all rows whose day cannot be read where days decide.
    """
    rows = [table.named(fields) | {"row": str(number)} for number, fields in table.rows]
    notes.append(f"{where}: every row has a date, so it is a log of {len(rows):,} messages, which are counted by pair")
    if how.first or how.last:
        rows = _in_window(rows, where, how, notes)
    sent = [
        (person_of(named["source"], people, how), person_of(target, people, how), int(named["row"]))
        for named in rows
        for target in _recipients(named["target"], people)
    ]
    if people and how.drop is not False:
        among = [(source, target, row) for source, target, row in sent if source in people and target in people]
        if len(among) < len(sent):
            left = len(sent) - len(among)
            notes.append(f"{where}: {left:,} messages from or to others than these people are left out")
        sent = among
    first = {(source, target): row for source, target, row in reversed(sent)}
    count = Counter((source, target) for source, target, _ in sent)
    few = sum(number < how.at_least for number in count.values())
    if few:
        notes.append(f"{where}: {few:,} pairs with fewer than {how.at_least} messages are left out")
    return [TieRow(*pair, float(number), first[pair]) for pair, number in count.items() if number >= how.at_least]


def person_of(text: str, people: AbstractSet[str], how: HowTies) -> str:
    """Return the id that an address stands for: what is between < and >, without one's own domain."""
    if text in people:
        return text
    found = ADDRESS.search(text)
    name = (found[1] if found else text).strip()
    before, _, domain = name.rpartition("@")
    if how.domain and before and domain.lower() == how.domain:
        name = before
    return name if name in people or name.lower() not in people else name.lower()


def as_told(ties: list[TieRow], where: str, people: AbstractSet[str], how: HowTies, notes: list[str]) -> list[TieRow]:
    """Return ties between the people who are meant, in the direction that was said, others left out where told so."""
    if people:
        ties = [
            tie._replace(source=person_of(tie.source, people, how), target=person_of(tie.target, people, how))
            for tie in ties
        ]
    if people and how.drop:
        among = [tie for tie in ties if tie.source in people and tie.target in people]
        if len(among) < len(ties):
            notes.append(f"{where}: {len(ties) - len(among):,} ties with others than these people are left out")
        ties = among
    if how.direction == AS_WRITTEN:
        return ties
    turned = [tie._replace(source=tie.target, target=tie.source) for tie in ties]
    notes.append(f"{where}: ties are taken {'both ways' if how.direction == BOTH else 'the other way round'}, as said")
    return [*ties, *turned] if how.direction == BOTH else turned


def _recipients(text: str, people: AbstractSet[str]) -> Iterator[str]:
    if text in people:
        yield text
        return
    yield from (one.strip() for one in text.split(SEVERAL) if one.strip())


def _in_window(rows: list[dict[str, str]], where: str, how: HowTies, notes: list[str]) -> list[dict[str, str]]:
    days = [date_of(named["date"]) for named in rows]
    refuse_found(
        [
            f"{where} row {named['row']}: '{named['date'][:30]}' is no date; write 2026-01-31"
            for named, day in zip(rows, days, strict=True)
            if day is None
        ]
    )
    first, last = how.first or date.min, how.last or date.max
    kept = [named for named, day in zip(rows, days, strict=True) if day is not None and first <= day <= last]
    if len(kept) < len(rows):
        notes.append(f"{where}: {len(rows) - len(kept):,} messages lie outside the days that count")
    return kept
