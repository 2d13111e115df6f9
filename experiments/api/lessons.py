"""A lesson as one HTML file."""

from pathlib import Path

from experiments.lesson.content import read_lesson
from experiments.lesson.page import page
from experiments.store.files import write_whole
from sim.errors import ScenarioError, reason


def lesson(name: str | Path, out: str | Path = "") -> Path:
    """Write a shipped lesson, or that of a folder of one's own, and return where it is (unless given: ``NAME.html``).

    Raise ScenarioError for a lesson that is not whole, and where it cannot be written.
    """
    found = read_lesson(str(name))
    target = Path(out) if out else Path(f"{found.name}.html")
    text = page(found)
    try:
        write_whole(target, text)
    except OSError as error:
        raise ScenarioError(f"cannot write {target} ({reason(error)}); name another file") from None
    return target
