"""Pages as people wrote them: their code blocks."""

import re
from pathlib import Path
from typing import NamedTuple

import docs

FOLDER = Path(docs.__file__).parent
GUIDES = sorted((FOLDER / "guides").glob("*.md"))
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', flags=re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A code block: its language, the file it stands for ("" for none) and its text."""

    language: str
    title: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the code blocks of a page in their order."""
    return [Block(*found) for found in BLOCK.findall(page.read_text(encoding="utf-8"))]


def commands(page: Path) -> list[str]:
    """Return the command lines of a page that begin with ``orgchange``."""
    lines = [line for block in blocks(page) if block.language == "sh" for line in block.text.splitlines()]
    return [line for line in lines if line.startswith("orgchange ")]


def write_files(page: Path, folder: Path) -> None:
    """Write the files that a page shows."""
    for block in blocks(page):
        if block.title:
            target = folder / block.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
