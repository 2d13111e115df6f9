"""A host of the portable engine in any browser: a page from a disk, with the module of JavaScript that lessons have."""

import gzip
import json
from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np

from portable.build import engine
from portable.description import described
from portable.image import Image
from tests.browsers.window import Window, requests_of, wait_until
from tests.paths import ROOT
from tests.portable.lived import LivedHost

PAGE = ROOT / "tests" / "portable" / "live.html"


class BrowserHost(LivedHost):
    """A run that a browser has lived."""

    def __init__(self, image: Image, variant: str, host: str, window: Window, folder: Path) -> None:
        given = {
            "image": described(image, image.places),
            "begin": image.begin,
            "content": b64encode(image.content).decode(),
            "engine": b64encode(engine(variant)).decode(),
        }
        text = PAGE.read_text(encoding="utf-8").replace("{{ given }}", json.dumps(given))
        page = folder / "live.html"
        page.write_text(text.replace("{{ host }}", host.replace("export ", "")), encoding="utf-8")
        window.open(page.as_uri())
        wait_until(window, "window.lived")
        assert requests_of(window) == []
        super().__init__(image, np.frombuffer(gzip.decompress(b64decode(window.evaluate("window.lived"))), np.uint8))
