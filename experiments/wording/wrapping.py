"""Lines of a width: broken at spaces, long names at their separators, and a number nowhere."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

WORD = re.compile(r"\s*(?:[(−+]*EUR )?\S+(?: (?:%|[kM](?!\w))[)\],;.]*)?")  # a number is one word with its unit
SEPARATOR = re.compile(r"(?<=[/_.=,])(?![/_.=,\s]|$)(?!(?<=\d[.,])\d)")
LEAD = re.compile(r"^ *(?:- )?")
WIDE_LETTERS = re.compile("(?<=[\u2e80-\u9fff\uac00-\ud7a3])(?=[\u2e80-\u9fff\uac00-\ud7a3])")
NUMBER = re.compile(r"\s*[(\[]?[+−-]?\d[\d.,]*(?: %)?[)\],;.]*")


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many cells; only a number that is wider makes a line longer."""
    if "\n" not in text and cell_len(text) <= width:
        return [text.rstrip()]
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, width)]


def widest_piece(text: str) -> int:
    """Return how many cells the widest part of a text takes that is not broken unless nothing else helps."""
    return max((cell_len(piece.strip()) for word in WORD.findall(text) for piece in _pieces(word)), default=0)


def _filled(text: str, width: int) -> list[str]:
    """Return a paragraph as lines; what follows the first stands under its words."""
    indent = " " * (len(text) - len(LEAD.sub("", text)))
    lines, line = [], ""
    for token in _tokens(text.rstrip(), max(1, width - len(indent))):
        if line.strip() and cell_len(line + token) > width:
            lines.append(line)
            line = indent + token.lstrip()
        else:
            line += token
    return [*lines, line]


def _tokens(text: str, width: int) -> Iterator[str]:
    """Yield words, those that fit on no line as pieces, and pieces that do not either as parts of a line's width."""
    for word in WORD.findall(text):
        for piece in [word] if _is_whole(word, width) else _pieces(word):
            yield from [piece] if _is_whole(piece, width) else chop_cells(piece.strip(), width)


def _is_whole(piece: str, width: int) -> bool:
    return cell_len(piece.strip()) <= width or NUMBER.fullmatch(piece) is not None


def _pieces(word: str) -> list[str]:
    return [part for piece in SEPARATOR.split(word) for part in WIDE_LETTERS.split(piece)]
