"""A class about the small lesson, served in this process at a port of its own, and clients that talk with it."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from time import monotonic, sleep
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from experiments.classroom.serving import Choices, Class, Prepared, class_of

PATIENCE = 60.0


@contextmanager
def served(lesson: Prepared) -> Iterator[Class]:
    """Serve a class about a lesson until the block ends."""
    with class_of(lambda: lesson, Choices(teams=3)) as ready:
        thread = threading.Thread(target=ready.serve)
        thread.start()
        begun = monotonic()
        while not ready.server.started and monotonic() < begun + PATIENCE:
            sleep(0.01)
        try:
            yield ready
        finally:
            ready.server.should_exit = True
            thread.join()


class Page:
    """One open page: what it says, what it has heard, and what it shows now."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.heard: dict[str, Any] = {}

    async def say(self, **message: object) -> None:
        """Send a message."""
        await self._socket.send(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        """Return the next message."""
        news: dict[str, Any] = json.loads(await asyncio.wait_for(self._socket.recv(), PATIENCE))
        self.heard.update(news)
        return news

    async def ask(self, key: str, **message: object) -> dict[str, Any]:
        """Send a message, and return what is said to that."""
        await self.say(**message)
        return await self.until(key)

    async def until(self, key: str, **wanted: object) -> dict[str, Any]:
        """Hear until something is said that holds what is wanted, and return it."""
        while True:
            found = (await self.hear()).get(key)
            if found is not None and (not wanted or wanted.items() <= found.items()):
                return dict(found) if isinstance(found, dict) else {key: found}


@asynccontextmanager
async def opened(ready: Class, hello: Mapping[str, object], origin: str | None = "") -> AsyncIterator[Page]:
    """Open the socket as a page of the class does (or as one of another origin), and say who one is."""
    async with connected(ready.place.url, hello, origin) as page:
        yield page


@asynccontextmanager
async def connected(url: str, hello: Mapping[str, object], origin: str | None = "") -> AsyncIterator[Page]:
    """Open the socket of the class at an address, and say who one is; ``origin``: empty for that of its own pages."""
    own = url if origin == "" else origin
    address = f"{url.replace('http', 'ws')}/class"
    shown = None if own is None else Origin(own)
    async with connect(address, origin=shown, proxy=None, open_timeout=PATIENCE) as socket:
        page = Page(socket)
        await page.say(**hello)
        yield page


def joining(ready: Class) -> dict[str, object]:
    """Return what somebody says who comes in with the code."""
    return {"say": "join", "code": ready.hall.door.code.lower()}


def teaching(ready: Class) -> dict[str, object]:
    """Return what the teacher's page says first."""
    return {"say": "teach", "token": ready.hall.door.token}
