"""The page on mistakes shows what it speaks of: each output has the words that its text explains."""

import pytest

from docs.generator.markers import filled
from tests.docs.pages import FOLDER

SHOWN = {
    "One run": ("1 pair", "no interval", "Undecided whether it beats the baseline"),
    "Undecided": ("undecided", "practically the same"),
    "where there is none": ("it never happens", "unknown", "of 6 runs (median of the others: "),
    "every department": ("against baseline: departments as they end, where fewest have adopted first", "D1 "),
    "assumptions": ("Dissolve it", "learning.rate"),
}


@pytest.mark.long
def test_every_mistake_is_shown_by_a_command_and_named_in_what_it_prints() -> None:
    parts = filled((FOLDER / "five-mistakes.md").read_text(encoding="utf-8")).split("\n## ")[1:]
    assert len(parts) == len(SHOWN) == 5
    for part, (title, words) in zip(parts, SHOWN.items(), strict=True):
        assert title in part.splitlines()[0]
        printed = part.split("```console\n$ orgchange ")[1].split("```")[0]
        assert [word for word in words if word not in printed] == []
