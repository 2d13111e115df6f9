"""The templates of pages, and the files that go into them as they are."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def templates() -> Environment:
    """Return what fills templates; a name that it is not given is an error."""
    loader = PackageLoader("experiments.lesson")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, undefined=StrictUndefined)


def own_text(name: str) -> Markup:
    """Return a file beside the templates, which is our own and needs no escaping."""
    return Markup((files("experiments.lesson") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704
