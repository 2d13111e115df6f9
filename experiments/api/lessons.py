"""A lesson as one HTML file, its facilitator's guide, and what a lesson and its codes say."""

from pathlib import Path

from experiments.lesson.checking import Checked, checked
from experiments.lesson.content import read_lesson
from experiments.lesson.guide import guide
from experiments.lesson.page import page
from experiments.lesson.replaying import Replayed, replayed
from experiments.store.files import write_whole
from sim.errors import ScenarioError, reason


def lesson(name: str | Path, out: str | Path = "") -> Path:
    """Write a shipped lesson, or that of a folder of one's own, and return where it is (unless given: ``NAME.html``).

    Raise ScenarioError for a lesson that is not whole, and where it cannot be written.
    """
    found = read_lesson(str(name))
    target = _writable(Path(out) if out else Path(f"{found.name}.html"))
    return _written(page(found), target)


def lesson_guide(name: str | Path, language: str = "en", out: str | Path = "") -> Path:
    """Write the facilitator's guide of a lesson, and return where it is (unless given: ``NAME-guide.html``)."""
    found = read_lesson(str(name))
    target = _writable(Path(out) if out else Path(f"{found.name}-guide.html"))
    return _written(guide(found, language), target)


def check_lesson(name: str | Path) -> Checked:
    """Return what the model of today says to a lesson, and what is wrong with it."""
    return checked(read_lesson(str(name)))


def replay_lesson(code: str, name: str | Path = "") -> Replayed:
    """Return the futures of a code, lived again with its decisions; ``name``: a lesson of one's own, as a folder."""
    return replayed(code, str(name))


def _writable(target: Path) -> Path:
    """Return where a page goes; raise ScenarioError where there is no such folder, before anything is computed."""
    if not target.parent.is_dir():
        raise ScenarioError(f"cannot write {target} (there is no folder {target.parent}); name another file")
    return target


def _written(text: str, target: Path) -> Path:
    try:
        write_whole(target, text)
    except OSError as error:
        raise ScenarioError(f"cannot write {target} ({reason(error)}); name another file") from None
    return target
