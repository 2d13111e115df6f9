"""Help: every command has one, it names every flag, fits the terminal, and costs no import of the laboratory."""

import argparse
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from experiments.command import COMMANDS, build_parser, command_named
from experiments.commands.parser import Parser
from experiments.configuration.options import option_names
from tests.docs.pages import FOLDER, GUIDES
from tests.experiments.shell import Shell
from tests.paths import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *FOLDER.glob("*.md"), *GUIDES]
COMMAND_LINE = re.compile(r"orgchange (\w+)([^`#|\n]*)")
FLAG = re.compile(r"(?<!\S)(--?[a-z][a-z-]*)")
NAMED = re.compile(r"`(--?[a-z][a-z-]*)[ `]")
HEAVY = {"numpy", "numba", "hydra", "omegaconf", "pandas", "pyarrow", "matplotlib", "rich", "yaml"}


@cache
def parser_of(command: str) -> Parser:
    return command_named(command).build_parser()


def flags_of(command: str) -> set[str]:
    return {flag for action in parser_of(command)._actions for flag in action.option_strings}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_printed_however_it_is_asked_for(shell: Shell, command: str) -> None:
    said = shell(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"usage: orgchange {command} ")
    for words in (
        [command, "-h"],
        ["help", command],
        ["--help", command],
        [command, "word", "--help", "--no-such-flag"],
    ):
        assert shell(*words) == said


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_flag_and_says_what_it_does(command: str) -> None:
    text = parser_of(command).format_help()
    for action in parser_of(command)._actions:
        assert action.help
        assert action.help is not argparse.SUPPRESS
        for flag in action.option_strings:
            assert re.search(rf"(?<!\S){flag}(?![\w-])", text), f"{flag} is not in the help of {command}"


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize(("columns", "widest"), [(60, 80), (80, 80), (100, 100), (200, 100)])
def test_help_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, shell: Shell, command: str, columns: int, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = shell(*command.split(), "--help").out.splitlines()
    assert max(map(len, lines)) <= widest
    assert all(line == line.rstrip() for line in lines)


def test_wide_terminals_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for command in COMMANDS:
        assert max(map(len, parser_of(command).format_help().splitlines())) > 80


def test_without_a_command_every_command_is_listed(shell: Shell) -> None:
    said = shell()
    assert said == shell("--help") == shell("help") == shell("-h")
    for command, meaning in COMMANDS.items():
        assert re.search(rf"^  {command} +{meaning.split()[0]} ", said.out, re.MULTILINE)
        assert parser_of(command).prog == f"orgchange {command}"
    assert "--version" in build_parser().format_help()


def test_help_of_run_lists_every_option_that_is_shipped() -> None:
    words = re.findall(r"[\w-]+", parser_of("run").format_help())
    assert {option for options in option_names().values() for option in options} <= set(words)


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_flags_that_guides_name_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command, words in COMMAND_LINE.findall(text):
        if command in COMMANDS:
            assert set(FLAG.findall(words)) <= flags_of(command), f"orgchange {command}{words}"
    everything = {flag for command in COMMANDS for flag in flags_of(command)}
    assert set(NAMED.findall(text)) <= everything


def test_guides_do_name_flags() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert len(set(NAMED.findall(text))) > 8
    assert {command for command, words in COMMAND_LINE.findall(text) if FLAG.findall(words)} >= {"run", "explain"}


def test_help_needs_nothing_of_the_laboratory() -> None:
    script = f"""
import sys
from experiments.command import COMMANDS, main
for command in COMMANDS:
    assert main([command, "--help"]) == 0
    assert main([command, "--no-such-flag"]) == 2
print(sorted({HEAVY!r} & set(sys.modules)))
"""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
