"""WebKitGTK's own small browser, driven by its driver (W3C WebDriver), on a screen that nobody sees."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.browsers.window import DEAD_PROXY, PATIENCE

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
LACKS = "" if DRIVER and BROWSER and SCREEN else "no WebKitGTK on this machine (apt install webkit2gtk-driver xvfb)"


class WebKitWindow:
    def __init__(self, port: int) -> None:
        self._line, self._session = HTTPConnection("127.0.0.1", port, timeout=20), ""
        address = ":".join(map(str, DEAD_PROXY))
        wanted = {
            "webkitgtk:browserOptions": {"binary": str(BROWSER), "args": ["--automation"]},
            "proxy": {"proxyType": "manual", "httpProxy": address, "sslProxy": address},
        }
        told = self._say("POST", "/session", capabilities={"alwaysMatch": wanted})
        self._session = f"/session/{told['sessionId']}"

    def open(self, address: str) -> None:
        self._say("POST", "/url", url=address)

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON can say
        script = f"const done = arguments[0]; Promise.resolve({expression}).then(done);"
        return self._say("POST", "/execute/async", script=script, args=[])

    def close(self) -> None:
        self._say("DELETE", "")
        self._line.close()

    def _say(self, method: str, path: str, **body: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
        self._line.request(method, self._session + path, json.dumps(body) if method == "POST" else None)
        answer = self._line.getresponse()
        value = json.loads(answer.read())["value"]
        assert answer.status == 200, value
        return value


@contextmanager
def started(_: Path) -> Iterator[WebKitWindow]:
    """Start a browser and its driver."""
    with _screen() as display, _ended(subprocess.Popen([str(DRIVER), f"--port={(port := _free_port())}"], env=display)):
        _wait_for(port)
        window = WebKitWindow(port)
        yield window
        window.close()


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Start a screen; yield the environment of whoever is to be seen there."""
    reads, writes = os.pipe()
    asked = [str(SCREEN), "-displayfd", str(writes), "-nolisten", "tcp"]
    with _ended(subprocess.Popen(asked, pass_fds=[writes], stderr=subprocess.DEVNULL)), os.fdopen(reads) as said:
        os.close(writes)
        yield {**os.environ, "DISPLAY": f":{said.readline().strip()}"}


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    with process:
        try:
            yield
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
    raise AssertionError("the driver of WebKitGTK does not answer")
