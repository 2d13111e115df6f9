"""The process that makes the module: ``python -m portable.make FOLDER`` writes every variant into a folder."""

import sys
from pathlib import Path

from portable.build import VARIANTS
from portable.capture import captured
from portable.linking import linked
from portable.translate import object_of


def main(folder: Path) -> None:
    """Write every variant of the engine into a folder."""
    entries = captured()
    for variant in VARIANTS:
        module = linked(object_of(entries, variant), ["reserve", *(entry.name for entry in entries)])
        (folder / f"{variant}.wasm").write_bytes(module)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
