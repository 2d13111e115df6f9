"""The site builds with warnings as errors, and needs nothing from outside."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generator.mechanisms import mechanisms
from tests.docs.pages import FOLDER

LOADED = re.compile(
    r'<(?:script|img|iframe)[^>]* src="(https?:)?//|<link[^>]* rel="(?:stylesheet|preconnect)"[^>]* href="(https?:)?//'
)


@pytest.mark.long
def test_the_site_builds_strictly(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(words, cwd=FOLDER.parent, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for mechanism in mechanisms().values():
        assert "Rule" in (tmp_path / f"{mechanism.address}.html").read_text(encoding="utf-8")
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > len(mechanisms())
    assert not [page.name for page in pages if LOADED.search(page.read_text(encoding="utf-8"))]
    assert not list(tmp_path.rglob("*.py"))
