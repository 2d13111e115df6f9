"""A number in a file means what it means on the command line, or is refused with the line in which it stands."""

import json

import pytest

from tests.experiments.shell import Shell


def _write(shell: Shell, content: str) -> None:
    folder = shell.folder / "mine" / "experiment"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(f"# @package _global_\n{content}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "organization: {headcount: 060}",
        "organization:\n  headcount: 060",
        "project: {size: 1:30}",
        "project:\n  size: 1:30.5",
        "horizon: {weeks: 0x1a}",
        "horizon: {weeks: 0b11010}",
        "project: {size: -012}",
        "rollout: {wave_weeks: [0, 010]}",
        "rollout: {wave_weeks: [0, 1:00]}",
        "horizon: {seed: 007}",
    ],
)
def test_a_number_that_yaml_reads_as_another_one_is_refused(shell: Shell, content: str) -> None:
    _write(shell, content)
    said = shell.run("--config-dir", "mine", "+experiment=own")
    assert said.code == 2
    (line,) = [line for line in said.err.splitlines() if "is no plain number" in line]
    assert f"own.yaml, line {2 + content.count(chr(10))}: '" in line
    assert not (shell.folder / "results").exists()


@pytest.mark.long
@pytest.mark.parametrize(("text", "size"), [("30", 30), ("1_0", 10), ("+12", 12), ("1.5e1", 15), ("5.0", 5)])
def test_plain_numbers_are_taken_as_they_are(shell: Shell, text: str, size: float) -> None:
    _write(shell, f"project: {{size: {text}}}\nstudy: {{name: '007'}}")
    said = shell.run("--config-dir", "mine", "+experiment=own")
    assert said.code == 0, said.err
    manifest = json.loads((shell.folder / "results" / "007" / "manifest.json").read_text(encoding="utf-8"))
    (point,) = manifest["points"]
    assert manifest["designs"][point["design"]]["changes"].get("project.size", 20) == size
