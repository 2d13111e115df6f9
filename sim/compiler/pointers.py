"""Named tuples of arrays that compiled functions hand on by reference.

Numba passes a tuple as one argument for every word in it, some two hundred for a world and its chart, and spells all of
them in the name of every function. Here it is a pointer to arrays that nobody can replace, so that a function costs
what it does and not what it is given. Arrays stay owned by the Python caller; compiled code neither makes nor returns
a bundle.
"""

from collections.abc import Mapping
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel.models import PrimitiveModel
from numba.core.extending import NativeValue, lower_getattr_generic, register_model, typeof_impl, unbox
from numba.core.imputils import impl_ret_borrowed
from numba.core.typing.templates import AttributeTemplate, infer_getattr

from sim.compiler.columns import Columns
from sim.compiler.columns_lowering import type_of_columns


class Bundle(types.Type):
    """The type of a named tuple of arrays: the class and the types of its fields."""

    def __init__(self, owner: type, fields: Mapping[str, Any], widths: Mapping[str, int]) -> None:
        self.owner = owner
        self.widths = widths
        self.fields = dict(fields)
        super().__init__(f"{owner.__name__}({', '.join(str(kind) for kind in fields.values())})")

    @property
    def key(self) -> tuple[type, tuple[Any, ...]]:
        """Return what tells two types apart."""
        return self.owner, tuple(self.fields.values())

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """Return the short name that stands in the names of compiled functions."""
        return self.owner.__name__, ()


def register(owner: type, widths: Mapping[str, int]) -> None:
    """Let compiled functions take a named tuple of arrays by reference; ``widths`` are known lengths of rows."""

    @typeof_impl.register(owner)
    def typeof_bundle(value: Any, context: Any) -> Bundle:  # noqa: ANN401 - an instance of ``owner``; Numba's context
        kinds = (
            type_of_columns(array) if isinstance(array, Columns) else typeof_impl(array, context) for array in value
        )
        return Bundle(owner, dict(zip(value._fields, kinds, strict=True)), widths)


@register_model(Bundle)
class _BundleModel(PrimitiveModel):
    def __init__(self, manager: Any, bundle: Bundle) -> None:  # noqa: ANN401 - Numba's models of other types
        arrays = [manager.lookup(kind).get_value_type() for kind in bundle.fields.values()]
        super().__init__(manager, bundle, ir.LiteralStructType(arrays).as_pointer())


@infer_getattr
class _BundleFields(AttributeTemplate):
    key = Bundle

    def generic_resolve(self, bundle: Bundle, name: str) -> Any:  # type: ignore[override]  # noqa: ANN401 - as Numba calls it
        return bundle.fields.get(name)


@lower_getattr_generic(Bundle)
def _get_field(context: Any, builder: Any, bundle: Bundle, pointer: Any, name: str) -> Any:  # noqa: ANN401 - the compiler's values
    position = list(bundle.fields).index(name)
    place = cgutils.gep_inbounds(builder, pointer, 0, position)
    kind, words = bundle.fields[name], _constant_words(builder, place)
    if name in bundle.widths:
        words = _of_known_width(context, builder, kind, words, bundle.widths[name])
    return impl_ret_borrowed(context, builder, kind, words)


def _of_known_width(context: Any, builder: Any, kind: Any, words: Any, width: int) -> Any:  # noqa: ANN401 - the compiler's values
    """Return the words of an array with the length of its rows as a constant, so that LLVM knows where they begin."""
    array = context.make_array(kind)(context, builder, words)
    array.shape = builder.insert_value(array.shape, ir.Constant(ir.IntType(64), width), kind.ndim - 1)
    return array._getvalue()  # noqa: SLF001 - as Numba's own code does


def _constant_words(builder: Any, place: Any) -> Any:  # noqa: ANN401 - the compiler's values
    """Load a struct word by word; nothing writes to a bundle, which the optimizer must know to keep its loops tight."""
    kind = place.type.pointee
    if not isinstance(kind, ir.Aggregate):
        word = builder.load(place)
        word.set_metadata("invariant.load", builder.module.add_metadata([]))
        return word
    value = ir.Constant(kind, ir.Undefined)
    for position in range(len(kind)):
        part = _constant_words(builder, cgutils.gep_inbounds(builder, place, 0, position))
        value = builder.insert_value(value, part, position)
    return value


@unbox(Bundle)
def _unbox_bundle(bundle: Bundle, value: Any, c: Any) -> NativeValue:  # noqa: ANN401 - a Python object; Numba's tools
    pointer = cgutils.alloca_once(c.builder, c.context.get_value_type(bundle).pointee)
    failed = cgutils.alloca_once_value(c.builder, cgutils.false_bit)
    arrays = []
    for position, kind in enumerate(bundle.fields.values()):
        array = c.unbox(kind, c.pyapi.tuple_getitem(value, position))
        c.builder.store(array.value, cgutils.gep_inbounds(c.builder, pointer, 0, position))
        with c.builder.if_then(array.is_error, likely=False):
            c.builder.store(cgutils.true_bit, failed)
        arrays.append((kind, array.value))

    def release() -> None:
        for kind, array in arrays:
            c.context.nrt.decref(c.builder, kind, array)

    return NativeValue(pointer, is_error=c.builder.load(failed), cleanup=release)
