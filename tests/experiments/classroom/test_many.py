"""Two hundred phones come in, bet, drop, come back and decide; nothing is lost and nobody is counted twice."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from experiments.classroom.serving import Class
from experiments.lesson.futures import NAMES
from tests.experiments.classroom.rooms import Page, joining, opened, teaching

pytestmark = pytest.mark.long

MANY, TEAMS = 200, 3
ANSWERS = ("first", "same", "second")


def wager(number: int) -> dict[str, object]:
    return {"bet": "known", "answer": ANSWERS[number % 3], "sure": 35 + 5 * (number % 14)}


async def everybody(work: Callable[[int], Awaitable[object]]) -> list[object]:
    return list(await asyncio.gather(*(work(number) for number in range(MANY))))


def test_two_hundred_phones_join_bet_drop_and_come_back(ready: Class) -> None:
    async def first(number: int) -> str:
        async with opened(ready, joining(ready)) as phone:
            await phone.until("now")
            await phone.say(say="bet", **wager(number))
            while (await phone.until("now"))["bets"].get("known", {}).get("sure") != wager(number)["sure"]:
                pass
            return str(phone.heard["key"])

    async def lived() -> None:
        keys = [str(key) for key in await everybody(first)]
        assert len(set(keys)) == MANY
        async with opened(ready, teaching(ready)) as teacher:
            now = await teacher.until("now", members=MANY, here=0)
            counts = {answer: sum(ANSWERS[k % 3] == answer for k in range(MANY)) for answer in ANSWERS}
            assert now["bets"]["known"]["counts"] == counts
            await teacher.say(say="phase", phase="decide")
            await teacher.until("now", phase="decide")
            await everybody(lambda number: decided(ready, keys[number], number))
            await teacher.say(say="phase", phase="result")
            while not (now := await teacher.until("now", phase="result"))["standings"]:
                pass
            assert now["members"] == MANY
            assert now["class_scores"]["known"]["of"] == MANY
            assert now["class_scores"]["known"]["right"] == counts["second"]
            assert sorted(one["team"] for one in now["standings"]) == [1, 2, 3]

    asyncio.run(lived())
    assert [one.team for one in ready.hall.room.members.values()].count(1) == len(range(0, MANY, TEAMS))


async def decided(ready: Class, key: str, number: int) -> None:
    """Come back, choose a team, and drop; come back once more and decide for it."""
    async with opened(ready, {"say": "back", "key": key}) as phone:
        assert (await phone.until("now", phase="decide"))["bets"]["known"]["sure"] == wager(number)["sure"]
        await phone.say(say="team", team=1 + number % TEAMS)
        await phone.until("now", team=1 + number % TEAMS)
    async with opened(ready, {"say": "back", "key": key}) as phone:
        await phone.until("now", team=1 + number % TEAMS)
        await phone.say(say="decide", way=f"{NAMES[number % 2]}--")
        await _until_decided(phone)


async def _until_decided(phone: Page) -> None:
    while phone.heard["now"]["decision"] is None:
        await phone.until("now")
