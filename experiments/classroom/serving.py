"""A class made ready and served until somebody ends it."""

import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import uvicorn

from experiments.classroom.door import Door
from experiments.classroom.hall import DIRECTIONS, Hall
from experiments.classroom.messages import LARGEST
from experiments.classroom.pages import assets, code_picture
from experiments.classroom.room import Room
from experiments.classroom.server import Place, app_of
from experiments.classroom.ways import Ways, ranked_metric
from experiments.lesson.content import Lesson
from experiments.lesson.futures import NAMES
from experiments.lesson.page import Told, page_of, told
from experiments.lesson.serving import LOOPBACK
from experiments.lesson.setting import MOST_WORLDS, REPLICATES, Setting
from sim.errors import ScenarioError, reason

UNSEEN, HIGH = 20, 1.5  # worlds that rank the teams; a budget over the dearer of the two futures as they are
MOST_WAITING, BACKLOG = 1_000, 512


class Choices(NamedTuple):
    """What the teacher may choose: the number of teams, their budget (0: from the lesson), and what ranks them."""

    teams: int = 6
    budget: float = 0.0
    metric: str = ""


class Class(NamedTuple):
    """A class that is ready: its server, its socket, and what the teacher has to know."""

    server: uvicorn.Server
    socket: socket.socket
    hall: Hall
    place: Place

    @property
    def teacher(self) -> str:
        """The address of the teacher's page, which is a secret."""
        return f"{self.place.url}/teacher#{self.hall.door.token}"

    def serve(self) -> None:
        """Serve until the process is interrupted."""
        self.server.run(sockets=[self.socket])


class Prepared(NamedTuple):
    """A lesson with what the model says of it, and its page: what takes some seconds to make."""

    told: Told
    page: str


def prepared(lesson: Lesson) -> Prepared:
    """Make a lesson ready to be served; raise ScenarioError where it cannot be lived."""
    found = told(lesson)
    return Prepared(found, page_of(found))


def hall_of(lesson: Told, choices: Choices) -> Hall:
    """Return a class about a lesson; raise ScenarioError where nobody can be ranked by what is chosen."""
    setting = lesson.lesson.setting
    metric = choices.metric or ranked_metric(setting, DIRECTIONS)
    if not DIRECTIONS[metric]:
        raise ScenarioError(f"--metric {metric} ranks nobody: neither more nor less of it is better")
    ways = Ways(setting, lesson.futures, metric, _unseen())
    budget = choices.budget or _budget(setting, ways)
    return Hall(lesson, ways, Room(setting.bets, choices.teams), Door(), budget)


@contextmanager
def class_of(
    prepare: Callable[[], Prepared], choices: Choices, address: str = LOOPBACK, port: int = 0
) -> Iterator[Class]:
    """Make a class ready at an address of this machine; raise ScenarioError where that cannot be had.

    The address comes first: who cannot have it need not wait for the lesson.
    """
    with _bound(address, port) as bound:
        lesson, page = prepare()
        hall = hall_of(lesson, choices)
        place = Place(address, bound.getsockname()[1])
        hall.shown = {"url": f"{place.url}/", "qr": code_picture(f"{place.url}/#{hall.door.code}")}
        config = uvicorn.Config(
            app_of(hall, assets(page), place),
            log_level="critical",  # who comes is nobody's business
            access_log=False,
            server_header=False,
            ws="websockets-sansio",
            ws_max_size=LARGEST,
            ws_per_message_deflate=False,
            limit_concurrency=MOST_WAITING,
            timeout_graceful_shutdown=2,
        )
        yield Class(uvicorn.Server(config), bound, hall, place)


@contextmanager
def _bound(address: str, port: int) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((address, port))
        except OSError as error:
            where = f"port {port} of {address}" if port else address
            raise ScenarioError(f"cannot serve on {where} ({reason(error)}); name another one") from None
        bound.listen(BACKLOG)
        yield bound


def _unseen() -> range:
    """Return worlds that nobody has seen: another luck in every class, and never that of the lesson's many worlds."""
    first = MOST_WORLDS + secrets.randbelow(REPLICATES - MOST_WORLDS - UNSEEN)
    return range(first, first + UNSEEN)


def _budget(setting: Setting, ways: Ways) -> float:
    """Return a budget that leaves something to choose: more than the dearer future takes where nothing is decided."""
    still = [ways.price(future + "-" * len(setting.stops)).time for future in NAMES]
    return float(round(HIGH * max(still)))
