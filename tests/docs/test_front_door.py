"""What people copy imports one package: examples and benchmarks know no room of the house."""

import ast
from pathlib import Path

import nbformat
import pytest

from tests.docs.pages import FOLDER, GUIDES, blocks
from tests.paths import ROOT

PAGES = [ROOT / "README.md", FOLDER / "index.md", *GUIDES]
NOTEBOOKS = sorted((FOLDER / "notebooks").glob("*.ipynb"))
POLICY_LINES = 6


def imported(code: str) -> set[str]:
    """Return the modules that some code imports."""
    nodes = list(ast.walk(ast.parse(code)))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def examples(page: Path) -> str:
    """Return all Python of a page."""
    return "\n".join(block.text for block in blocks(page) if block.language == "python")


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: page.stem)
def test_examples_import_orgchange_only(page: Path) -> None:
    assert imported(examples(page)) == {"orgchange"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_notebooks_import_orgchange_only(notebook: Path) -> None:
    cells = nbformat.read(notebook, as_version=4).cells
    assert imported("\n".join(cell.source for cell in cells if cell.cell_type == "code")) == {"orgchange"}


def test_a_policy_is_chosen_in_six_lines() -> None:
    assert len(examples(FOLDER / "guides" / "policies.md").strip().splitlines()) <= POLICY_LINES
