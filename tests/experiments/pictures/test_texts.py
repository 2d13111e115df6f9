"""Texts of users are shown as written, in any script, and runs of unlike length end where they end."""

import warnings

import pytest

from experiments.pictures.letters import families, missing_letters_said
from experiments.wording.notes import notes_on_stderr
from tests.experiments.conftest import shell
from tests.experiments.shell import Shell

__all__ = ["shell"]

TITLES = ["Ba$\\frac{ss$ in or not", "a_b ^ c {d}", "快速推广还是慢速推广", "🙂 yes"]
MORE_TITLES = [
    "5$ or 10$?",
    "$x^2$",
    "\\frac{1}{2}",
    "100 % & more <b>",
    "سريع أم بطيء",
    "быстро или медленно",
    "x" * 300,
]
CASE = """\
# @package _global_
defaults:
  - override /intervention: [okr]
case:
  title: '{title}'
  question: '{title}?'
  arms:
    slow: {{rollout.speed: 0.1}}
    fast: {{rollout.speed: 1}}
  metrics: [adopted]
  compare: [{{arm: fast, against: slow}}]
"""


@pytest.mark.parametrize("title", [*TITLES, *(pytest.param(more, marks=pytest.mark.long) for more in MORE_TITLES)])
def test_a_title_is_shown_as_it_is_written(shell: Shell, title: str) -> None:
    (shell.folder / "conf" / "case").mkdir(parents=True)
    (shell.folder / "conf" / "case" / "mine.yaml").write_text(CASE.format(title=title), encoding="utf-8")
    words = ("--config-dir=conf", "case=mine", "study.pictures=true", "study.replicates=2", "study.name=x")
    said = shell.run(*words)
    assert said.code == 0, said.err
    assert "missing from" not in said.err
    assert len([line for line in said.err.splitlines() if "boxes for" in line]) <= 1
    assert (shell.folder / "results" / "x" / "pictures" / "case.png").exists()


def test_letters_that_no_font_has_are_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with notes_on_stderr(), missing_letters_said():
        for letter in (0x5FEB, 0x901F, 0x5FEB):
            warnings.warn(f"Glyph {letter} (\\N{{X}}) missing from font(s) DejaVu Sans.", UserWarning, stacklevel=1)
    (line,) = capsys.readouterr().err.splitlines()
    assert "boxes for 快速," in line


def test_other_warnings_go_on() -> None:
    with pytest.warns(UserWarning, match="something else"), missing_letters_said():
        warnings.warn("something else", UserWarning, stacklevel=1)


def test_the_usual_font_comes_first() -> None:
    assert families()[0] == "DejaVu Sans"


@pytest.mark.parametrize(
    "weeks", ["52,26", *(pytest.param(weeks, marks=pytest.mark.long) for weeks in ("10,20,40", "1,30"))]
)
def test_runs_of_unlike_length_are_drawn_and_reported(shell: Shell, weeks: str) -> None:
    words = ("-m", "intervention=[okr]", f"horizon.weeks={weeks}", "study.pictures=true", "study.name=x")
    said = shell.run(*words, "study.replicates=2")
    assert said.code == 0, said.err
    assert (shell.folder / "results" / "x" / "ro-crate-metadata.json").exists()
    assert shell("report", "results/x").code == 0
