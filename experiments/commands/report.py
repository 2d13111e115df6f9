"""``orgchange report``: one HTML file about a study, for people who never saw the program."""

from collections.abc import Sequence

from experiments.commands.report_arguments import ReportArguments
from experiments.provenance.crate import add_to_crate
from experiments.store.files import write_whole
from experiments.store.manifest import finished_manifest
from sim.errors import ScenarioError, reason

KILO = 1024


def report(words: Sequence[str]) -> int:
    """Write the report of a study, say where it is, and return the exit code."""
    asked = ReportArguments.read(words)
    if asked.help:
        from experiments.commands.usage import REPORT_USAGE

        print(REPORT_USAGE, end="")
        return 0
    finished_manifest(asked.folder)
    from experiments.report.content import content_of
    from experiments.report.page import page

    inside = asked.target.resolve().parent == asked.folder.resolve()
    if inside:
        add_to_crate(asked.folder, [])
    text = page(content_of(asked.folder), asked.target)
    try:
        write_whole(asked.target, text)
    except OSError as error:
        raise ScenarioError(
            f"cannot write {asked.target} ({reason(error)}); name another file with --out FILE"
        ) from None
    if inside:
        add_to_crate(asked.folder, [asked.folder / asked.target.name])
    print(f"Report: {asked.target} ({len(text.encode()) / KILO:,.0f} KB; one file, no network needed)")
    return 0
