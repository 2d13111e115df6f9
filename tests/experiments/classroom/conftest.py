"""The small lesson, made ready once, and a class about it for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.classroom.serving import Class, Prepared, prepared
from experiments.lesson.content import read_lesson
from tests.experiments.classroom.rooms import served
from tests.experiments.lesson.small import TEXT, written


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("classes") / "mine", en=TEXT, nl=TEXT)


@pytest.fixture(scope="session")
def small(folder: Path) -> Prepared:
    return prepared(read_lesson(str(folder)))


@pytest.fixture
def ready(small: Prepared) -> Iterator[Class]:
    with served(small) as found:
        yield found
