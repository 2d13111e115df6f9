"""What the Makefile and the automatic check run is there."""

import re

import pytest

from tests.paths import ROOT

MAKEFILE, CHECK = ((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", ".ci/run"))
ROOMS = re.findall(r'^rooms="(.*)"$', CHECK, flags=re.MULTILINE)
MODULES = re.findall(r"-m ((?:docs|benchmarks|tests)[\w.]*)", MAKEFILE)


def test_every_path_of_tests_exists() -> None:
    named = {path.rstrip("/") for text in (MAKEFILE, CHECK) for path in re.findall(r"\btests(?:/[\w.]+)+", text)}
    assert len(named) > 4
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
    rooms = [room for line in ROOMS for room in line.split()]
    assert len(rooms) > 4
    assert [room for room in rooms if not (ROOT / "tests" / "experiments" / room).exists()] == []


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_every_module_that_is_run_can_be(module: str) -> None:
    place = ROOT / module.replace(".", "/")
    assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()


def test_every_target_that_is_made_has_its_recipe() -> None:
    targets = set(re.findall(r"^([\w-]+):", MAKEFILE, flags=re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][\w-]+)", CHECK)) <= targets
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert set(phony.split()) == targets
