"""What is said: of one lesson in one language, and on the page of every lesson."""

import msgspec


class BetText(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The question of a bet, and what is said once it is settled."""

    question: str
    turn: str = ""


class LeverText(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a lever is called, and in what it is counted."""

    name: str
    unit: str = ""


class GuideText(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the facilitator is told beside the lesson itself."""

    goals: tuple[str, ...]
    audience: str
    expected: tuple[str, ...]
    misconceptions: tuple[str, ...]
    left_out: tuple[str, ...]


class Text(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is said of a lesson in one language, under the names and in the order of its setting."""

    title: str
    situation: tuple[str, ...]
    futures: tuple[str, ...]
    series: dict[str, str]
    debrief: tuple[str, ...]
    bets: dict[str, BetText] = {}
    levers: dict[str, LeverText] = {}
    stops: tuple[str, ...] = ()
    why: dict[str, str] = {}
    guide: GuideText | None = None


class Words(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is said on the page of every lesson in one language: ``page`` there, ``guide`` to the facilitator."""

    language: str
    decimal: str
    page: dict[str, str | tuple[str, ...]]
    guide: dict[str, str]
