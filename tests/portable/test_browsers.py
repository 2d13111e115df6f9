"""The portable engine in each browser of this machine: a file, no network, and every bit of every week."""

from collections.abc import Iterator

import pytest

from portable.build import SIMD, VARIANTS
from portable.image import laid_out
from sim.replay import Replay
from tests.browsers.installed import ALL
from tests.browsers.window import Window
from tests.portable.agreement import differences
from tests.portable.browser_host import BrowserHost
from tests.portable.node_host import HOST
from tests.verification.cases import BASE, CASES
from tests.verification.organizations import recipe, scenario_with

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=ALL)
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with request.param(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["each its own rollout", "people meet projects"])
def test_a_browser_has_the_same_bits(
    window: Window, name: str, variant: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run, folder = Replay(scenario_with(BASE, CASES[name]), recipe(), 3), tmp_path_factory.mktemp("page")
    host = HOST.read_text(encoding="utf-8")
    assert differences(run, variant, BrowserHost(laid_out(run.plan, 3), variant, host, window, folder)) == []


def test_one_constant_of_the_host_is_seen(window: Window, tmp_path_factory: pytest.TempPathFactory) -> None:
    run = Replay(scenario_with(BASE, CASES["people meet projects"]), recipe(), 3)
    host = HOST.read_text(encoding="utf-8").replace("call.live(week,", "call.live(week + 1,")
    folder = tmp_path_factory.mktemp("page")
    assert differences(run, SIMD, BrowserHost(laid_out(run.plan, 3), SIMD, host, window, folder))
