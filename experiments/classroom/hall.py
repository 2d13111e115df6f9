"""The hall: the room with whoever is connected to it, what each of them is told, and the worlds lived for them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from experiments.classroom.bets import class_score, counted, scored, settled
from experiments.classroom.door import Door
from experiments.classroom.messages import RESULT, Phase
from experiments.classroom.ranking import Standing, standings
from experiments.classroom.room import Member, Refused, Room
from experiments.classroom.ways import Price, Ways
from experiments.lesson.findings import is_share
from experiments.lesson.page import Told, stamp_of
from experiments.lesson.texts import Text
from sim.outcomes.dictionary import METRICS

Result = TypeVar("Result")
DIRECTIONS = {metric.name: metric.direction for metric in METRICS}


@dataclass(eq=False)
class Guest:
    """One open page: a member's, or the teacher's (``member`` None); ``wake``: it may have to be told something."""

    member: Member | None
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Hall:
    """A class that is going on.

    Attributes:
        lesson: what is taught; ``ways``: what can be decided; ``room``: who is in.
        budget: what a team may spend, in person-weeks; ``shown``: the address and its QR code, for the teacher.
        standings: the ranked teams, once their worlds have been lived.
        failure: why they could not be lived, where that is so.

    """

    def __init__(self, lesson: Told, ways: Ways, room: Room, door: Door, budget: float) -> None:
        self.lesson, self.ways, self.room, self.door, self.budget = lesson, ways, room, door, budget
        self.shown: dict[str, str] = {}
        self.guests: set[Guest] = set()
        self.standings: list[Standing] | None = None
        self.failure = ""
        self._worker = ThreadPoolExecutor(1)
        self._ranking: asyncio.Task[None] | None = None
        self._scores: dict[str, Any] = {}

    def close(self) -> None:
        """Live no more worlds."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def changed(self) -> None:
        """Wake all open pages, each of which is told what is new for it."""
        for guest in self.guests:
            guest.wake.set()

    def turn(self, phase: Phase) -> None:
        """Go to a phase; at the result bets are settled and the worlds of all decisions are lived."""
        self.room.phase = phase
        self.standings, self.failure = None, ""
        if self._ranking is not None:
            self._ranking.cancel()
        if phase == RESULT:
            members, findings = list(self.room.members.values()), self.lesson.findings
            self._scores = {name: class_score(name, members, findings[name]) for name in self.room.bets}
            self._ranking = asyncio.create_task(self._rank())
        self.changed()

    async def _rank(self) -> None:
        """Rank the teams; whatever goes wrong is told, for nobody waits for what a task has raised."""
        decisions = dict(self.room.decisions)
        try:
            values = {way: await self.lived(self.ways.values, way) for way in sorted(set(decisions.values()))}
            self.standings = standings(decisions, values, DIRECTIONS[self.ways.metric])
        except Exception as error:  # noqa: BLE001 - a class goes on without its ranking
            self.failure = str(error) or type(error).__name__
        self.changed()

    async def price(self, way: str) -> Price:
        """Return what a way takes; refuse what is none."""
        self.ways.check(way)
        return await self.lived(self.ways.price, way)

    async def decide(self, member: Member, way: str) -> None:
        """Take a decision that the budget allows."""
        self.room.check_decider(member)
        if not self.fits(await self.price(way)):
            raise Refused("too_dear")
        self.room.decide(member, way)

    def fits(self, price: Price) -> bool:
        """Return whether the budget allows a price."""
        return price.time <= self.budget

    async def lived(self, work: Callable[[str], Result], way: str) -> Result:
        """Return what is lived beside the conversations, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work, way)

    def told(self, guest: Guest) -> dict[str, Any]:
        """Return what a page is to show now."""
        return self.to_teacher() if guest.member is None else self._to_phone(guest.member)

    def _common(self) -> dict[str, Any]:
        shown = self.room.phase == RESULT
        kinds = {name: bet.kind for name, bet in self.room.bets.items()}
        findings = {name: settled(self.lesson.findings[name], kind) for name, kind in kinds.items()} if shown else None
        ranked = None if self.standings is None else [one._asdict() for one in self.standings]
        return {"phase": self.room.phase, "settled": findings, "standings": ranked, "failed": bool(self.failure)}

    def _to_phone(self, member: Member) -> dict[str, Any]:
        findings = self.lesson.findings if self.room.phase == RESULT else {}
        return {
            **self._common(),
            "bets": msgspec.to_builtins(member.bets),
            "scores": {name: scored(bet, findings[name]) for name, bet in member.bets.items() if name in findings},
            "turns": self._turns(),
            "team": member.team,
            "mates": self.room.size_of(member.team) if member.team else 0,
            "decision": self.room.decisions.get(member.team),
        }

    def _turns(self) -> dict[str, dict[str, str]]:
        """Return what is said of every bet once it is settled, by language."""
        if self.room.phase != RESULT:
            return {}
        return {
            language: {name: bet.turn for name, bet in text.bets.items()}
            for language, text in self.lesson.texts.items()
        }

    def to_teacher(self) -> dict[str, Any]:
        """Return what the teacher sees: everybody together, nobody alone."""
        members, room = list(self.room.members.values()), self.room
        return {
            **self._common(),
            "failure": self.failure,
            "members": len(members),
            "here": room.here,
            "bets": counted(room.bets, members),
            "class_scores": self._scores if room.phase == RESULT else {},
            "turns": self._turns(),
            "teams": [
                {"team": team, "size": room.size_of(team), "decision": room.decisions.get(team)}
                for team in range(1, room.teams + 1)
            ],
        }

    def welcome(self) -> dict[str, Any]:
        """Return what no page needs to be told twice: the questions, the choices, the budget."""
        lesson = self.lesson
        return {
            "texts": {language: _asked(text) for language, text in lesson.texts.items()},
            "bets": {name: bet.kind for name, bet in self.room.bets.items()},
            "ways": self.ways.told(),
            "teams": self.room.teams,
            "budget": self.budget,
            "metric": self.ways.metric,
            "share": is_share(self.ways.metric, week=None),
            "worlds": len(self.ways.worlds),
        }

    def exported(self) -> dict[str, Any]:
        """Return all of a class, to keep: bets by number of arrival, decisions with the codes that live them again."""
        ranked = self.standings
        return {
            "lesson": self.lesson.lesson.name,
            "members": [_kept(member) for member in self.room.members.values()],
            "decisions": {
                team: {"way": way, "code": self._code(way)} for team, way in sorted(self.room.decisions.items())
            },
            "metric": self.ways.metric,
            "worlds": None if ranked is None else list(self.ways.worlds),
            "standings": None if ranked is None else [one._asdict() for one in ranked],
        }

    def _code(self, way: str) -> str:
        """Return the code of a way for ``orgchange lesson replay``, beside the other future as it is."""
        lesson = self.lesson.lesson
        both = f"{way}+b" if way.startswith("a") else f"a+{way}"
        return ".".join([lesson.name, str(lesson.setting.replicate), both, stamp_of(lesson)])


def _kept(member: Member) -> dict[str, Any]:
    return {"number": member.number, "team": member.team, "bets": msgspec.to_builtins(member.bets)}


def _asked(text: Text) -> dict[str, Any]:
    """Return the part of a text that gives no answer away."""
    return {
        "title": text.title,
        "situation": text.situation,
        "futures": text.futures,
        "series": text.series,
        "questions": {name: bet.question for name, bet in text.bets.items()},
        "levers": msgspec.to_builtins(text.levers),
        "stops": text.stops,
    }
