"""The host of a page, in Node: the same bits as this machine's own, and every number where it is looked for."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from portable.build import SIMD, VARIANTS
from portable.image import laid_out
from sim.replay import Replay
from tests.portable.agreement import differences
from tests.portable.node_host import HOST, NodeHost
from tests.verification.cases import BASE, CASES
from tests.verification.organizations import recipe, scenario_with

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node on this machine")


def replay(name: str) -> Replay:
    return Replay(scenario_with(BASE, CASES[name]), recipe(), 3)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["each its own rollout", "people meet projects"])
def test_a_page_has_the_same_bits(name: str, variant: str, tmp_path: Path) -> None:
    run = replay(name)
    host = NodeHost(laid_out(run.plan, run.replicate), variant, tmp_path)
    assert differences(run, variant, host) == []
    assert host.read_there["silo"] == run.plan.silo
    np.testing.assert_array_equal(host.read_there["stages"], host.read("world.ladders")["stage"].ravel())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("call.live(week,", "call.live(week + 1,"),
        ("call.sum_up(image.weeks,", "call.sum_up(image.weeks - 1,"),
        ("bytes.set(part, at)", "bytes.set(part, at), (bytes[image.places['run.luck'].at + 8] ^= 1)"),
    ],
)
def test_one_constant_of_the_host_is_seen(right: str, wrong: str, tmp_path: Path) -> None:
    text = HOST.read_text(encoding="utf-8")
    assert text.count(right) == 1
    other = tmp_path / HOST.name
    other.write_text(text.replace(right, wrong), encoding="utf-8")
    run = replay("people meet projects")
    assert differences(run, SIMD, NodeHost(laid_out(run.plan, run.replicate), SIMD, tmp_path, other))
