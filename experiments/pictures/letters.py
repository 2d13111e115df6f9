"""Letters of all scripts: fonts of this machine that have what the usual one lacks, and a word where none has.

Source  Fallback letter by letter: matplotlib's ``font.family`` as a list.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from matplotlib.font_manager import fontManager

from experiments.wording.notes import note

USUAL = "DejaVu Sans"
OF_OTHER_SCRIPTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Malgun Gothic",
    "NanumGothic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Nirmala UI",
    "Leelawadee UI",
    "Arial Unicode MS",
    "Unifont",
)
MISSING = re.compile(r"Glyph (\d+) .*missing from", re.DOTALL)
MOST = 12


@cache
def families() -> list[str]:
    """Return the usual font and those of other scripts that this machine has."""
    here = {font.name for font in fontManager.ttflist}
    return [USUAL, *(name for name in OF_OTHER_SCRIPTS if name in here)]


@contextmanager
def missing_letters_said() -> Iterator[None]:
    """Say once, in one line, which letters no font has; other warnings go on as they are."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    lacking: dict[str, None] = {}
    for warning in caught:
        found = MISSING.search(str(warning.message))
        if found:
            lacking[chr(int(found[1]))] = None
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)
    if lacking:
        more = f" and {len(lacking) - MOST} more" if len(lacking) > MOST else ""
        letters = "".join(list(lacking)[:MOST])
        note(
            f"the pictures show boxes for {letters}{more}, which no font of this machine has; install one that has "
            "them (for Chinese, Japanese and Korean: Noto Sans CJK) and draw them again with orgchange report"
        )
