"""``orgchange report``: one file for every kind of study, that a person and a screen reader can read."""

import json
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from experiments.command import main
from experiments.provenance.files import METADATA
from sim.outcomes.dictionary import METRIC_NAMES
from sim.scenario import declared_parameters
from tests.experiments.report.outline import Outline, outline_of
from tests.experiments.report.studies import LONG, QUICK
from tests.experiments.shell import Shell

LIMIT = 3 * 2**20
Reported = Callable[[str], Path]


@pytest.fixture(params=[*QUICK, *(pytest.param(kind, marks=pytest.mark.long) for kind in LONG)])
def report(request: pytest.FixtureRequest, reported: Reported) -> Path:
    """Return the report of a study of every kind."""
    return reported(str(request.param))


@pytest.fixture
def outline(report: Path) -> Outline:
    return outline_of(report.read_text())


@pytest.mark.long
def test_it_is_small_and_a_second_one_is_the_same_byte_for_byte(report: Path) -> None:
    first = report.read_text()
    assert len(first.encode()) < LIMIT
    assert main(["report", str(report.parent)]) == 0
    second = report.read_text()
    assert [(old, new) for old, new in zip(first.splitlines(), second.splitlines(), strict=True) if old != new] == []


def test_it_needs_no_other_file_and_its_links_lead_somewhere(report: Path, outline: Outline) -> None:
    assert not outline.all("script", "iframe", "object", "embed", "base")
    assert all(image.attributes["src"].startswith("data:image/svg+xml;base64,") for image in outline.all("img"))
    assert [link.attributes["href"] for link in outline.all("link")] == ["data:,"]
    assert "url(" not in outline.all("style")[0].text
    ids = {element.attributes["id"] for element in outline.elements if "id" in element.attributes}
    targets = [link.attributes["href"] for link in outline.all("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= ids
    files = [unquote(target) for target in targets if not target.startswith("#")]
    assert {"runs.parquet", "manifest.json"} <= set(files)
    assert all((report.parent / file).is_file() for file in files)


def test_headings_are_in_order_and_names_are_given_once(outline: Outline) -> None:
    headings = [int(heading.tag[1]) for heading in outline.all("h1", "h2", "h3")]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    ids = [element.attributes["id"] for element in outline.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_landmarks_tables_and_pictures_are_told_to_a_screen_reader(outline: Outline) -> None:
    assert outline.all("html")[0].attributes["lang"] == "en"
    assert [len(outline.all(tag)) for tag in ("main", "header", "nav", "footer")] == [1, 1, 1, 1]
    assert outline.all("a")[0].attributes == {"class": "skip", "href": "#main"}
    assert len(outline.all("table")) == len(outline.all("caption"))
    assert all(heading.attributes.get("scope") in ("col", "row") for heading in outline.all("th"))
    for image in outline.all("img"):
        assert len(image.attributes["alt"]) > 60
    ids = {element.attributes["id"] for element in outline.elements if "id" in element.attributes}
    assert {
        element.attributes["aria-labelledby"] for element in outline.elements if "aria-labelledby" in element.attributes
    } <= ids


def test_no_name_of_the_code_stands_where_people_read(outline: Outline) -> None:
    words = set(re.findall(r"[\w.]+", outline.text))
    assert words & declared_parameters().keys() == set()
    assert words & {name for name in METRIC_NAMES if "_" in name} == set()
    assert words & {"nan", "inf", "None", "True", "False"} == set()


def test_question_and_verdict_come_first(outline: Outline) -> None:
    first, second = (heading.text for heading in outline.all("h2")[:2])
    assert (first, second) == ("What should we do?", "The question, and the answer")
    texts = [paragraph for paragraph in outline.all("p") if paragraph.attributes.get("class") in ("question", "lead")]
    assert texts[0].text.endswith("?")
    assert len(texts) > 1
    assert all(text.text.endswith(".") for text in texts[1:])


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (
            "grid",
            (
                "Which project size and rollout speed together give the most success of the change within 26 weeks in "
                "an organization of 60"
            ),
        ),
        (
            "one",
            "What does this plan change within 26 weeks in an organization of 60 people, compared with not trying it?",
        ),
        ("alone", "There is nothing to compare it with."),
        ("line", "Which rollout speed gives the most people who have adopted"),
        ("many", "whatever speed of learning may be?"),
        ("many", "A world is one combination of their values. There are 2 of them"),
        ("many", "The regret of a plan in a world is by how much the best plan of that world does better"),
        ("arms", "Slowly, or at once?"),
        ("arms", "Fast against slow: "),
        ("failures", "3 runs of the plans failed and are left out"),
        ("nothing", "No run of any plan ended"),
        ("once", "one pair of runs, no interval"),
        ("one", "orgchange flips"),
        ("screened", "Which of 2 numbers decide about people index within 26 weeks"),
        ("screened", "from 4 starting points (Morris screening)"),
        ("indices", "divided into what each number explains alone (S1)"),
    ],
)
def test_it_says_what_the_study_is(reported: Reported, kind: str, says: str) -> None:
    assert says in " ".join(outline_of(reported(kind).read_text()).all("body")[0].text.split())


@pytest.mark.long
def test_another_place_gets_links_that_hold_there(reported: Reported, tmp_path: Path) -> None:
    folder = shutil.copytree(reported("grid").parent, tmp_path / "a study")
    target = tmp_path / "elsewhere" / "for the board.html"
    target.parent.mkdir()
    assert main(["report", str(folder), "--out", str(target)]) == 0
    files = [link.attributes["href"] for link in outline_of(target.read_text()).all("a")]
    assert "../a%20study/runs.parquet" in files
    assert all((target.parent / unquote(file)).is_file() for file in files if not file.startswith("#"))


def test_the_report_is_in_the_crate_and_the_study_still_verifies(reported: Reported) -> None:
    report = reported("grid")
    graph = json.loads((report.parent / METADATA).read_text())["@graph"]
    assert any(entity["@id"] == "report.html" for entity in graph)
    assert main(["verify", str(report.parent)]) == 0


@pytest.mark.long
def test_what_flips_found_is_told(reported: Reported, tmp_path: Path) -> None:
    folder = shutil.copytree(reported("grid").parent, tmp_path / "grid")
    assert main(["flips", str(folder), "adoption.retry", "learning.rate", "--replicates=2"]) == 0
    assert main(["report", str(folder)]) == 0
    text = outline_of((folder / "report.html").read_text()).text
    assert "has not been tried for this study" not in text
    verdicts = json.loads((folder / "flips.json").read_text())["verdicts"]
    tried = {name for verdict in verdicts for name in verdict["tried"]["parameters"]}
    assert tried
    found = any(verdict["found"] for verdict in verdicts)
    told = f"of {len(tried)} tried with 2 pairs of runs each" if found else "none would change the verdict"
    assert told in " ".join(text.split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "report on which study?"),
        (["nowhere"], "there is no folder nowhere"),
        (["a", "b"], "not 2"),
        (["a", "--out"], "--out needs a value"),
        (["a", "--output=x"], "unknown flag '--output=x'"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(shell: Shell, words: list[str], says: str) -> None:
    said = shell("report", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert says in said.err


def test_help_says_what_is_in_it(shell: Shell) -> None:
    assert "one HTML file" in shell("report", "--help").out
