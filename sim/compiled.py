"""How the model is compiled: plain scalar functions by Numba, kept on disk between processes.

Numba's own file cache notices a change only in the file of the function it kept, not in the functions called from
it. A kept entry point here is stamped with the text of the whole ``sim`` package, so it can never be stale, and lies
in a folder of the user, so that an installed, read-only package starts as fast as a checkout.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any, TypeVar, cast

import numba
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator

from sim.linking import PartCompiler, WholeCompiler

Function = TypeVar("Function", bound=Callable[..., Any])


def _jit(function: Callable[..., Any], compiler: type[WholeCompiler], **options: bool) -> Any:  # noqa: ANN401 - Numba's dispatcher
    """Compile with the options every function of the model shares; all kinds of integers share one specialization."""
    make: Any = numba.njit
    dispatcher = make(nogil=True, no_cfunc_wrapper=True, error_model="numpy", pipeline_class=compiler, **options)(function)
    find_template = dispatcher.get_call_template
    dispatcher.get_call_template = lambda args, kws: find_template(tuple(_widened(kind) for kind in args), kws)
    return dispatcher


def _widened(kind: Any) -> Any:  # noqa: ANN401 - a type of Numba
    """Return int64 for a signed integer or a literal one, any other type unchanged."""
    types: Any = numba.types
    plain = types.unliteral(kind)
    return types.int64 if isinstance(plain, types.Integer) and plain.signed else kind


def compiled(function: Function) -> Function:
    """Compile a rule on plain numbers; it may be called from other compiled functions or from Python."""
    whole = cache(lambda: _jit(function, WholeCompiler))
    return _part(function, lambda *_, **__: whole(), forceinline=True)


def kernel(function: Function) -> Function:
    """Compile a function on the arrays of the world, for other compiled functions only, always inlined.

    Handing over the many arrays of the world would cost more than the work of a function that is called for every seat.
    """
    return _part(function, _refusal(function), forceinline=True)


def step(function: Function) -> Function:
    """Compile a kernel that is called once a week or once a run: not inlined, so that it is optimized only once."""
    return _part(function, _refusal(function), forceinline=False)


def allocates(function: Function) -> Function:
    """Let a kernel or a step make arrays; the others do without counting who holds an array, and may not return one."""
    cast("Any", function).targetoptions["_nrt"] = True
    return function


def _part(function: Function, called_from_python: Callable[..., Any], *, forceinline: bool) -> Function:
    dispatcher = _jit(function, PartCompiler, no_cpython_wrapper=True, forceinline=forceinline, _nrt=False)
    dispatcher._compile_for_args = called_from_python  # noqa: SLF001 - what a call from Python reaches first
    dispatcher._insert = _offer_nothing_to_python  # noqa: SLF001 - else later calls would jump to glue that is not there
    return cast("Function", dispatcher)


def _refusal(function: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise TypeError(f"{function.__module__}.{function.__qualname__} is called by compiled code only; use sim.engine from Python")

    return refuse


def _offer_nothing_to_python(*_: object, **__: object) -> None:
    """Stand in for Numba's registration of a machine-code entry for Python."""


def entry_point(function: Function) -> Function:
    """Compile a function that Python calls, and keep the machine code on disk for the next process."""
    dispatcher = _jit(function, WholeCompiler)
    cache_class: Any = _StampedCache
    dispatcher._cache = cache_class(function)  # noqa: SLF001 - Numba has no public way to choose a cache's stamp
    return cast("Function", dispatcher)


@cache
def source_stamp() -> str:
    """Return the SHA-256 of the text of every module of ``sim``, in hexadecimal."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Return the folder of this source's machine code: ``ORGCHANGE_CACHE``, else the user's cache, else a temporary one."""
    named = os.environ.get("ORGCHANGE_CACHE")
    homes = [Path(named)] if named else [Path.home() / ".cache" / "orgchange"]
    for home in [*homes, Path(gettempdir()) / f"orgchange-{os.getuid()}"]:
        folder = home / source_stamp()[:16]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(gettempdir())


class _StampedLocator(_CacheLocator):
    """Tells Numba where the machine code lies and which text it was made from."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._name = function.__qualname__

    def get_cache_path(self) -> str:
        return str(cache_folder())

    def get_source_stamp(self) -> str:
        return source_stamp()

    def get_disambiguator(self) -> str:
        return self._name

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], _py_file: str) -> "_StampedLocator":
        return cls(py_func)


class _StampedCacheImpl(CompileResultCacheImpl):
    _locator_classes: Any = (_StampedLocator,)


class _StampedCache(FunctionCache):
    _impl_class = _StampedCacheImpl
