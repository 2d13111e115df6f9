"""The module is small, needs nothing of its host, is kept, and is made again when it is damaged."""

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import wasmtime

from portable.build import SCALAR, SIMD, VARIANTS, _keep, _path, _read, engine
from sim.compiler import cache_folder
from sim.errors import ScenarioError

LARGEST = 40_000  # bytes, compressed


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_module_is_small_and_needs_only_its_memory(variant: str) -> None:
    module = wasmtime.Module(wasmtime.Engine(), engine(variant))
    assert len(gzip.compress(engine(variant), 9)) < LARGEST
    assert [one.name for one in module.imports] == ["__linear_memory", "__stack_pointer"]
    assert [one.name for one in module.exports] == ["reserve", "begin_run", "live", "sum_up"]


def test_only_the_scalar_module_does_without_simd() -> None:
    config = wasmtime.Config()
    config.wasm_relaxed_simd = False
    config.wasm_simd = False
    without = wasmtime.Engine(config)
    wasmtime.Module.validate(without, engine(SCALAR))
    with pytest.raises(wasmtime.WasmtimeError, match="SIMD"):
        wasmtime.Module.validate(without, engine(SIMD))


def test_a_module_is_kept() -> None:
    folder = cache_folder()
    assert folder is not None
    assert _read(_path(folder, SIMD)) == engine(SIMD)


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda kept: b"",
    "cut": lambda kept: kept[:-1],
    "longer": lambda kept: kept + b"x",
    "without its check sum": lambda kept: kept[32:],
    "one bit": lambda kept: kept[:-1] + bytes([kept[-1] ^ 1]),
    "another check sum": lambda kept: bytes(32) + kept[32:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_module_is_none(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "kept.wasm"
    assert _read(path) is None
    _keep(path, b"\0asm and more")
    assert _read(path) == b"\0asm and more"
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert _read(path) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    _keep(tmp_path / "missing" / "kept.wasm", b"module")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_what_stops_the_process_that_makes_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORGCHANGE_CACHE", str(tmp_path))
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    with pytest.raises(ScenarioError, match=r"could not be made \(exit code 1\): .*NUMBA_DISABLE_JIT"):
        engine(SIMD)


@pytest.mark.long
def test_it_is_made_again_with_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {variant: engine(variant) for variant in VARIANTS}
    monkeypatch.setenv("ORGCHANGE_CACHE", str(tmp_path))
    assert {variant: engine(variant) for variant in VARIANTS} == made
    assert len(list(tmp_path.glob("*/portable-*.wasm"))) == len(VARIANTS)
