"""What Numba is asked for: the options of every role, and the glue between compiled functions and Python."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numba
from numba.core.registry import cpu_target
from numba.np.numpy_support import as_dtype

from sim.compiler.linking import EntryCompiler, PartCompiler, WholeCompiler
from sim.compiler.object_code import NUMBER, ObjectCode
from sim.compiler.roles import CompilerRole
from sim.errors import ScenarioError


def dispatcher_of(function: Callable[..., Any], role: CompilerRole, *, allocates: bool) -> Any:  # noqa: ANN401 - Numba's dispatcher
    """Return what compiles a function in its role; ``allocates``: whether it makes arrays.

    Raise ScenarioError where the compiler is switched off.
    """
    settings: Any = numba.config
    if settings.DISABLE_JIT:
        raise ScenarioError("the model needs its compiler, which NUMBA_DISABLE_JIT switches off; unset it")
    if role is CompilerRole.ENTRY_POINT:
        return _without_glue(_jit(function, EntryCompiler, no_cpython_wrapper=True))
    called_from_python = _python_face(function) if role is CompilerRole.RULE else _refusal(function)
    return _part(function, called_from_python, inline=role is not CompilerRole.STEP, counts=allocates)


def type_of(intrinsic: Any) -> Any:  # noqa: ANN401 - a function written for the compiler, and its type
    """Return the type by which compiled functions know an intrinsic of Numba."""
    context: Any = cpu_target.typing_context
    context.refresh()  # it may have been made known a moment ago
    return context.resolve_value_type(intrinsic)


def _jit(function: Callable[..., Any], compiler: type[WholeCompiler], **options: bool) -> Any:  # noqa: ANN401
    """Compile with the options every function of the model shares; all kinds of integers share one specialization."""
    make: Any = numba.njit
    dispatcher = make(nogil=True, no_cfunc_wrapper=True, error_model="numpy", pipeline_class=compiler, **options)(
        function
    )
    find_template = dispatcher.get_call_template
    dispatcher.get_call_template = lambda args, kws: find_template(tuple(_widened(kind) for kind in args), kws)
    return dispatcher


def _widened(kind: Any) -> Any:  # noqa: ANN401 - a type of Numba
    """Return int64 for a signed integer or a literal one, any other type unchanged."""
    types: Any = numba.types
    plain = types.unliteral(kind)
    return types.int64 if isinstance(plain, types.Integer) and plain.signed else kind


def object_code_of(dispatcher: Any, arguments: Sequence[object]) -> ObjectCode:  # noqa: ANN401 - of an entry point
    """Compile an entry point for arguments like these; raise TypeError where it returns what C has no name for."""
    type_of_value: Any = numba.typeof
    kinds = tuple(_widened(type_of_value(argument)) for argument in arguments)
    dispatcher.compile(kinds)
    result = dispatcher.overloads[kinds]
    returned = result.signature.return_type
    several = isinstance(returned, numba.types.BaseTuple)
    return ObjectCode(result.fndesc.mangled_name, _given(returned), several, result.library.machine_code())


def _given(kind: Any) -> str | list[tuple[str, int]] | None:  # noqa: ANN401 - a type of Numba
    """Return how a result of a type is read out of memory."""
    types: Any = numba.types
    if kind in (types.none, types.float64):
        return None if kind == types.none else NUMBER
    arrays = list(kind) if isinstance(kind, types.BaseTuple) else [kind]
    if all(isinstance(array, types.Array) and array.layout == "C" for array in arrays):
        return [(as_dtype(array.dtype).str, array.ndim) for array in arrays]
    raise TypeError(f"an entry point returns nothing, a float or arrays, no {kind}")


def _part(function: Callable[..., Any], called_from_python: Callable[..., Any], *, inline: bool, counts: bool) -> Any:  # noqa: ANN401
    dispatcher = _jit(function, PartCompiler, no_cpython_wrapper=True, forceinline=inline, _nrt=counts)
    dispatcher._compile_for_args = called_from_python  # noqa: SLF001 - what a call from Python reaches first
    return _without_glue(dispatcher)


def _without_glue(dispatcher: Any) -> Any:  # noqa: ANN401
    dispatcher._insert = _offer_nothing_to_python  # noqa: SLF001 - else later calls would jump to glue that is not there
    return dispatcher


def _python_face(function: Callable[..., Any]) -> Callable[..., Any]:
    whole = cache(lambda: _jit(function, WholeCompiler))
    return lambda *_, **__: whole()


def _refusal(function: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise TypeError(
            f"{function.__module__}.{function.__qualname__} is called by compiled code only; use sim.engine from Python"
        )

    return refuse


def _offer_nothing_to_python(*_: object, **__: object) -> None:
    """Stand in for Numba's registration of a machine-code entry for Python."""
