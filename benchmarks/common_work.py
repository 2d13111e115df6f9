"""Declared work (a): influence and adoption on a fixed network, as data for every competitor, and its reference.

Rule    x += rate * ((1 - stubbornness) * mean + stubbornness * anchor - x); whoever's share of users among the contacts
        exceeds the own threshold uses the practice from then on. Everything is read as it was last week.
Source  Friedkin & Johnsen 1990; Granovetter 1978.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.network import Contacts, draw_contacts, new_places, shuffled
from sim.streams import TRAITS, uniforms

RATE = 0.03
STUBBORNNESS = 0.6
FIRST_USERS = 0.02
TOLERANCE = 1e-4
SEED = 1


@dataclass(frozen=True)
class Case:
    """What every competitor starts from.

    Attributes:
        contacts: int32 (n, 16), whom each person listens to.
        traits: float32 (n, 3), traits in week 0, which are also the anchors.
        threshold: float32 (n).
        user: bool (n), who uses the practice in week 0.

    """

    contacts: Contacts
    traits: NDArray[np.float32]
    threshold: NDArray[np.float32]
    user: NDArray[np.bool_]

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.user)


@dataclass(frozen=True)
class State:
    """Where people are after some weeks: traits (n, 3) and users (n)."""

    traits: NDArray[np.floating]
    user: NDArray[np.bool_]


class Peer(Protocol):
    """A model built in one library, ready to live."""

    def live(self, weeks: int) -> None:
        """Live some weeks."""

    def state(self) -> State:
        """Return where people are now."""


def make_case(people: int, *, shuffle: bool = False) -> Case:
    """Draw the case of one size; ``shuffle`` numbers the same people at random instead of by department."""
    contacts = draw_contacts(people, SEED)
    persons = np.arange(people)
    traits, others = (uniforms(SEED, 0, TRAITS, persons, np.full(people, key)) for key in (0, 1))
    columns = traits[:, :3], others[:, 0], others[:, 1] < FIRST_USERS
    if shuffle:
        place = new_places(people, SEED)
        contacts, back = shuffled(contacts, place), np.argsort(place)
        columns = tuple(column[back] for column in columns)  # type: ignore[assignment]
    return Case(contacts, columns[0].astype(np.float32), columns[1].astype(np.float32), columns[2])


def save_case(case: Case, path: Path) -> None:
    """Write a case where a worker finds it."""
    np.savez(path, **vars(case))


def load_case(path: Path) -> Case:
    """Read a case that was written by :func:`save_case`."""
    with np.load(path, allow_pickle=False) as kept:
        return Case(**{name: kept[name] for name in Case.__dataclass_fields__})


def reference(case: Case, weeks: int) -> State:
    """Return the state after ``weeks`` weeks, in double precision and without any cleverness."""
    anchor = case.traits.astype(np.float64)
    traits, user = anchor.copy(), case.user.copy()
    for _ in range(weeks):
        heard, users = np.zeros_like(anchor), np.zeros(case.people)
        for column in case.contacts.T:
            heard += traits[column]
            users += user[column]
        degree = case.contacts.shape[1]
        traits = traits + RATE * ((1 - STUBBORNNESS) * heard / degree + STUBBORNNESS * anchor - traits)
        user = user | (users / degree > case.threshold)
    return State(traits, user)


def differences(found: State, expected: State) -> tuple[float, int]:
    """Return the largest difference of a trait, and the number of people who are users in only one of two states."""
    return float(np.abs(found.traits - expected.traits).max()), int((found.user != expected.user).sum())
