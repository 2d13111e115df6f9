"""Markers: a line ``<!-- generated: NAME ARGUMENT -->`` in a page is replaced by what the model declares.

What commands print is kept below their markers, too, for those who read a page in the repository: ``make guides``
writes it there, and the site replaces it by what is printed while it is built.
"""

import re
from collections.abc import Callable

from docs.generator.columns import column_table
from docs.generator.declarations import (
    all_parameters,
    evidence_table,
    mechanism_table,
    metric_table,
    parameter_table,
    week_table,
)
from docs.generator.errors import DocumentationError
from docs.generator.navigation import tutorial_link
from docs.generator.outputs import command_output, session_output
from docs.generator.results import case_results, option_file, preset, scoreboard
from docs.generator.speed import speed, speed_picture
from docs.generator.state import state_table

END = "<!-- kept by make guides -->"
MARKER = re.compile(
    rf"^<!-- generated: (\w+)((?: \S+)*) -->$(?:\n(```console\n(?:.*\n)*?```)\n{END}$)?", flags=re.MULTILINE
)
PRINTED = ("output", "session")
FILLS: dict[str, Callable[..., str]] = {
    "case": case_results,
    "columns": column_table,
    "evidence": evidence_table,
    "mechanisms": mechanism_table,
    "metrics": metric_table,
    "option": option_file,
    "output": command_output,
    "parameters": all_parameters,
    "preset": preset,
    "scoreboard": scoreboard,
    "section": parameter_table,
    "session": session_output,
    "speed": speed,
    "speedpicture": speed_picture,
    "state": state_table,
    "tutorial": tutorial_link,
    "week": week_table,
}


def filled(text: str) -> str:
    """Return a page with every marker replaced; raise DocumentationError for a marker that does not exist."""
    return MARKER.sub(_fill, text)


def kept(text: str) -> str:
    """Return a page in which what commands print stands below their markers."""
    return MARKER.sub(_keep, text)


def _keep(found: re.Match[str]) -> str:
    if found[1] not in PRINTED:
        return found[0]
    return "\n".join([found[0].splitlines()[0], _fill(found), END])


def _fill(found: re.Match[str]) -> str:
    name, arguments = found[1], found[2].split()
    if name not in FILLS:
        raise DocumentationError(f"unknown marker 'generated: {name}'; there are {', '.join(FILLS)}")
    return FILLS[name](*arguments)
