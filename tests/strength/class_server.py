"""A class for an hour: ``python -m tests.strength.class_server [CLIENTS [MINUTES [LESSON]]]``.

The server is the command itself, in a process of its own. Phones come in, bet, choose a team, ask for prices, decide,
are put away and come back, each at the pace of a person; the teacher goes through the phases again and again. Once a
minute: memory, open files and processor time of the server, and how much was said. At the end: whether anything was
lost.
"""

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from websockets.exceptions import ConnectionClosed

from tests.experiments.classroom.rooms import Page, connected

CLIENTS, MINUTES, LESSON = 200, 60.0, "waves"
PHASES = {"bet": 240, "watch": 60, "decide": 240, "result": 60}  # seconds
PACE, AWAY, STAYS = (20.0, 80.0), (2.0, 30.0), 8  # seconds between two messages and away; messages between two absences
ANSWERS, SETTLED = ("first", "same", "second"), 10.0  # minutes after which memory is to be flat
AFTER = 12.0  # seconds in which the last words of the phones arrive
TICKS, KILO = os.sysconf("SC_CLK_TCK"), 1_024


class Door(NamedTuple):
    """A served class: the process of its server, its address, its code and the token of the teacher."""

    process: subprocess.Popen[str]
    url: str
    code: str
    token: str

    @property
    def memory(self) -> float:
        """Megabytes that the server uses now."""
        return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[0]) / KILO

    @property
    def seconds(self) -> float:
        """Seconds of processor time that the server has used."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / TICKS

    @property
    def files(self) -> int:
        """Files and sockets that the server has open."""
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())


@dataclass
class Heard:
    """What all phones did: messages said, refusals heard, conversations that the server ended, and the last bets."""

    said: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    ended: int = 0
    absences: int = 0
    bets: dict[str, dict[str, Mapping[str, object]]] = field(default_factory=dict)


def opened(lesson: str) -> Door:
    """Start the server of a class, and return it once it says where it is."""
    words = [sys.executable, "-u", "-m", "experiments", "classroom", lesson]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.readline() + process.stdout.readline()
    found = re.search(r"(http://\S+)/   code (\w+)\n.*#(\S+)", said)
    if found is None:
        raise SystemExit(f"the server did not say where it is, but: {said!r}")
    return Door(process, *found.groups())


@asynccontextmanager
async def listening(url: str, hello: Mapping[str, object]) -> AsyncIterator[Page]:
    """Open a page that hears whatever is said while it is open."""
    async with connected(url, hello) as page:
        await page.until("now")
        hearing = asyncio.create_task(_hear_on(page))
        yield page
    await hearing  # ends with the socket


async def _hear_on(page: Page) -> None:
    with suppress(ConnectionClosed):
        while True:
            with suppress(TimeoutError):  # nothing is new for a while
                await page.hear()


async def phone(door: Door, number: int, end: float, heard: Heard) -> str:
    """Live the hour of somebody with a phone, and return the key."""
    chance, key = random.Random(number), ""  # noqa: S311 - habits of people, no secret
    await asyncio.sleep(chance.uniform(0.0, min(PACE[1], (end - monotonic()) / 4)))
    while monotonic() < end:
        hello = {"say": "back", "key": key} if key else {"say": "join", "code": door.code}
        try:
            async with listening(door.url, hello) as page:
                key = key or str(page.heard["key"])
                await _stay(page, chance, end, heard, key)
        except (OSError, EOFError, ConnectionClosed):
            heard.ended += 1
        heard.absences += monotonic() < end
        await asyncio.sleep(min(chance.uniform(*AWAY), max(0.0, end - monotonic())))
    return key


async def _stay(page: Page, chance: random.Random, end: float, heard: Heard, key: str) -> None:
    """Say something now and then, until the phone is put away."""
    for _ in range(chance.randrange(1, 2 * STAYS)):
        await asyncio.sleep(min(chance.uniform(*PACE), max(0.0, end - monotonic())))
        if monotonic() >= end:
            return
        now, welcome = page.heard["now"], page.heard["welcome"]
        wish = _wish(now, welcome, chance)
        if wish:
            await page.say(**wish)
            heard.said += 1
            if wish["say"] == "bet":
                await _until_taken(page, wish, heard, key)
        why = page.heard.pop("refused", None)
        if why:
            heard.refused[why] = heard.refused.get(why, 0) + 1


async def _until_taken(page: Page, wish: dict[str, Any], heard: Heard, key: str) -> None:
    """Wait until the page shows a bet, and count it; the teacher may have closed the bets meanwhile."""
    wager = {name: value for name, value in wish.items() if name not in ("say", "bet")}
    for _ in range(100):
        shown = page.heard["now"]["bets"].get(wish["bet"], {})
        if wager.items() <= shown.items():
            heard.bets.setdefault(key, {})[wish["bet"]] = wager
            return
        if "refused" in page.heard:
            return
        await asyncio.sleep(0.1)


def _wish(now: dict[str, Any], welcome: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return what somebody says in a phase; nothing while the others watch."""
    if now["phase"] == "bet":
        name, kind = chance.choice(sorted(welcome["bets"].items()))
        low = chance.randrange(50)
        bound = {"low": low, "high": low + chance.randrange(50)}
        return {"say": "bet", "bet": name} | (bound if kind == "range" else _sure(chance))
    if not now["team"] or chance.random() < 0.05:
        return {"say": "team", "team": chance.randint(1, welcome["teams"])}
    if now["phase"] != "decide":
        return {}
    return {"say": chance.choice(("ask", "ask", "decide")), "way": _way(welcome["ways"], chance)}


