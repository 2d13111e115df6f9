"""A class that is really served: it bets, is settled, decides, is ranked, comes back, and keeps nothing."""

import asyncio
from pathlib import Path

import pytest

from experiments.classroom.serving import Class, Prepared
from experiments.lesson.replaying import replayed
from tests.experiments.classroom.rooms import Page, joining, opened, teaching


async def deciding(teacher: Page, phone: Page) -> None:
    """Let the class decide, with the phone in team 1."""
    await teacher.say(say="phase", phase="decide")
    await phone.say(say="team", team=1)
    await phone.until("now", phase="decide", team=1)


def test_a_class_bets_decides_and_is_ranked(ready: Class, small: Prepared, folder: Path) -> None:
    async def lived() -> None:
        async with opened(ready, teaching(ready)) as teacher, opened(ready, joining(ready)) as phone:
            assert await phone.until("now", phase="bet")
            await phone.say(say="bet", bet="known", answer="second", sure=80)
            assert (await phone.until("now"))["bets"]["known"]["answer"] == "second"
            await phone.say(say="bet", bet="range", low=0, high=100)
            await teacher.say(say="phase", phase="watch")
            await phone.until("now", phase="watch")
            await phone.say(say="bet", bet="known", answer="first", sure=80)
            assert await phone.until("refused") == {"refused": "bets_closed"}
            await teacher.say(say="phase", phase="decide")
            await phone.until("now", phase="decide")
            await phone.say(say="decide", way="a--")
            assert await phone.until("refused") == {"refused": "no_team"}
            await phone.say(say="team", team=2)
            await phone.until("now", team=2)
            await phone.say(say="ask", way="b--")
            price = await phone.until("price")
            assert price["fits"]
            await phone.say(say="decide", way="b--")
            await phone.until("now", decision="b--")
            await teacher.say(say="phase", phase="result")
            while not (now := await phone.until("now", phase="result"))["standings"]:
                pass
            assert [(one["team"], one["way"], one["rank"]) for one in now["standings"]] == [(2, "b--", 1)]
            finding = small.told.findings["known"]
            assert now["settled"]["known"]["mean"] == finding.difference.mean
            assert now["scores"]["known"] == {"right": True, "score": pytest.approx(0.04)}
            assert "By " in now["turns"]["en"]["known"]
            await teacher.say(say="export")
            kept = await teacher.until("export")
            assert [(one["number"], one["team"], len(one["bets"])) for one in kept["members"]] == [(1, 2, 2)]
            code = kept["decisions"]["2"]["code"]
            again = replayed(code, str(folder))
            assert again.is_same
            taken = again.lived[1].outcome["intervention_effort"]
            assert taken == price["time"]

    asyncio.run(lived())


def test_answers_are_not_told_before_the_bets_are_settled(ready: Class) -> None:
    async def lived() -> None:
        async with opened(ready, joining(ready)) as phone:
            now = await phone.until("now")
            assert (now["settled"], now["scores"], now["turns"]) == (None, {}, {})
            assert "By " not in str(phone.heard)

    asyncio.run(lived())


def test_who_comes_back_with_the_key_is_the_same(ready: Class) -> None:
    async def lived() -> None:
        async with opened(ready, joining(ready)) as phone:
            await phone.until("now")
            await phone.say(say="bet", bet="known", answer="same", sure=50)
            await phone.until(
                "now",
                bets={"known": {"say": "bet", "bet": "known", "answer": "same", "sure": 50, "low": None, "high": None}},
            )
            key = phone.heard["key"]
        async with opened(ready, {"say": "back", "key": key}) as phone, opened(ready, teaching(ready)) as teacher:
            assert (await phone.until("now"))["bets"]["known"]["sure"] == 50
            assert "key" not in phone.heard
            await teacher.until("now", members=1, here=1)

    asyncio.run(lived())


def test_a_teachers_page_that_reloads_shows_the_same(ready: Class) -> None:
    async def lived() -> None:
        async with opened(ready, joining(ready)) as phone:
            async with opened(ready, teaching(ready)) as teacher:
                await teacher.say(say="phase", phase="decide")
                before = await teacher.until("now", phase="decide", here=1)
            async with opened(ready, teaching(ready)) as teacher:
                assert await teacher.until("now") == before
            await phone.until("now", phase="decide")

    asyncio.run(lived())


def test_a_phone_is_no_teacher(ready: Class) -> None:
    async def lived() -> None:
        async with opened(ready, joining(ready)) as phone:
            await phone.say(say="phase", phase="result")
            with pytest.raises(Exception, match="4400"):
                await phone.until("now", phase="result")
        assert ready.hall.room.phase == "bet"

    asyncio.run(lived())


def test_what_is_too_dear_is_refused(ready: Class) -> None:
    ready.hall.budget = 0.5

    async def lived() -> None:
        async with opened(ready, teaching(ready)) as teacher, opened(ready, joining(ready)) as phone:
            await deciding(teacher, phone)
            await phone.say(say="decide", way="b1-")
            assert await phone.until("refused") == {"refused": "too_dear"}
        assert ready.hall.room.decisions == {}

    asyncio.run(lived())


def test_nothing_is_written(ready: Class, folder: Path) -> None:
    before = sorted(folder.parent.rglob("*"))

    async def lived() -> None:
        async with opened(ready, joining(ready)) as phone:
            await phone.say(say="bet", bet="known", answer="same", sure=50)
            await phone.until("now")

    asyncio.run(lived())
    assert sorted(folder.parent.rglob("*")) == before


def test_a_ranking_that_fails_is_told_and_why_is_told_to_the_teacher(ready: Class) -> None:
    async def lived() -> None:
        async with opened(ready, teaching(ready)) as teacher, opened(ready, joining(ready)) as phone:
            await deciding(teacher, phone)
            await phone.say(say="decide", way="a--")
            await phone.until("now", decision="a--")
            ready.hall.close()  # nobody is left who could live a world
            await teacher.say(say="phase", phase="result")
            told = await teacher.until("now", failed=True)
            assert "shutdown" in told["failure"]
            assert (await phone.until("now", failed=True)).get("failure") is None
            assert ready.hall.exported()["decisions"][1]["way"] == "a--"
            await teacher.say(say="phase", phase="decide")
            assert not (await teacher.until("now", phase="decide"))["failed"]

    asyncio.run(lived())
