"""What MkDocs calls while it builds.

The menu, the pages of mechanisms with their pictures, and the markers in pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from docs.generator.errors import DocumentationError
from docs.generator.markers import filled
from docs.generator.mechanism_page import mechanism_page
from docs.generator.mechanisms import Mechanism, mechanisms
from docs.generator.navigation import menu
from docs.generator.pictures import as_svg, described, draw


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what is missing into one line that ends the build."""
    try:
        yield
    except DocumentationError as error:
        raise PluginError(str(error)) from None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the menu in."""
    with _refusals():
        config.nav = menu()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page a mechanism, and its picture."""
    with _refusals():
        for mechanism in mechanisms().values():
            for address, content in _made(mechanism.module).items():
                files.append(File.generated(config, address, content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs hands over more than is needed
    """Fill the markers of a page."""
    with _refusals():
        return filled(markdown)


@cache
def _made(module: str) -> dict[str, str | bytes]:
    mechanism: Mechanism = mechanisms()[module]
    figure = draw(mechanism)
    words = None if figure is None else described(figure)
    made: dict[str, str | bytes] = {f"{mechanism.address}.md": mechanism_page(mechanism, words)}
    if figure is not None:
        made[f"{mechanism.address}.svg"] = as_svg(figure)
    return made
