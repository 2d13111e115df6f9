"""The files of an organization as its personnel system and its mail server write them; nobody in them is real.

The departments have the head counts of email-Eu-core and its ties are drawn as dense as those, as the recipe draws
them. A tie becomes messages, more where it is strong; people who left still stand in the list, and many messages go to
others.

Source  Head counts: SNAP, email-Eu-core; Yin et al. 2017. What is drawn is no datum of theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from experiments.configuration.yaml_text import plain_yaml
from experiments.organizations.how import how_told
from experiments.organizations.reader import read_tables
from experiments.organizations.written import write_tables
from experiments.posterior.keys import OBSERVATION, share_table
from experiments.posterior.observing import BEGINS, Rows, write_rows
from experiments.store.files import write_whole
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.organization.recipe import OrganizationRecipe

STAFF, MAIL, HOW = "staff.csv", "outbox.csv", "how.yaml"
SIZES = (
    *(49.0, 65, 10, 12, 109, 18, 28, 51, 19, 32, 39, 29, 3, 26, 92, 55, 25, 35, 1, 29, 14),
    *(61.0, 25, 27, 6, 6, 9, 10, 8, 5, 4, 8, 9, 1, 13, 13, 22, 15, 13, 3, 4, 2),
)
CONTACTS, LEAVERS, MESSAGES, OUTSIDE, DAYS = 32.0, 12, 8, 0.05, 182
DOMAIN = "town.example"
READ = """\
people:
  columns: {id: Mailbox, department: Unit, manager: Boss}
  managers_by: Full name
  leave_out: {Status: [left]}
ties:
  from: 2019-07-08
  until: 2020-01-05
  at_least: 3
  domain: town.example
"""


def write_network(folder: Path, seed: int) -> None:
    """Write a list of staff, a log of messages, and how both are read."""
    organization = build_organization(
        OrganizationRecipe(headcount=int(sum(SIZES)), department_sizes=SIZES, contacts=CONTACTS), seed, 0
    )
    write_rows(folder / STAFF, ("Mailbox", "Full name", "Unit", "Boss", "Status"), _staff(organization))
    write_rows(folder / MAIL, ("From: (Address)", "To: (Address)", "Sent on"), _messages(organization, seed))
    write_whole(folder / HOW, READ)


@contextmanager
def imported_network(folder: Path) -> Iterator[list[str]]:
    """Yield the choices of the files as they are imported, in a folder that is gone afterwards."""
    paths = [str(folder / STAFF), str(folder / MAIL)]
    recipe = OrganizationRecipe(employees=paths[0], ties=paths[1])
    tables = read_tables(recipe, [], how_told(plain_yaml(folder / HOW, ""), HOW))
    with TemporaryDirectory() as place:
        people, ties = write_tables(tables, Path(place) / "mine")
        yield [f"organization.employees={people}", f"organization.ties={ties}"]


def _staff(organization: Organization) -> Rows:
    def name(seat: int) -> str:
        return f"Person {seat + 1:04d}" if seat >= 0 else ""

    rows: Rows = [
        (f"p{seat + 1}", name(seat), organization.department_names[department], name(manager), "in")
        for seat, (department, manager) in enumerate(
            zip(organization.department.tolist(), organization.manager.tolist(), strict=True)
        )
    ]
    gone: Rows = [(f"old{number}", f"Leaver {number}", "D1", name(0), "left") for number in range(1, LEAVERS + 1)]
    return rows + gone


def _messages(organization: Organization, seed: int) -> Rows:
    """Return messages by day; a tie of weight w has 1 to 1 + 8 w of them."""
    sources = np.repeat(np.arange(organization.headcount), np.diff(organization.tie_start))
    draws = share_table(seed, OBSERVATION, "messages", np.arange(len(sources)), 2 + 2 * (1 + MESSAGES))
    counts = 1 + np.floor(MESSAGES * organization.tie_weight * draws[:, 0]).astype(int)
    first, found = datetime(BEGINS.year, BEGINS.month, BEGINS.day) - timedelta(days=DAYS), []  # noqa: DTZ001 - a town
    for tie, (source, target, count) in enumerate(
        zip(sources.tolist(), organization.tie_target.tolist(), counts.tolist(), strict=True)
    ):
        for number in range(count):
            when, to = draws[tie, 2 + 2 * number : 4 + 2 * number].tolist()
            outside = "; press@else.example" if to < OUTSIDE else ""
            sent = first + timedelta(minutes=int(when * DAYS * 24 * 60))
            found.append((sent, f"p{source + 1}@{DOMAIN}", f"p{target + 1}@{DOMAIN}{outside}"))
    return [(source, target, f"{sent:%Y-%m-%d %H:%M}") for sent, source, target in sorted(found)]
