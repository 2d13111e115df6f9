"""Who does not get in: foreign pages and hosts, wrong codes, unknown keys, what is too long or too fast."""

import asyncio
import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPResponse

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from experiments.classroom import talk
from experiments.classroom.door import MOST_ADDRESSES, SIGNS, TRIES, Bucket, Door
from experiments.classroom.serving import Class
from tests.experiments.classroom.rooms import Page, joining, opened, teaching


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_fills_up_again() -> None:
    clock = Clock()
    bucket = Bucket(2.0, 10.0, clock)
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now += 10.0
    assert [bucket.take() for _ in range(2)] == [True, False]


def test_a_code_is_long_enough_and_never_the_same() -> None:
    codes = {Door().code for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 6 and set(code) <= set(SIGNS) for code in codes)


def test_wrong_codes_are_counted_by_address_and_right_ones_are_not() -> None:
    clock = Clock()
    door = Door(clock)
    assert [door.opens(door.code, door.code, "phone") for _ in range(50)] == [True] * 50
    tried = [door.opens("WRONG1", door.code, "thief") for _ in range(12)]
    assert tried == [False] * int(TRIES) + [None] * 2
    assert door.opens(door.code, door.code, "thief") is None
    assert door.opens(door.code, door.code, "phone")
    clock.now += 10.0
    assert door.opens(door.code, door.code, "thief")


def test_addresses_without_end_fill_no_memory() -> None:
    door = Door()
    for number in range(MOST_ADDRESSES + 10):
        door.opens("WRONG1", door.code, str(number))
    assert len(door._tries) == MOST_ADDRESSES


@pytest.mark.parametrize("origin", ["http://evil.example", None])
def test_a_page_from_elsewhere_opens_no_socket(ready: Class, origin: str | None) -> None:
    async def tried() -> None:
        with pytest.raises(InvalidStatus, match="403"):
            async with opened(ready, joining(ready), origin):
                pass

    asyncio.run(tried())
    assert ready.hall.room.members == {}


@pytest.mark.parametrize("path", ["/", "/lesson", "/teacher"])
def test_another_host_is_answered_with_nothing(ready: Class, path: str) -> None:
    assert answer_to(ready, path, "evil.example").status == 400
    assert answer_to(ready, path, f"127.0.0.1:{ready.place.port}").status == 200


def test_a_socket_of_another_host_is_not_opened(ready: Class) -> None:
    async def tried() -> None:
        address = f"ws://evil.example:{ready.place.port}/class"
        with pytest.raises(InvalidStatus, match="400"):
            async with connect(address, host="127.0.0.1", origin=Origin(ready.place.url), proxy=None):
                pass

    asyncio.run(tried())


def test_pages_may_load_nothing_from_elsewhere(ready: Class) -> None:
    rules = answer_to(ready, "/", "localhost").headers["Content-Security-Policy"]
    assert rules.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in rules


def answer_to(ready: Class, path: str, host: str) -> HTTPResponse:
    asked = HTTPConnection(ready.place.address, ready.place.port)
    asked.request("GET", path, headers={"Host": host})
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer


async def code_of_the_end(ready: Class, hello: Mapping[str, object]) -> int:
    async with opened(ready, hello) as page:
        with pytest.raises(ConnectionClosed) as ended:
            await page.until("now")
        assert ended.value.rcvd is not None
        return int(ended.value.rcvd.code)


@pytest.mark.long
def test_a_wrong_code_tried_a_thousand_times(ready: Class) -> None:
    async def tried() -> None:
        async with opened(ready, joining(ready)) as inside:
            await inside.until("now")
            ends = [await code_of_the_end(ready, {"say": "join", "code": "WRONG1"}) for _ in range(40)]
            for _ in range(24):
                ends += await asyncio.gather(
                    *(code_of_the_end(ready, {"say": "join", "code": "AAAAAA"}) for _ in range(40))
                )
            wrong = ends.count(talk.NOBODY)
            assert TRIES <= wrong < 2 * TRIES + 20
            assert ends.count(talk.TOO_OFTEN) == 1000 - wrong
            assert await code_of_the_end(ready, joining(ready)) == talk.TOO_OFTEN
            await inside.say(say="team", team=1)
            await inside.until("now", team=1)
            key = inside.heard["key"]
        async with opened(ready, {"say": "back", "key": key}) as inside:
            await inside.until("now", team=1)

    asyncio.run(tried())
    assert len(ready.hall.room.members) == 1


