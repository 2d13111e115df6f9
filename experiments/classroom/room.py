"""The room: who is in, what they bet, and what their teams decide. It lives in memory and knows nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from experiments.classroom.door import new_key
from experiments.classroom.messages import BET, DECIDE, Phase, Wager
from experiments.lesson.setting import Bet

MOST_MEMBERS = 300


class Refused(Exception):  # noqa: N818 - said to a phone, by the key of its sentence
    """What somebody asks for cannot be done now; the text is the key of a sentence of the page."""


@dataclass
class Member:
    """Somebody with a phone.

    Attributes:
        number: which one that came in; ``team``: 0 until one is chosen.
        bets: by the name of the bet.
        sockets: how many pages of this phone are open.

    """

    number: int
    team: int = 0
    bets: dict[str, Wager] = field(default_factory=dict)
    sockets: int = 0


class Room:
    """A class: its phase, its members by their keys, and the decision of every team that has made one."""

    def __init__(self, bets: Mapping[str, Bet], teams: int, most: int = MOST_MEMBERS) -> None:
        self.bets, self.teams, self._most = bets, teams, most
        self.phase: Phase = BET
        self.members: dict[str, Member] = {}
        self.decisions: dict[int, str] = {}

    def enter(self) -> str:
        """Let somebody in, and return the key to come back with."""
        if len(self.members) >= self._most:
            raise Refused("full")
        key = new_key()
        self.members[key] = Member(len(self.members) + 1)
        return key

    @property
    def here(self) -> int:
        """How many are connected."""
        return sum(member.sockets > 0 for member in self.members.values())

    def bet(self, member: Member, wager: Wager) -> None:
        """Take a bet, in place of an earlier one of the same member."""
        if self.phase != BET:
            raise Refused("bets_closed")
        bet = self.bets.get(wager.bet)
        if bet is None or not _is_whole(wager, bet):
            raise Refused("not_understood")
        member.bets[wager.bet] = wager

    def join_team(self, member: Member, team: int) -> None:
        """Put somebody in a team."""
        if not 1 <= team <= self.teams:
            raise Refused("not_understood")
        member.team = team

    def check_decider(self, member: Member) -> None:
        """Refuse who cannot decide now."""
        if self.phase != DECIDE:
            raise Refused("decisions_closed")
        if not member.team:
            raise Refused("no_team")

    def decide(self, member: Member, way: str) -> None:
        """Take what somebody decides for the team; the last word counts."""
        self.check_decider(member)
        self.decisions[member.team] = way

    def size_of(self, team: int) -> int:
        """Return how many are in a team."""
        return sum(member.team == team for member in self.members.values())


def _is_whole(wager: Wager, bet: Bet) -> bool:
    """Return whether a wager says all that its kind of bet asks for, and nothing else."""
    which, range_ = (wager.answer, wager.sure), (wager.low, wager.high)
    if bet.kind == "which":
        return None not in which and range_ == (None, None)
    return which == (None, None) and wager.low is not None and wager.high is not None and wager.low <= wager.high
