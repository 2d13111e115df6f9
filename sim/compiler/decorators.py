"""How the model is compiled: plain scalar functions by Numba, when they are first needed, and kept on disk.

This module does without Numba, whose import takes as long as all the rest of a short command: what only describes the
model starts without it.
"""

from collections.abc import Callable, Sequence
from functools import update_wrapper
from importlib import import_module
from threading import RLock
from typing import Any, TypeVar, cast

from sim.compiler.arguments import kind_of, text_of
from sim.compiler.disk_cache import kept_or_made
from sim.compiler.object_code import MachineCode, ObjectCode
from sim.compiler.roles import CompilerRole

Function = TypeVar("Function", bound=Callable[..., Any])
Class = TypeVar("Class", bound=type)

_making = RLock()
_bundles: list[tuple[type, dict[str, int]]] = []


class Compiled:
    """A function of the model that Numba compiles when it is first called."""

    def __init__(self, function: Callable[..., Any], role: CompilerRole) -> None:
        update_wrapper(self, function)
        self.py_func = function
        self.role = role
        self.allocates = role is CompilerRole.ENTRY_POINT
        self._dispatcher: Any = None

    @property
    def dispatcher(self) -> Any:  # noqa: ANN401 - Numba's dispatcher
        """Return what compiles the function for the types it is given."""
        if self._dispatcher is None:
            with _making:
                if self._dispatcher is None:
                    self._dispatcher = self._made()
        return self._dispatcher

    def _made(self) -> Any:  # noqa: ANN401 - Numba's dispatcher
        from sim.compiler.build import dispatcher_of
        from sim.compiler.pointers import register

        while _bundles:
            register(*_bundles.pop())
        return dispatcher_of(self.py_func, self.role, allocates=self.allocates)

    @property
    def _numba_type_(self) -> Any:  # noqa: ANN401 - what compiled functions see of this one
        return self.dispatcher._numba_type_

    def __call__(self, *arguments: object) -> Any:  # noqa: ANN401 - whatever the function returns
        """Call the machine code, which is loaded or made when the types of the arguments are new."""
        return self.dispatcher(*arguments)


class EntryPoint(Compiled):
    """A function of the model that Python calls; its machine code is kept, and loaded without Numba."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function, CompilerRole.ENTRY_POINT)
        self._codes: dict[tuple[Any, ...], MachineCode] = {}
        self._loading = RLock()

    def __call__(self, *arguments: object) -> Any:  # noqa: ANN401 - whatever the function returns
        """Call the machine code, which is loaded or made when the kinds of the arguments are new."""
        kinds = tuple(map(kind_of, arguments))
        code = self._codes.get(kinds)
        if code is None:
            with self._loading:
                code = self._codes.get(kinds) or self._loaded(kinds, arguments)
                self._codes[kinds] = code
        return code(arguments)

    def _loaded(self, kinds: tuple[Any, ...], arguments: Sequence[object]) -> MachineCode:
        def make() -> bytes:
            from sim.compiler.build import object_code_of

            return object_code_of(self.dispatcher, arguments).to_bytes()

        return MachineCode(ObjectCode.from_bytes(kept_or_made(self.py_func, text_of(kinds), make)))


class Portable(Compiled):
    """A rule that does the same arithmetic in plain Python, to the last bit, and so is not compiled for Python."""

    def __call__(self, *arguments: object) -> Any:  # noqa: ANN401 - whatever the function returns
        """Compute it in plain Python."""
        return self.py_func(*arguments)


class Lowered:
    """A function for compiled functions that a module writes in the compiler's language.

    The module is loaded when it is needed.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    @property
    def _numba_type_(self) -> Any:  # noqa: ANN401 - what compiled functions see of it
        from sim.compiler.build import type_of

        return type_of(getattr(import_module(self._module), self._name))


def compiled(function: Function) -> Function:
    """Compile a rule on plain numbers; it may be called from other compiled functions or from Python."""
    return cast("Function", Compiled(function, CompilerRole.RULE))


def portable(function: Function) -> Function:
    """Compile a rule of + - * / alone for compiled functions; Python runs it as it is written, with the same bits."""
    return cast("Function", Portable(function, CompilerRole.RULE))


def kernel(function: Function) -> Function:
    """Compile a function on the arrays of the world, for other compiled functions only, always inlined.

    Handing over the many arrays of the world would cost more than the work of a function that is called for every seat.
    """
    return cast("Function", Compiled(function, CompilerRole.KERNEL))


def step(function: Function) -> Function:
    """Compile a kernel that is called once a week or once a run: not inlined, so that it is optimized only once."""
    return cast("Function", Compiled(function, CompilerRole.STEP))


def entry_point(function: Function) -> Function:
    """Compile a function that Python calls, and keep the machine code on disk for the next process."""
    return cast("Function", EntryPoint(function))


def allocates(function: Function) -> Function:
    """Let a kernel or a step make arrays; the others do without counting who holds an array, and may not return one."""
    cast("Compiled", function).allocates = True
    return function


def by_reference(**widths: int) -> Callable[[Class], Class]:
    """Let compiled functions take a named tuple of arrays by reference; for the class statement of the named tuple.

    ``widths`` are the lengths of the rows of arrays that are always the same, so that the compiler knows them.
    """

    def noted(owner: Class) -> Class:
        _bundles.append((owner, widths))
        return owner

    return noted
