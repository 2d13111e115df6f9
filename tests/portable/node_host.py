"""A host of the portable engine in Node: the same module of JavaScript that a page has."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portable.build import engine
from portable.description import described
from portable.image import Image
from portable.linking import STACK_TOP
from tests.paths import ROOT

HOST, SCRIPT = ROOT / "portable" / "host.mjs", ROOT / "tests" / "portable" / "live.mjs"


class NodeHost:
    """A run that Node has lived; its steps are looked at one after the other."""

    def __init__(self, image: Image, variant: str, folder: Path, host: Path = HOST) -> None:
        self.image, self._step = image, -1
        told = {**described(image, image.places), "begin": image.begin}
        (folder / "image.json").write_text(json.dumps(told), encoding="utf-8")
        (folder / "content.bin").write_bytes(image.content)
        (folder / f"{variant}.wasm").write_bytes(engine(variant))
        subprocess.run(["node", str(SCRIPT), str(host), str(folder), variant], check=True)
        lived = np.fromfile(folder / "lived.bin", np.uint8)
        self._lived = lived.reshape(image.weeks + 2, image.begin - STACK_TOP)
        self.read_there = json.loads((folder / "read.json").read_text(encoding="utf-8"))

    def begin(self) -> None:
        self._step = 0

    def live(self, week: int) -> None:
        self._step = week + 1

    def sum_up(self) -> None:
        self._step = self.image.weeks + 1

    def read(self, name: str) -> NDArray[Any]:
        place = self.image.places[name]
        return place._replace(at=place.at - STACK_TOP).read(self._lived[self._step])
