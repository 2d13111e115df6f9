"""The door: a code that is shown in the room, keys that let somebody back in, and limits on trying."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

SIGNS, LENGTH = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 6  # none that is read for another one
KEY = 16  # bytes
TRIES, A_TRY = 10.0, 10.0  # wrong codes from one address at once, and seconds until there is one more
MOST_ADDRESSES = 4_096

Clock = Callable[[], float]


class Bucket:
    """Allows ``most`` at once, and one more every ``seconds``."""

    def __init__(self, most: float, seconds: float, clock: Clock = monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._left, self._at = most, clock()

    @property
    def left(self) -> float:
        """How many are allowed now."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) / self._seconds)
        self._at = now
        return self._left

    def take(self) -> bool:
        """Return whether one more is allowed, and count it."""
        if self.left < 1.0:
            return False
        self._left -= 1.0
        return True


class Door:
    """Who comes in: with the code as somebody new, with a token as the teacher."""

    def __init__(self, clock: Clock = monotonic) -> None:
        self.code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        self.token = new_key()
        self._clock = clock
        self._tries: OrderedDict[str, Bucket] = OrderedDict()

    def opens(self, given: str, expected: str, address: str) -> bool | None:
        """Return whether a code or token is the right one; None where an address has tried too often.

        Only wrong ones count. Addresses are kept in memory for as long as the class lasts, and nowhere else.
        """
        bucket = self._tries.get(address)
        if bucket is not None and bucket.left < 1.0:
            return None
        if secrets.compare_digest(given.strip().encode(), expected.encode()):
            return True
        self._tries[address] = bucket = bucket or Bucket(TRIES, A_TRY, self._clock)
        self._tries.move_to_end(address)
        bucket.take()
        if len(self._tries) > MOST_ADDRESSES:
            self._tries.popitem(last=False)
        return False


def new_key() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(KEY)
