"""Files that are whole or not there."""

import os
import sys
from pathlib import Path
from typing import Any

from experiments.wording.json_text import json_text


def write_whole(path: Path, text: str) -> None:
    """Write a text file under a temporary name and give it its own only when it is complete."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401 - any plain value
    """Write a plain value as JSON, whole or not at all."""
    write_whole(path, json_text(value) + "\n")


def sync_folder(folder: Path) -> None:
    """Force the names in a folder onto the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    place = os.open(folder, os.O_RDONLY)
    os.fsync(place)
    os.close(place)