def _sure(chance: random.Random) -> dict[str, Any]:
    return {"answer": chance.choice(ANSWERS), "sure": chance.randrange(35, 101)}


def _way(ways: dict[str, Any], chance: random.Random) -> str:
    """Return a way through the lesson: a future, then a sign for every stop."""
    signs = [ways["kept"] + ways["signs"][: len(stop["choices"])] for stop in ways["stops"]]
    return "".join(chance.choice(some) for some in [ways["futures"], *signs])


async def teacher(door: Door, end: float) -> dict[str, Any]:
    """Go through the phases until the end, and return all of the class."""
    async with listening(door.url, {"say": "teach", "token": door.token}) as page:
        while monotonic() < end:
            for phase, seconds in PHASES.items():
                await page.say(say="phase", phase=phase)
                await asyncio.sleep(min(seconds, max(0.0, end - monotonic())))
        await asyncio.sleep(AFTER)
        await page.say(say="export")
        await asyncio.sleep(AFTER)
        return dict(page.heard["export"])


async def watch(door: Door, begun: float, end: float, heard: Heard) -> list[tuple[float, float]]:
    """Print once a minute how the server does, and return minutes and megabytes."""
    print("| minute | memory, MB | open files | processor, s | said |\n|---|---|---|---|---|", flush=True)
    seen: list[tuple[float, float]] = []
    while True:
        minute = (monotonic() - begun) / 60
        seen.append((minute, door.memory))
        row = f"| {minute:.0f} | {door.memory:.1f} | {door.files} | {door.seconds:.1f} | {heard.said} |"
        print(row, flush=True)
        if monotonic() >= end:
            return seen
        await asyncio.sleep(min(60.0, max(0.0, end - monotonic())))


async def lived(door: Door, clients: int, minutes: float) -> None:
    """Live a class, and print what became of it."""
    begun, heard = monotonic(), Heard()
    end = begun + 60 * minutes
    everybody = asyncio.gather(*(phone(door, number, end, heard) for number in range(clients)))
    seen, kept, keys = await asyncio.gather(watch(door, begun, end, heard), teacher(door, end), everybody)
    later = [memory for minute, memory in seen if minute >= min(SETTLED, minutes / 2)]
    print(f"said {heard.said}, refused {heard.refused}, phones away {heard.absences}, ended by server {heard.ended}")
    print(f"memory after {min(SETTLED, minutes / 2):g} minutes: {min(later):.1f} to {max(later):.1f} MB")
    bets = sum(len(bets) for bets in heard.bets.values())
    print(f"members {len(kept['members'])}, phones {len(set(keys))}, bets lost {_lost(kept, heard)} of {bets}")


def _lost(kept: dict[str, Any], heard: Heard) -> int:
    """Return how many last bets that a page showed are not among what the teacher keeps."""
    told = Counter(_bet(name, bet) for one in kept["members"] for name, bet in one["bets"].items())
    shown = Counter(_bet(name, bet) for bets in heard.bets.values() for name, bet in bets.items())
    return (shown - told).total()


def _bet(name: str, bet: Mapping[str, object]) -> str:
    said = sorted((part, value) for part, value in bet.items() if value is not None and part not in ("say", "bet"))
    return f"{name} {said}"


def main(clients: int, minutes: float, lesson: str) -> None:
    """Serve a class and live in it."""
    door = opened(lesson)
    try:
        asyncio.run(lived(door, clients, minutes))
    finally:
        door.process.send_signal(signal.SIGINT)
        print(f"exit code of the server: {door.process.wait(60)}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        int(given[0]) if given else CLIENTS,
        float(given[1]) if len(given) > 1 else MINUTES,
        given[2] if len(given) > 2 else LESSON,
    )
