"""From the text of the entries to an object file for WebAssembly: another target, one whole, optimized as such.

Compiled code counts with 64 bits on either machine, and its pointers have no width until a target is named; so naming
another target is all there is to it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import llvmlite.binding as llvm

from portable.capture import Captured
from portable.runtime import RUNTIME

TARGET = "wasm32-unknown-unknown"
SPEED = 3
PLAIN = "+mutable-globals"
FEATURES = {
    "simd": f"{PLAIN},+simd128,+bulk-memory,+sign-ext,+nontrapping-fptoint",
    "scalar": PLAIN,
}


def object_of(captured: Sequence[Captured], variant: str) -> bytes:
    """Return the object file of the entries for a variant, a key of ``FEATURES``."""
    _prepare()
    machine = llvm.Target.from_triple(TARGET).create_target_machine(
        cpu="generic", features=FEATURES[variant], opt=SPEED, reloc="static", codemodel="default"
    )
    whole = _whole(captured, str(machine.target_data))
    _optimize(whole, machine)
    return bytes(machine.emit_object(whole))


@cache
def _prepare() -> None:
    """Know all targets, and unroll short loops alone: longer ones are an eighth of what a page carries, for 2 %."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    for option in ("-unroll-threshold=80", "-unroll-runtime=false"):
        llvm.set_option("", option)


def _whole(captured: Sequence[Captured], layout: str) -> Any:  # noqa: ANN401 - a module of LLVM
    """Return one module of all entries, of which only what is called from outside can be seen there."""
    texts = [_retargeted(entry.text, layout) for entry in captured]
    faces = "".join(_face(entry) for entry in captured)
    head = f'target triple = "{TARGET}"\ntarget datalayout = "{layout}"\n'
    whole = llvm.parse_assembly(head + RUNTIME + faces)
    for text in texts:
        whole.link_in(llvm.parse_assembly(text))
    outside = {"reserve", *(entry.name for entry in captured)}
    for symbol in (*whole.functions, *whole.global_variables):
        if not symbol.is_declaration and symbol.name not in outside and symbol.linkage != llvm.Linkage.private:
            symbol.linkage = "internal"
    return whole


def _retargeted(text: str, layout: str) -> str:
    text = re.sub(r"^target triple = .*$", f'target triple = "{TARGET}"', text, flags=re.MULTILINE)
    return re.sub(r"^target datalayout = .*$", f'target datalayout = "{layout}"', text, flags=re.MULTILINE)


def _face(entry: Captured) -> str:
    """Return the function that is called from outside: numbers of 32 bits, and no way on where the model failed."""
    given = ["i32" if kind == "i64" else kind for kind in entry.given]
    named = ", ".join(f"{kind} %a{place}" for place, kind in enumerate(given))
    wide = [f"  %w{place} = sext i32 %a{place} to i64\n" for place, kind in enumerate(given) if kind == "i32"]
    handed = [f"i64 %w{place}" if kind == "i32" else f"{kind} %a{place}" for place, kind in enumerate(given)]
    kinds = ", ".join(("ptr", "ptr", *entry.given))
    return f"""
declare i32 @"{entry.symbol}"({kinds})
define void @{entry.name}({named}) {{
  %result = alloca ptr
  %error = alloca ptr
{"".join(wide)}  %status = call i32 @"{entry.symbol}"({", ".join(("ptr %result", "ptr %error", *handed))})
  %failed = icmp sgt i32 %status, 0
  br i1 %failed, label %fail, label %done
fail:
  call void @llvm.trap()
  unreachable
done:
  ret void
}}
"""


def _optimize(whole: Any, machine: Any) -> None:  # noqa: ANN401 - a module and a machine of LLVM
    """Drop what nobody reaches, then what counts holders in vain, as Numba does; then all that makes it quick."""
    options = llvm.create_pipeline_tuning_options(SPEED)
    options.loop_vectorization = options.slp_vectorization = True
    builder = llvm.create_pass_builder(machine, options)
    dead = llvm.create_new_module_pass_manager()
    dead.add_global_dead_code_eliminate_pass()
    dead.run(whole, builder)
    counted = builder.getModulePassManager()
    counted.add_refprune_pass()
    counted.run(whole, builder)
    builder.getModulePassManager().run(whole, builder)
    whole.verify()