@pytest.mark.parametrize(
    ("hello", "end"),
    [
        ({"say": "join", "code": ""}, talk.NOBODY),
        ({"say": "back", "key": "never-given"}, talk.NOBODY),
        ({"say": "teach", "token": "guessed"}, talk.NOBODY),
        ({"say": "teach", "token": "\u00e9"}, talk.NOBODY),
        ({"say": "join"}, talk.NOT_UNDERSTOOD),
        ({"say": "bet", "bet": "known"}, talk.NOT_UNDERSTOOD),
        ({"say": "join", "code": "AAAAAA", "name": "Anna"}, talk.NOT_UNDERSTOOD),
    ],
)
def test_whoever_is_nobody_hears_nothing(ready: Class, hello: dict[str, object], end: int) -> None:
    assert asyncio.run(code_of_the_end(ready, hello)) == end
    assert ready.hall.room.members == {}


def test_who_says_nothing_is_sent_away(ready: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "PATIENCE", 0.1)

    async def tried() -> None:
        url = ready.place.url.replace("http", "ws")
        async with connect(f"{url}/class", origin=Origin(ready.place.url), proxy=None) as socket:
            with pytest.raises(ConnectionClosed, match=str(talk.TOO_LATE)):
                await socket.recv()

    asyncio.run(tried())


@pytest.mark.parametrize("size", [2_000, 1_000_000])
def test_a_long_message_ends_the_conversation_and_nothing_else(ready: Class, size: int) -> None:
    async def tried() -> None:
        async with opened(ready, teaching(ready)) as teacher:
            async with opened(ready, joining(ready)) as phone:
                await phone.until("now")
                with pytest.raises(ConnectionClosed) as ended:
                    await phone.ask("refused", say="bet", bet="known" * (size // 5))
                assert ended.value.rcvd is None or ended.value.rcvd.code == 1009
            await teacher.until("now", members=1, here=0)

    asyncio.run(tried())
    assert [member.bets for member in ready.hall.room.members.values()] == [{}]


async def chattering(phone: Page) -> None:
    for team in range(200):
        await phone.say(say="team", team=1 + team % 3)
    await phone.until("never")


def test_who_talks_too_fast_is_sent_away_and_may_come_back(ready: Class) -> None:
    async def tried() -> None:
        async with opened(ready, joining(ready)) as phone:
            await phone.until("now")
            with pytest.raises(ConnectionClosed, match=str(talk.TOO_OFTEN)):
                await chattering(phone)
        async with opened(ready, {"say": "back", "key": phone.heard["key"]}) as phone:
            await phone.until("now")

    asyncio.run(tried())


def test_members_are_counted(ready: Class) -> None:
    ready.hall.room._most = 2

    async def tried() -> None:
        async with opened(ready, joining(ready)) as one, opened(ready, joining(ready)) as other:
            await one.until("now")
            await other.until("now")
            assert await code_of_the_end(ready, joining(ready)) == talk.FULL

    asyncio.run(tried())


@pytest.mark.parametrize(
    "message",
    [
        {"say": "bet", "bet": "unknown", "answer": "first", "sure": 50},
        {"say": "bet", "bet": "known", "low": 1, "high": 2},
        {"say": "bet", "bet": "range", "low": 60, "high": 20},
        {"say": "team", "team": 4},
        {"say": "ask", "way": "c--"},
        {"say": "ask", "way": "a"},
        {"say": "ask", "way": "a9-"},
        {"say": "ask", "way": ""},
    ],
)
def test_what_no_page_says_is_refused_and_kept_nowhere(ready: Class, message: dict[str, object]) -> None:
    async def tried() -> None:
        async with opened(ready, joining(ready)) as phone:
            await phone.say(**json.loads(json.dumps(message)))
            assert await phone.until("refused") == {"refused": "not_understood"}

    asyncio.run(tried())
    assert [(one.team, one.bets) for one in ready.hall.room.members.values()] == [(0, {})]
