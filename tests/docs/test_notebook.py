"""The notebook that people copy runs from its first cell to its last, and shows what it promises."""

from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.docs.pages import FOLDER

NOTEBOOK = FOLDER / "notebooks" / "first-study.ipynb"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What each cell shows, after the notebook was run in an empty folder."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    where = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=where).execute()
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(outputs: dict[str, list[Any]], beginning: str) -> list[Any]:
    """Return what the cell that begins with some text shows."""
    return next(cell for source, cell in outputs.items() if source.startswith(beginning))


@pytest.mark.long
def test_the_study_has_one_full_bar_and_its_table(outputs: dict[str, list[Any]]) -> None:
    bar, table = shown(outputs, "study = oc.run(")
    assert 'value="80" max="80"' in bar["data"]["text/html"]
    assert "rollout.speed=0.25" in table["data"]["text/html"]
    assert "Best on change_success" in table["data"]["text/plain"]


@pytest.mark.long
def test_the_figures_are_drawn_once_each(outputs: dict[str, list[Any]]) -> None:
    pictures = [one for cell in outputs.values() for one in cell if "image/png" in one.get("data", {})]
    assert len(pictures) == 2


@pytest.mark.long
def test_the_comparison_has_intervals(outputs: dict[str, list[Any]]) -> None:
    (differences,) = shown(outputs, "study.differences")
    (comparison,) = shown(outputs, "fast_against_slow = ")
    assert "95 % interval" in differences["data"]["text/plain"]
    assert "<table" in differences["data"]["text/html"]
    assert "adopted" in comparison["data"]["text/plain"]


@pytest.mark.long
def test_nothing_else_is_said(outputs: dict[str, list[Any]]) -> None:
    everything = [one for cell in outputs.values() for one in cell]
    assert not [one for one in everything if one["output_type"] == "stream"]
    assert "\x1b" not in str([one.get("data", {}).get("text/plain") for one in everything])


def test_it_is_kept_without_results() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert not [cell.source for cell in cells if cell.get("outputs") or cell.get("execution_count")]
