"""How compiled functions become one piece of machine code: written on their own, optimized together, once.

Numba optimizes and translates every function on its own and again within each function that calls it. Functions of the
model are called from entry points only, so here they stay as written until an entry point takes in all that it reaches.
"""

from typing import Any

from llvmlite.binding import parse_assembly
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.errors import TypingError
from numba.core.typed_passes import (
    AnnotateTypes,
    DumpParforDiagnostics,
    InlineOverloads,
    NativeLowering,
    NopythonRewrites,
)
from numba.core.untyped_passes import LiteralUnroll, WithLifting

from sim.compiler.apart import tell_of_memory
from sim.compiler.memory import MEMORY
from sim.compiler.typing_cache import remembering


class _Whole(JITCodeLibrary):
    """The code of an entry point, with that of every function it reaches."""

    def add_ir_module(self, ir_module: Any) -> None:  # noqa: ANN401 - a module of LLVM
        """Take in what was written, told apart from records that are kept as columns."""
        tell_of_memory(ir_module)
        super().add_ir_module(ir_module)

    def add_linking_library(self, library: Any) -> None:  # noqa: ANN401 - a library of Numba or one of these
        """Take in a library and what it needs.

        Callers before what they call, else the linker finds it unused and drops it.
        """
        library._ensure_finalized()  # noqa: SLF001 - as Numba's own libraries do with one another
        for needed in (library, *getattr(library, "needs", ())):
            if needed not in self._linking_libraries:
                self._linking_libraries.append(needed)


class _Entry(_Whole):
    """The code of an entry point: an object file that brings along what it needs, and is not loaded by Numba."""

    def _optimize_final_module(self) -> None:
        self._final_module.link_in(parse_assembly(MEMORY))
        super()._optimize_final_module()

    def _finalize_final_module(self) -> None:
        self._finalized = True

    def machine_code(self) -> bytes:
        """Return the object file."""
        return bytes(self._codegen._tm.emit_object(self._final_module))  # noqa: SLF001 - as Numba's own libraries do


class _Part(_Whole):
    """The code of a function that only compiled functions call, neither optimized nor translated on its own."""

    @property
    def needs(self) -> list[Any]:
        """Return the libraries of the functions it reaches."""
        return list(self._linking_libraries)

    def finalize(self) -> None:
        self._finalized = True


def _new_library(state: Any, kind: type[_Whole]) -> _Whole:  # noqa: ANN401 - the state of Numba's compiler
    return kind(state.targetctx.codegen(), state.func_id.func_qualname)


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerPart(NativeLowering):
    _name = "orgchange_lower_part"

    def run_pass(self, state: Any) -> bool:  # noqa: ANN401
        """Write the function in the compiler's language, and let compiled functions find it by a name of its own."""
        if not state.flags.nrt and state.targetctx.data_model_manager[state.return_type].contains_nrt_meminfo():
            raise TypingError(
                f"{state.func_id.func_qualname} returns an array; it needs @allocates", loc=state.func_ir.loc
            )
        state.library = _new_library(state, _Part)
        state.flags.no_compile = True
        super().run_pass(state)
        name = object()
        state.targetctx.insert_user_function(name, state.cr.fndesc, [state.library])
        state.cr = state.cr._replace(cfunc=name)
        return True


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerWhole(NativeLowering):
    _name = "orgchange_lower_whole"

    def run_pass(self, state: Any) -> bool:  # noqa: ANN401
        """Translate the function and all that it reaches into machine code."""
        state.library = _new_library(state, _Whole)
        return bool(super().run_pass(state))


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerEntry(NativeLowering):
    _name = "orgchange_lower_entry"

    def run_pass(self, state: Any) -> bool:  # noqa: ANN401
        """Translate the function and all that it reaches, and leave it to others to load that."""
        state.library = _new_library(state, _Entry)
        state.flags.no_compile = True
        super().run_pass(state)
        state.library.finalize()
        return True


class WholeCompiler(CompilerBase):
    """Compiles a function for Numba's own calls from Python."""

    lowering: type[NativeLowering] = _LowerWhole
    unneeded: tuple[type, ...] = ()

    def define_pipelines(self) -> list[Any]:
        """Return the passes of Numba that the model needs, with another way of lowering."""
        self.state.typingctx = remembering(self.state.typingctx)
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        needed = [(self.lowering if one is NativeLowering else one, does) for one, does in passes.passes]
        passes.passes = [(one, does) for one, does in needed if one not in self.unneeded]
        passes.finalize()
        return [passes]


class EntryCompiler(WholeCompiler):
    """Compiles an entry point."""

    lowering = _LowerEntry


class PartCompiler(WholeCompiler):
    """Compiles a function that only compiled functions call."""

    lowering = _LowerPart
    unneeded = (AnnotateTypes, DumpParforDiagnostics, InlineOverloads, LiteralUnroll, NopythonRewrites, WithLifting)
