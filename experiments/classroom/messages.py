"""What phones and the teacher may say: one kind of message each, with its bounds; anything else is refused."""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from experiments.lesson.setting import FIRST, SAME, SECOND

Phase = Literal["bet", "watch", "decide", "result"]
BET: Final = "bet"
DECIDE: Final = "decide"
RESULT: Final = "result"
ANSWERS = (FIRST, SAME, SECOND)
LARGEST = 1_024  # bytes of a message

Secret = Annotated[str, msgspec.Meta(max_length=64)]
Name = Annotated[str, msgspec.Meta(max_length=64)]
Way = Annotated[str, msgspec.Meta(max_length=8)]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class _Message(msgspec.Struct, forbid_unknown_fields=True, frozen=True, tag_field="say"):
    """Whatever comes over a socket; ``say`` tells its kind."""


class Join(_Message, tag="join", frozen=True):
    """Somebody comes in with the code of the class."""

    code: Secret


class Back(_Message, tag="back", frozen=True):
    """Somebody who was in comes back with the key that was given then."""

    key: Secret


class Teach(_Message, tag="teach", frozen=True):
    """The teacher's page."""

    token: Secret


class Wager(_Message, tag="bet", frozen=True):
    """What somebody bets: which future has more, and how sure that is; or between which bounds it lies."""

    bet: Name
    answer: Literal["first", "same", "second"] | None = None
    sure: Annotated[int, msgspec.Meta(ge=35, le=100)] | None = None
    low: Percent | None = None
    high: Percent | None = None


class Team(_Message, tag="team", frozen=True):
    """The team that somebody is in."""

    team: Annotated[int, msgspec.Meta(ge=1, le=99)]


class Ask(_Message, tag="ask", frozen=True):
    """What a way through the lesson would take."""

    way: Way


class Decide(_Message, tag="decide", frozen=True):
    """The way through the lesson that a team takes."""

    way: Way


class Turn(_Message, tag="phase", frozen=True):
    """The teacher goes on, or back."""

    phase: Phase


class Export(_Message, tag="export", frozen=True):
    """The teacher wants all of it, to keep."""


Hello: TypeAlias = Join | Back | Teach
FromPhone: TypeAlias = Wager | Team | Ask | Decide
FromTeacher: TypeAlias = Turn | Export

HELLO = msgspec.json.Decoder(Hello)
FROM_PHONE = msgspec.json.Decoder(FromPhone)
FROM_TEACHER = msgspec.json.Decoder(FromTeacher)
