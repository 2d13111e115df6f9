"""Signs that every screen has: in any encoding, and none that would command the terminal."""

import codecs
import re

INSTEAD = "orgchange-readable"
PLAIN = {
    "−": "-",
    "×": "x",
    "–": "-",
    "—": "-",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "↓": "v",
    "→": "->",
    "←": "<-",
    "≥": ">=",
    "≤": "<=",
    "±": "+/-",
    "²": "^2",
    "·": "-",
    "∞": "infinity",
    "€": "EUR",
}
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def readable(text: str, encoding: str = "utf-8") -> str:
    """Return a text as a screen of this encoding can show it, signs that command a terminal spelled out."""
    spelled = COMMANDS.sub(_spelled, text)
    return spelled if spelled.isascii() else spelled.encode(encoding, INSTEAD).decode(encoding)


def _spelled(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what stands for characters that an encoding lacks: the plain sign, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, "?") for sign in missing), error.end


codecs.register_error(INSTEAD, _plainer)
