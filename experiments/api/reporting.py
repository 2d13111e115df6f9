"""A study as one HTML file."""

from pathlib import Path

from experiments.provenance.crate import add_to_crate
from experiments.provenance.kept import may_be_kept
from experiments.report.content import content_of
from experiments.report.page import page
from experiments.store.files import write_whole
from experiments.store.manifest import finished_manifest
from experiments.store.so_far import readable
from experiments.wording.language import ENGLISH, LANGUAGES, speaking
from experiments.wording.terminal import shell_command
from sim.errors import ScenarioError, reason

FILE = "report.html"
MOST_POINTS = 10_000  # a report has a row a point, and nobody reads more


def report(folder: Path, out: str | Path | None, language: str = ENGLISH) -> Path:
    """Write the report of a study in a language and return where it is.

    Raise ScenarioError where it cannot be written, for a language that there is none in, and for very many points.
    """
    if language not in LANGUAGES:
        raise ScenarioError(f"language must be one of {', '.join(LANGUAGES)}, not '{language}'")
    folder = readable(folder)
    points = len(finished_manifest(folder).points)
    if points > MOST_POINTS:
        raise ScenarioError(
            f"{folder} has {points:,} points, and a report tells of {MOST_POINTS:,} at most; read its summary.csv, or "
            f"ask where plans fail: {shell_command('discover', folder)}"
        )
    target = Path(out) if out else folder / FILE
    inside = target.resolve().parent == folder.resolve()
    if inside:
        if not may_be_kept(folder):
            raise ScenarioError(f"{folder} may only be read; name a place for the report: --out {target.name}")
        add_to_crate(folder, [])
    with speaking(language):
        text = page(content_of(folder), target)
    try:
        write_whole(target, text)
    except OSError as error:
        raise ScenarioError(f"cannot write {target} ({reason(error)}); name another file") from None
    if inside:
        add_to_crate(folder, [folder / target.name])
    return target
