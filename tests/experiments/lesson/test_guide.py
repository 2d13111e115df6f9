"""The guide says what the model says; a page is served to this machine alone."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.lesson.content import read_lesson
from experiments.lesson.guide import MINUTES, guide
from experiments.lesson.page import told
from experiments.lesson.serving import LOOPBACK, server_of
from sim.errors import ScenarioError
from tests.experiments.conftest import shell
from tests.experiments.lesson.small import TEXT, written
from tests.experiments.shell import Shell

__all__ = ["shell"]


@pytest.mark.parametrize("minutes", MINUTES)
def test_the_minutes_of_the_steps_are_those_of_the_lesson(minutes: int) -> None:
    assert sum(MINUTES[minutes]) == minutes


def test_a_guide_says_what_was_found(tmp_path: Path) -> None:
    mine = read_lesson(str(written(tmp_path / "mine", en=TEXT, nl=TEXT)))
    text, finding = guide(mine, "en"), told(mine).findings["known"]
    assert f"{100 * finding.first:.0f}\u00a0%" in text
    assert "more in B" in text
    assert "Facilitator" in text
    assert "meer in B" in guide(mine, "nl")
    assert "{{" not in text


def test_a_lesson_without_a_guide_is_refused(tmp_path: Path) -> None:
    mine = read_lesson(str(written(tmp_path / "mine", en={**TEXT, "guide": None})))
    with pytest.raises(ScenarioError, match=r"mine/en\.yaml says nothing to the facilitator"):
        guide(mine, "en")


def test_a_guide_is_written(tmp_path: Path, shell: Shell) -> None:
    written(tmp_path / "mine")
    assert shell("lesson", "guide", "mine").out.startswith("Guide: mine-guide.html (")
    assert (tmp_path / "mine-guide.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.fixture
def port() -> Iterator[int]:
    with server_of("<p>page</p>") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def asked(port: int, path: str = "/", host: str = "") -> tuple[int, bytes]:
    request = urllib.request.Request(f"http://{LOOPBACK}:{port}{path}", headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


def test_a_page_is_served_to_this_machine_alone(port: int) -> None:
    assert asked(port) == (200, b"<p>page</p>")
    assert asked(port, host=f"localhost:{port}") == (200, b"<p>page</p>")
    assert asked(port, host="elsewhere.example")[0] == 400
    assert asked(port, "/etc/passwd")[0] == 404


def test_a_port_that_is_taken_is_refused(port: int, tmp_path: Path, shell: Shell) -> None:
    written(tmp_path / "mine")
    said = shell("lesson", "serve", "mine", "--port", str(port))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"cannot serve on port {port}" in said.err
