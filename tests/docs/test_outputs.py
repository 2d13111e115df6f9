"""What a page shows of commands is what they print, one after the other in one folder."""

import shlex
from pathlib import Path

import pytest

from docs.generator.errors import DocumentationError
from docs.generator.markers import END, MARKER, PRINTED, filled, kept
from tests.docs.pages import FOLDER, GUIDES
from tests.experiments.shell import TINY

SMALL = " ".join([*TINY, "intervention=[okr]", "study.name=one", "study.replicates=2"])


def test_a_session_shows_what_its_last_commands_print() -> None:
    shown = filled(
        f"<!-- generated: session run {SMALL} && compare results/one --lives 0 && describe metrics trust -->"
    )
    lines = shown.splitlines()
    assert lines[0] == "```console"
    assert lines[1].startswith("$ orgchange run organization.headcount=60")
    assert lines[2] == "$ orgchange compare results/one --lives 0"
    assert lines[3].startswith("First: ")
    assert "$ orgchange describe metrics trust" in lines
    assert lines[-1] == "```"


def test_what_commands_print_is_kept_below_their_marker_and_replaced_by_what_they_print_now() -> None:
    marker = "<!-- generated: session describe metrics trust -->"
    page = f"Before.\n\n{marker}\n\nAfter.\n"
    once = kept(page)
    assert once.startswith(f"Before.\n\n{marker}\n```console\n$ orgchange describe metrics trust\n")
    assert once.endswith(f"\n```\n{END}\n\nAfter.\n")
    assert kept(once) == once
    assert kept(once.replace("trust\n", "trust\nan older line\n", 1)) == once
    assert filled(once) == filled(page)
    other = "<!-- generated: week -->\n"
    assert kept(other) == other


@pytest.mark.parametrize("page", [*GUIDES, FOLDER / "five-mistakes.md"], ids=lambda page: page.stem)
def test_a_guide_carries_what_its_commands_print(page: Path) -> None:
    for found in MARKER.finditer(page.read_text(encoding="utf-8")):
        if found[1] in PRINTED:
            assert found[3], f"{page.name}: nothing is kept below {found[0]}; make guides"
            asked = found[2].rpartition("&&")[2].split()
            assert f"\n$ orgchange {shlex.join(asked)}\n" in found[3]


def test_a_session_that_does_not_work_stops_the_build() -> None:
    with pytest.raises(DocumentationError, match="there is no folder results/none"):
        filled("<!-- generated: session compare results/none -->")
