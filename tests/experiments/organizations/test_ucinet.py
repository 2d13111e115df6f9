"""UCINET's dl files, the same four ties in every form of them."""

from pathlib import Path

import pytest

from experiments.organizations.ties_file import read_ties
from sim.errors import ScenarioError

PEOPLE = frozenset({"ann", "bob", "cia"})
WEIGHTED = {("ann", "bob"): 1.0, ("bob", "ann"): 0.5, ("cia", "ann"): 0.25}


def _read(folder: Path, text: str) -> dict[tuple[str, str], float | None]:
    path = folder / "net.dl"
    path.write_text(text, encoding="utf-8")
    return {(tie.source, tie.target): tie.weight for tie in read_ties(str(path), PEOPLE)}


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 format=fullmatrix\nlabels:\nann,bob,cia\ndata:\n0 4 0\n2 0 0\n1 0 0\n",
        "DL N = 3\nLABELS:\nann bob cia\nDATA:\n0 4 0 2 0 0 1 0 0\n",
        "dl n=3, format=fullmatrix\nlabels embedded\ndata:\n  ann bob cia\nann 0 4 0\nbob 2 0 0\ncia 1 0 0\n",
        "dl n=3 format=edgelist1\nlabels:\nann,bob,\ncia\ndata:\n1 2 4\n2 1 2\n3 1 1\n",
        "dl n=3 format=edgelist1\nlabels embedded:\ndata:\nann bob 4\nbob ann 2\ncia ann 1\n",
    ],
)
def test_every_form_is_read_alike(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == WEIGHTED


def test_a_list_of_nodes_has_ties_without_weights(tmp_path: Path) -> None:
    text = "dl n=3 format=nodelist1\nlabels embedded\ndata:\nann bob cia\nbob ann\n"
    assert _read(tmp_path, text) == {("ann", "bob"): None, ("ann", "cia"): None, ("bob", "ann"): None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "dl n=3 format=rankedlist1\ndata:\n1 2\n",
            "dl files with format=rankedlist1 are not read",
        ),
        ("dl format=edgelist1\ndata:\n1 2\n", "is not a whole dl file"),
        ("dl n=3\nlabels:\na,b,c\n", "is not a whole dl file"),
        ("dl n=3\ndata:\n0 1\n1 0\n", "a matrix of 3 people has 9 numbers, not 4"),
        ("dl n=2\ndata:\n0 x\n1 0\n", "the weight 'x' is not a number"),
        ("dl n=2 format=edgelist1\ndata:\n1 3\n", "row 1 of the data: '3' is no number from 1 to 2"),
        ("dl n=2 format=edgelist1\ndata:\n1\n", "row 1 of the data must be two people"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        _read(tmp_path, text)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
