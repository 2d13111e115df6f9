"""A host of the portable engine in Node: the same module of JavaScript that a page has."""

import json
import subprocess
from pathlib import Path

import numpy as np

from portable.build import engine
from portable.description import described
from portable.image import Image
from tests.paths import ROOT
from tests.portable.lived import LivedHost

HOST, SCRIPT = ROOT / "portable" / "host.mjs", ROOT / "tests" / "portable" / "live.mjs"


class NodeHost(LivedHost):
    """A run that Node has lived."""

    def __init__(self, image: Image, variant: str, folder: Path, host: Path = HOST) -> None:
        told = {**described(image, image.places), "begin": image.begin}
        (folder / "image.json").write_text(json.dumps(told), encoding="utf-8")
        (folder / "content.bin").write_bytes(image.content)
        (folder / f"{variant}.wasm").write_bytes(engine(variant))
        subprocess.run(["node", str(SCRIPT), str(host), str(folder), variant], check=True)
        super().__init__(image, np.fromfile(folder / "lived.bin", np.uint8))
        self.read_there = json.loads((folder / "read.json").read_text(encoding="utf-8"))
