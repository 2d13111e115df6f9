"""What has to be known before a study is believed, a line each: the same that its report says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.results.caveats import caveats, codes
from experiments.results.study import Study

if TYPE_CHECKING:
    from rich.console import Console


def print_caveats(console: "Console", study: Study, policies_broken: Sequence[str] | None = None) -> None:
    """Print every caveat of a study (see ``caveats``)."""
    for text in caveats(study, codes(), policies_broken):
        console.print(text)
