"""The server of a class: its pages, the lesson, and the socket; only to browsers that asked it by its own address."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import NamedTuple

from fastapi import FastAPI, Request, Response, WebSocket
from starlette.middleware.trustedhost import TrustedHostMiddleware

from experiments.classroom.hall import Hall
from experiments.classroom.pages import Asset
from experiments.classroom.talk import Talks
from experiments.lesson.serving import LOOPBACK

FOREIGN = 4403
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' {socket}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Place(NamedTuple):
    """Where a class is served."""

    address: str
    port: int

    @property
    def hosts(self) -> list[str]:
        """The names by which browsers may ask for it."""
        return [self.address, "localhost"] if self.address == LOOPBACK else [self.address]

    @property
    def origins(self) -> list[str]:
        """The pages that may open its socket: its own."""
        return [f"http://{host}:{self.port}" for host in self.hosts]

    @property
    def url(self) -> str:
        """What is typed into a browser."""
        return self.origins[0]


def app_of(hall: Hall, assets: Mapping[str, Asset], place: Place) -> FastAPI:
    """Return the server of a class; ``assets``: by path."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        hall.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=place.hosts, www_redirect=False)
    for path, asset in assets.items():
        app.add_api_route(path, _answering(asset, place), methods=["GET"])
    talks = Talks(hall)

    @app.websocket("/class")
    async def talk(socket: WebSocket) -> None:
        if socket.headers.get("origin") not in place.origins:
            await socket.close(FOREIGN)
        else:
            await talks.hold(socket)

    return app


def _answering(asset: Asset, place: Place) -> Callable[[Request], Awaitable[Response]]:
    headers = {**HEADERS, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if not asset.has_rules:
        sockets = " ".join(origin.replace("http", "ws", 1) for origin in place.origins)
        headers["Content-Security-Policy"] = RULES.format(socket=sockets)

    async def answer(_: Request) -> Response:
        return Response(asset.packed, media_type=asset.kind, headers=headers)

    return answer
