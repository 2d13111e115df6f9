"""What CONTRIBUTING tells a newcomer is there."""

import re

import pytest

from tests.paths import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NEWCOMERS = re.findall(r"^\| (.+?) \| \[(.+?)\]\((.+?)\) \|$", CONTRIBUTING, flags=re.MULTILINE)
NAMED = re.findall(r"`((?:sim|experiments|configs|tests|docs|benchmarks)/[\w/]+(?:\.py|/)?)`", CONTRIBUTING)
LINTED = (ROOT / ".importlinter").read_text(encoding="utf-8")
FLOORS = CONTRIBUTING.split("| floor | packages |")[1].split("\n\n")[0]
TO_BE_WRITTEN = "configs/case/yours"


def test_ten_sentences_have_a_file_each() -> None:
    assert len(NEWCOMERS) == 10
    assert len({file for _, file, _ in NEWCOMERS}) == 10


@pytest.mark.parametrize("file", [file for _, file, _ in NEWCOMERS])
def test_the_file_of_a_sentence_exists(file: str) -> None:
    assert (ROOT / file).is_file()


@pytest.mark.parametrize("path", sorted({path for path in NAMED if not path.startswith(TO_BE_WRITTEN)}))
def test_whatever_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_package_stands_on_a_floor() -> None:
    told = set(re.findall(r"`(\w+)`", FLOORS))
    packages = {found.parent.name for found in (ROOT / "experiments").glob("*/__init__.py")}
    assert told == packages
    assert all(name in LINTED for name in told)
