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
from sim.errors import ScenarioError, reason

FILE = "report.html"


def report(folder: Path, out: str | Path | None, language: str = ENGLISH) -> Path:
    """Write the report of a study in a language and return where it is.

    Raise ScenarioError where it cannot be written, and for a language that there is none in.
    """
    if language not in LANGUAGES:
        raise ScenarioError(f"language must be one of {', '.join(LANGUAGES)}, not '{language}'")
    folder = readable(folder)
    finished_manifest(folder)
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
