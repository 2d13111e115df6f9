"""Tables and pictures of speed, from the figures that ``make bench`` keeps."""

from pathlib import Path

from benchmarks.figures import load_figures
from benchmarks.tables import TABLES, possible_tables
from docs.generator.errors import DocumentationError

DOCS = Path(__file__).resolve().parents[1]


def speed(name: str) -> str:
    """Return one table of the kept figures.

    A note where they hold nothing for it, DocumentationError where there is no such table.
    """
    if name not in TABLES:
        raise DocumentationError(f"there is no table of speed named '{name}'; there are {', '.join(TABLES)}")
    return dict(possible_tables(load_figures())).get(name, "Not measured yet: `make bench`.")


def speed_picture(name: str, *words: str) -> str:
    """Return a picture that ``make bench`` drew, with words that describe it; a note where it was not drawn yet."""
    picture = DOCS / "pictures" / f"{name}.png"
    return f"![{' '.join(words)}](/pictures/{picture.name})" if picture.exists() else "Not drawn yet: `make bench`."
