"""What a command prints: readable in any encoding a terminal or a pipe may have."""

import codecs
import sys
from io import TextIOWrapper

NAME = "orgchange-readable"
PLAIN = str.maketrans({"−": "-", "×": "x", "–": "-", "’": "'", "…": "...", "↓": "v", "→": "->", "≥": ">=", "≤": "<="})


def make_streams_readable() -> None:
    """Let stdout and stderr write what their encoding lacks in other words, never as an error."""
    codecs.register_error(NAME, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=NAME)


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what stands for characters that an encoding lacks: the plain sign, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in missing), error.end
