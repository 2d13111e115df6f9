"""Commands at any width, and for a reader who leaves: all keys, all numbers, and a complete study."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.wording.quantities import number, signed, span
from tests.experiments.shell import TINY, Shell
from tests.paths import ROOT

WIDTHS = (60, 80, 100, 200)
NUMBER = re.compile(r"[(+−]?\d[\d.,]*[)*~,;.]*")
LONG = "benefits_governance"
SWEEP = ("-m", f"intervention=[okr],[okr,{LONG}]", "project.size=5,20", "people.trust=0.3,0.6", "study.name=sweep")


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a sweep with worlds and a study of one point, in a folder that is the current one."""
    from experiments.command import main

    folder, before = tmp_path_factory.mktemp("studies"), Path.cwd()
    os.chdir(folder)
    assert main(["run", *TINY, *SWEEP]) == main(["run", *TINY, "intervention=[okr]", "study.name=one"]) == 0
    yield folder
    os.chdir(before)


@pytest.fixture
def at(studies: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "At":
    """Return what runs a command at a width."""
    monkeypatch.chdir(studies)
    return At(Shell(studies, capsys), monkeypatch)


class At:
    """Runs commands at a width; None: as in a pipe that nothing limits."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self._shell, self._monkeypatch = shell, monkeypatch

    def __call__(self, width: int | None, *words: str) -> str:
        """Return what a command prints."""
        if width is None:
            self._monkeypatch.delenv("COLUMNS", raising=False)
        else:
            self._monkeypatch.setenv("COLUMNS", str(width))
        said = self._shell(*words)
        assert said.code == 0, said.err
        return said.out


COMMANDS = [
    ("run", *TINY, *SWEEP),
    ("compare", "results/sweep"),
    ("compare", "results/one"),
    ("discover", "results/sweep"),
    ("departments", "results/one"),
    ("money", "results/one"),
    ("explain", "results/one"),
    ("explain", "results/one", "--unit", "1"),
    ("explain", "results/one", "--list", "employees"),
    ("verify", "results/one"),
    ("describe", "plans"),
    ("export", "results/one"),
    ("lesson", "list"),
]


@pytest.mark.long
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join([words[0], *words[-2:]]))
def test_no_number_is_lost_or_cut_at_any_width_and_no_line_is_longer(words: tuple[str, ...], at: At) -> None:
    uncut = _numbers(at(None, *words))
    for width in WIDTHS:
        said = at(width, *words)
        assert max(map(len, said.splitlines())) <= width
        assert not uncut - _numbers(said), width


def _numbers(text: str) -> Counter[str]:
    """Return the numbers that stand alone, each as often as it is there."""
    return Counter(word.strip("()*~,;.") for word in text.split() if NUMBER.fullmatch(word))


@pytest.mark.parametrize("width", WIDTHS)
def test_policies_and_their_numbers_are_those_of_the_json_at_any_width(width: int, at: At) -> None:
    found = json.loads(at(None, "discover", "results/sweep", "--json"))
    said = at(width, "discover", "results/sweep")
    letters = _letters(said)
    for policy in found["regret"]["policies"]:
        assert _letters(policy["policy"]) in letters
        assert number(policy["mean"]["mean"]) in said.split()


@pytest.mark.parametrize("width", WIDTHS)
def test_points_and_their_differences_are_those_of_the_json_at_any_width(width: int, at: At) -> None:
    found = json.loads(at(None, "compare", "results/sweep", "--json"))
    said = at(width, "compare", "results/sweep")
    for comparison in found["comparisons"]:
        difference = comparison["metrics"]["change_success"]["difference"]
        assert _letters(comparison["label"]) in _letters(said)
        assert signed(difference["mean"]) in said.split()
        assert span(difference["low"], difference["high"]) in " ".join(said.split())


@pytest.mark.parametrize("width", WIDTHS)
def test_one_point_has_the_numbers_of_its_summary_at_any_width(width: int, at: At, studies: Path) -> None:
    said = at(width, "run", *TINY, "intervention=[okr]", "study.name=one").split()
    with (studies / "results" / "one" / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["metric"]: row for row in csv.DictReader(file)}
    shown = [name for name in rows if name in said]
    assert len(shown) > 3
    for name in shown:
        assert number(float(rows[name]["mean"] or "nan")) in said
        assert signed(float(rows[name]["difference"] or "nan")) in said


def _letters(text: str) -> str:
    return "".join(text.split())


def _popen(folder: Path, *words: str, out: int, **environment: str) -> "subprocess.Popen[bytes]":
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    command = [sys.executable, "-m", "experiments", *words]
    return subprocess.Popen(command, cwd=folder, env=surroundings, stdout=out, stderr=subprocess.PIPE)


def _left(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command whose reader has left before it says anything; return exit code and what stands on stderr."""
    reader, writer = os.pipe()
    os.close(reader)
    with _popen(folder, *words, out=writer) as running:
        os.close(writer)
        _, said = running.communicate()
    return running.returncode, said.decode()


@pytest.mark.long
def test_a_reader_who_leaves_leaves_a_complete_study_with_its_pictures(tmp_path: Path) -> None:
    drawn = [word for word in TINY if word != "study.pictures=false"]
    code, said = _left(tmp_path, "run", *drawn, "intervention=[okr]", "study.name=x")
    assert (code, "Traceback" in said) == (0, False), said
    assert (tmp_path / "results" / "x" / "ro-crate-metadata.json").stat().st_size
    assert {path.stem for path in (tmp_path / "results" / "x" / "pictures").glob("*.png")} >= {"adoption", "profile"}


@pytest.mark.long
@pytest.mark.parametrize(
    ("code", "words"),
    [
        *((0, words) for words in COMMANDS[::4]),  # all print by the same code
        (0, ("list",)),
        (0, ("--help",)),
        (0, ("report", "results/one")),
        (0, ("run", *TINY, "--dry-run")),
        (0, ("discover", "results/sweep", "--json")),
        (2, ("discover", "results/none")),
        (2, ("run", "no.such=1")),
    ],
    ids=lambda words: " ".join([words[0], *words[-2:]]) if isinstance(words, tuple) else str(words),
)
def test_a_reader_who_leaves_changes_no_exit_code(studies: Path, code: int, words: tuple[str, ...]) -> None:
    found, said = _left(studies, *words)
    assert found == code
    assert "Traceback" not in said


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors of POSIX")
def test_a_closed_output_is_none_and_a_full_one_is_said(tmp_path: Path) -> None:
    run = f"{sys.executable} -m experiments run {' '.join(TINY)} intervention=[okr] study.name=x"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    closed = subprocess.run(["sh", "-c", f"{run} >&-"], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert closed.returncode == 0, closed.stderr
    if not Path("/dev/full").exists():
        return
    full = subprocess.run(
        ["sh", "-c", f"{run} > /dev/full"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert full.returncode == 2
    assert "not all that was to be printed could be written: No space left on device" in full.stderr.decode()
    assert (tmp_path / "results" / "x" / "ro-crate-metadata.json").stat().st_size


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
@pytest.mark.parametrize(("colour", "bold"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_its_width_and_no_colour_where_it_asks_for_none(
    studies: Path, colour: dict[str, str], *, bold: bool
) -> None:
    import fcntl
    import pty
    import struct
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    surroundings = {"COLUMNS": "", "TERM": "xterm-256color", **colour}
    with _popen(studies, "discover", "results/sweep", out=inner, **surroundings) as running:
        os.close(inner)
        said = _read(outer)
    plain = re.sub("\x1b\\[[0-9;]*m", "", said)
    assert running.returncode == 0
    assert ("\x1b[1m" in said) == bold
    assert max(map(len, plain.splitlines())) <= 60
    assert "policy: " in plain


def _read(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    return b"".join(parts).decode()


@pytest.mark.long
def test_json_loses_no_letter_where_the_encoding_has_none_for_it(tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("id,department\na,市民局\nb,Zürich\n", encoding="utf-8")
    (tmp_path / "mail.csv").write_text("source,target\na,b\nb,a\n", encoding="utf-8")
    words = ("import", "staff.csv", "mail.csv", "--json")
    with _popen(tmp_path, *words, out=subprocess.PIPE, PYTHONIOENCODING="ascii") as running:
        said, _ = running.communicate()
    assert list(json.loads(said.decode("ascii"))["departments"]) == ["市民局", "Zürich"]
