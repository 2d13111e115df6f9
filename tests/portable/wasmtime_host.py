"""A host of the portable engine in Python: memory, the three calls, and what lies in memory afterwards."""

import ctypes
from functools import cache
from typing import Any

import numpy as np
import wasmtime
from numpy.typing import NDArray

from portable.build import engine
from portable.changes import Change
from portable.image import Image
from portable.linking import STACK_TOP

ENGINE = wasmtime.Engine()


@cache
def compiled(variant: str) -> wasmtime.Module:
    return wasmtime.Module(ENGINE, engine(variant))


class Host:
    """One run in a memory of its own."""

    def __init__(self, image: Image, module: wasmtime.Module) -> None:
        self.image, self._store = image, wasmtime.Store(ENGINE)
        limits = wasmtime.Limits(image.pages, image.pages)
        self._memory = wasmtime.Memory(self._store, wasmtime.MemoryType(limits))
        stack = wasmtime.Global(
            self._store, wasmtime.GlobalType(wasmtime.ValType.i32(), mutable=True), wasmtime.Val.i32(STACK_TOP)
        )
        given: dict[str, Any] = {"__linear_memory": self._memory, "__stack_pointer": stack}
        instance = wasmtime.Instance(self._store, module, [given[str(one.name)] for one in module.imports])
        self._exports = instance.exports(self._store)
        self.memory = self._view()
        self.memory[image.begin : image.begin + len(image.content)] = np.frombuffer(image.content, np.uint8)
        self._call("reserve", *image.scratch)

    def _view(self) -> NDArray[np.uint8]:
        address = ctypes.addressof(self._memory.data_ptr(self._store).contents)
        return np.ctypeslib.as_array((ctypes.c_uint8 * self._memory.data_len(self._store)).from_address(address))

    def _call(self, name: str, *arguments: int) -> None:
        function: Any = self._exports[name]
        function(self._store, *arguments)

    def begin(self) -> None:
        at = self.image.bundles
        self._call("begin_run", at["world"], at["chart"], at["run"])

    def live(self, week: int) -> None:
        at = self.image.bundles
        self._call("live", week, at["world"], at["chart"], at["schedule"], at["run"])

    def sum_up(self) -> None:
        at = self.image.bundles
        self._call("sum_up", self.image.weeks, at["world"], at["chart"], at["run"])

    def write(self, changes: list[Change]) -> None:
        for at, content in changes:
            self.memory[at : at + len(content)] = np.frombuffer(content, np.uint8)

    def read(self, name: str) -> NDArray[Any]:
        return self.image.places[name].read(self.memory)
