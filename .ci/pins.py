"""Write the constraints: the newest versions that install together, pinned, for each Python given.

What Ray's launcher needs does not go with the newest of everything else, so it has an environment and a file of its
own.

Usage: pins.py PYTHON_3.11 PYTHON_3.13 (two interpreters; the second one speaks for 3.12 and later).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = {"constraints.txt": "bench,dev,docs,distributed,mutants", "constraints-ray.txt": "ray,test"}
HEAD = """\
# Exact versions of everything that is installed with the extras [{extras}], direct or not.
# Written by installing the newest versions on Python 3.11 and on 3.13. To do it again:
#     make constraints PYTHON311=python3.11 PYTHON313=python3.13
"""


def newest(python: str, extras: str) -> dict[str, str]:
    """Versions by package name that a fresh environment of this interpreter ends up with."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "-qq", "-e", f"{ROOT}[{extras}]"], check=True)
        listing = subprocess.run([*pip, "list", "--format=json", "--exclude-editable"], check=True, capture_output=True)
    installed = {row["name"].lower().replace("_", "-"): row["version"] for row in json.loads(listing.stdout)}
    return {name: version for name, version in installed.items() if name not in {"pip", "setuptools"}}


def pins(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """One line a package; a marker where the two Pythons differ."""
    lines = []
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            lines.append(f"{name}=={new[name]}")
            continue
        if name in old:
            lines.append(f'{name}=={old[name]} ; python_version < "3.12"')
        if name in new:
            lines.append(f'{name}=={new[name]} ; python_version >= "3.12"')
    return lines


if __name__ == "__main__":
    for file, extras in EXTRAS.items():
        old, new = (newest(python, extras) for python in sys.argv[1:])
        (ROOT / file).write_text(HEAD.format(extras=extras) + "\n".join(pins(old, new)) + "\n", encoding="utf-8")
