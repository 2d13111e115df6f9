"""One run of a study as a moving picture."""

from pathlib import Path

from experiments.animation.page import page
from experiments.animation.reel import reel_of
from experiments.explain.source import source_of
from experiments.provenance.crate import add_to_crate
from experiments.results.study import Study
from experiments.running.precompile import note_compiling
from experiments.store.files import write_whole
from sim.errors import ScenarioError, reason

HTML = ".html"
ENDINGS = (HTML, ".gif", ".mp4")
FILE = "animation.html"


def animate(
    study: Study, point: str | None, replicate: int, colour: str, practice: str, out: str | Path | None
) -> Path:
    """Write one run (of the best point, unless another is named) as an animation, and return where it is."""
    target = Path(out) if out else study.folder / FILE
    if target.suffix not in ENDINGS:
        raise ScenarioError(f"an animation is a file with {', '.join(ENDINGS)}, not '{target}'")
    best = str([each.design for each in study.points].index(study.best.design))
    source = source_of(study.folder, best if point is None else point, replicate)
    note_compiling(stepwise=True)
    reel = reel_of(source, colour, practice, study.calendar)
    try:
        if target.suffix == HTML:
            write_whole(target, page(reel))
        else:
            from experiments.animation.moving import write_moving

            write_moving(reel, target)
    except OSError as error:
        raise ScenarioError(f"cannot write {target} ({reason(error)}); name another file") from None
    if target.resolve().parent == study.folder.resolve():
        add_to_crate(study.folder, [study.folder / target.name])
    return target
