"""What stands beside a table of departments: terminal and report say the same."""

from experiments.provenance.kept import Plain
from experiments.wording.language import say

MOST_NAMED = 6


def remarks(kept: Plain) -> list[str]:
    """Return what is to be known of departments as they are kept, as sentences.

    How sure the intervals are, where the plan surely brings less, where that is undecided, and what did not agree.
    """
    rows = kept["departments"]
    return [say("departments.sure"), *differing(rows), *kept.get("notes", ())]


def differing(rows: list[Plain]) -> list[str]:
    """Return in which departments the plan surely brings less, and in which it is undecided, as sentences."""
    less = [row["name"] for row in rows if _of(row)["high"] is not None and _of(row)["high"] < 0]
    unsure = [row["name"] for row in rows if _of(row)["low"] is not None and _of(row)["low"] <= 0 <= _of(row)["high"]]
    told = (("departments.less", less), ("departments.unsure", unsure))
    return [say(key, names=some(names)) for key, names in told if names]


def some(names: list[str]) -> str:
    """Return the first few names and how many more there are."""
    if len(names) <= MOST_NAMED:
        return say("list.and").join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return say("departments.and_more", names=", ".join(names[:MOST_NAMED]), count=len(names) - MOST_NAMED)


def _of(row: Plain) -> Plain:
    found: Plain = row["difference"]["adopted"]
    return found
