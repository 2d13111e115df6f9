"""Firefox, driven by the protocol that it speaks itself (WebDriver BiDi), without a driver of its own."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

from websockets.sync.client import ClientConnection, connect

from tests.browsers.window import DEAD_PROXY

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
LACKS = "" if FIREFOX else "no Firefox on this machine (apt install firefox-esr)"
SAID = "WebDriver BiDi listening on "
PREFERENCES = {
    "network.proxy.type": 1,
    **{f"network.proxy.{kind}": DEAD_PROXY[0] for kind in ("http", "ssl", "socks")},
    **{f"network.proxy.{kind}_port": DEAD_PROXY[1] for kind in ("http", "ssl", "socks")},
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}


class FirefoxWindow:
    def __init__(self, line: ClientConnection) -> None:
        self._line, self._numbers = line, count()
        self._say("session.new", capabilities={})
        self._context = self._say("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        self._say("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON can say
        told = f"Promise.resolve({expression}).then((found) => JSON.stringify(found ?? null))"
        target = {"context": self._context}
        found = self._say("script.evaluate", expression=told, target=target, awaitPromise=True)
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def _say(self, method: str, **params: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._line.recv(timeout=20))).get("id") != number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]


@contextmanager
def started(folder: Path) -> Iterator[FirefoxWindow]:
    """Start a Firefox that keeps what it keeps in a folder."""
    lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    asked = [str(FIREFOX), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    with subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            with connect(f"{_address(process.stderr)}/session", max_size=None, proxy=None) as line:
                yield FirefoxWindow(line)
        finally:
            process.terminate()


def _address(said: IO[str]) -> str:
    for line in said:
        if line.startswith(SAID):
            return line.removeprefix(SAID).strip()
    raise AssertionError("Firefox ended before it could be spoken to")
