"""The stamp of the model's source: two programs with the same stamp compute the same bits."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def source_stamp() -> str:
    """Return the SHA-256 of the text of every module of ``sim``, in hexadecimal, whatever ends its lines."""
    digest = hashlib.sha256()
    for name, module in sorted(_modules(files("sim"), "")):
        digest.update(name.encode())
        digest.update(module.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _modules(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _modules(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append((f"{prefix}{entry.name}", entry))
    return found
