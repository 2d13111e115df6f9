"""Tables and texts in Markdown."""

from collections.abc import Iterable, Sequence

SPECIAL = {"|": "\\|", "<": "&lt;", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]"}


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are Markdown already."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def plain(text: object) -> str:
    """Return a text that Markdown shows as it is; what stands in double backticks becomes code."""
    pieces = " ".join(str(text).split()).split("``")
    return "".join(code(piece) if place % 2 else _escaped(piece) for place, piece in enumerate(pieces))


def code(text: object) -> str:
    """Return a text as code."""
    words = str(text).replace("|", "\\|")
    return f"`{words}`" if words else ""


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(letter, letter) for letter in text)
