"""What a page shows of commands is what they print, one after the other in one folder."""

import pytest

from docs.generator.errors import DocumentationError
from docs.generator.markers import filled
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


def test_a_session_that_does_not_work_stops_the_build() -> None:
    with pytest.raises(DocumentationError, match="there is no folder results/none"):
        filled("<!-- generated: session compare results/none -->")
