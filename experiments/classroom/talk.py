"""One conversation over a socket: who it is, what is said, and what is told; limits on number, size and pace."""

import asyncio
from typing import Any

import msgspec
from fastapi import WebSocket, WebSocketDisconnect

from experiments.classroom.door import Bucket
from experiments.classroom.hall import Guest, Hall
from experiments.classroom.messages import (
    FROM_PHONE,
    FROM_TEACHER,
    HELLO,
    LARGEST,
    Ask,
    Back,
    Decide,
    Export,
    FromPhone,
    Hello,
    Join,
    Team,
    Wager,
)
from experiments.classroom.room import Member, Refused

NOT_UNDERSTOOD, NOBODY, TOO_OFTEN, FULL, TOO_LATE = 4400, 4401, 4429, 4503, 4408  # why a socket is closed
MOST_SOCKETS, PATIENCE, PAUSE = 400, 10.0, 0.15  # at once; seconds to say who one is; seconds between two news
MANY, EACH = 20.0, 0.1  # messages at once, and seconds until there is one more


class Talks:
    """All conversations of a class."""

    def __init__(self, hall: Hall, most: int = MOST_SOCKETS) -> None:
        self._hall, self._most, self._open = hall, most, 0

    async def hold(self, socket: WebSocket) -> None:
        """Hold a conversation to its end."""
        if self._open >= self._most:
            await socket.close(FULL)
            return
        self._open += 1
        try:
            await socket.accept()
            await self._held(socket)
        except (WebSocketDisconnect, RuntimeError):
            pass  # gone while something was told
        finally:
            self._open -= 1

    async def _held(self, socket: WebSocket) -> None:
        try:
            hello = HELLO.decode(await asyncio.wait_for(_heard(socket), PATIENCE))
            guest, greeting = self._greeted(hello, socket.client.host if socket.client else "")
        except TimeoutError:
            await socket.close(TOO_LATE)
        except msgspec.MsgspecError:
            await socket.close(NOT_UNDERSTOOD)
        except _Closed as closed:
            await socket.close(closed.code)
        else:
            await self._with(guest, greeting, socket)

    def _greeted(self, hello: Hello, address: str) -> tuple[Guest, dict[str, Any]]:
        """Return who somebody is, and what is said first."""
        hall = self._hall
        if isinstance(hello, Back):
            member = hall.room.members.get(hello.key)
            if member is None:
                raise _Closed(NOBODY)
            return Guest(member), {"welcome": hall.welcome()}
        code = hello.code.upper() if isinstance(hello, Join) else hello.token
        opens = hall.door.opens(code, hall.door.code if isinstance(hello, Join) else hall.door.token, address)
        if not opens:
            raise _Closed(TOO_OFTEN if opens is None else NOBODY)
        if not isinstance(hello, Join):
            return Guest(None), {"welcome": hall.welcome(), "code": hall.door.code, **hall.shown}
        key = self._entered()
        return Guest(hall.room.members[key]), {"welcome": hall.welcome(), "key": key}

    def _entered(self) -> str:
        try:
            return self._hall.room.enter()
        except Refused:
            raise _Closed(FULL) from None

    async def _with(self, guest: Guest, greeting: dict[str, Any], socket: WebSocket) -> None:
        """Talk with somebody who is known, until one of both ends it."""
        self._arrive(guest, 1)
        telling = asyncio.create_task(self._tell(guest, greeting, socket))
        try:
            await self._listen(guest, socket)
        except msgspec.MsgspecError:
            await socket.close(NOT_UNDERSTOOD)
        except _Closed as closed:
            await socket.close(closed.code)
        finally:
            telling.cancel()
            self._arrive(guest, -1)

    def _arrive(self, guest: Guest, by: int) -> None:
        if guest.member is not None:
            guest.member.sockets += by
        (self._hall.guests.add if by > 0 else self._hall.guests.discard)(guest)
        self._hall.changed()

    async def _tell(self, guest: Guest, greeting: dict[str, Any], socket: WebSocket) -> None:
        """Tell somebody whatever is new, and not more often than can be followed."""
        await _say(socket, greeting)
        last: dict[str, Any] | None = None
        while True:
            await guest.wake.wait()
            guest.wake.clear()
            news = self._hall.told(guest)
            if news != last:
                await _say(socket, {"now": news})
                last = news
            await asyncio.sleep(PAUSE)

    async def _listen(self, guest: Guest, socket: WebSocket) -> None:
        pace = Bucket(MANY, EACH)
        while True:
            heard = await _heard(socket)
            if not pace.take():
                raise _Closed(TOO_OFTEN)
            try:
                answer = await self._answered(guest, heard)
            except Refused as refused:
                answer = {"refused": str(refused)}
            if answer:
                await _say(socket, answer)

    async def _answered(self, guest: Guest, heard: bytes) -> dict[str, Any]:
        """Do what is asked for, and return what is said to that alone."""
        if guest.member is not None:
            return await self._with_phone(guest.member, FROM_PHONE.decode(heard))
        wish = FROM_TEACHER.decode(heard)
        if isinstance(wish, Export):
            return {"export": self._hall.exported()}
        self._hall.turn(wish.phase)
        return {}

    async def _with_phone(self, member: Member, wish: FromPhone) -> dict[str, Any]:
        hall = self._hall
        match wish:
            case Wager():
                hall.room.bet(member, wish)
            case Team():
                hall.room.join_team(member, wish.team)
            case Decide():
                await hall.decide(member, wish.way)
            case Ask():
                price = await hall.price(wish.way)
                return {"price": {"way": wish.way, **price._asdict(), "fits": hall.fits(price)}}
        hall.changed()
        return {}


class _Closed(Exception):  # noqa: N818 - how a conversation ends
    """A conversation is ended from here, for a reason that has a number."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def _heard(socket: WebSocket) -> bytes:
    """Return the next message; one that is too long ends the conversation."""
    text = await socket.receive_text()
    if len(text) > LARGEST:
        raise _Closed(NOT_UNDERSTOOD)
    return text.encode()


async def _say(socket: WebSocket, content: dict[str, Any]) -> None:
    await socket.send_text(msgspec.json.encode(content).decode())
