"""What stands in an object file is read right, and what no host could run is refused in words."""

import llvmlite.binding as llvm
import pytest
import wasmtime

from portable.binary import Reader, number
from portable.linking import linked
from portable.translate import PLAIN, TARGET

ADD = "define i32 @add(i32 %a, i32 %b) {\n  %c = add i32 %a, %b\n  ret i32 %c\n}\n"


def compiled(text: str) -> bytes:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(TARGET).create_target_machine(features=PLAIN, reloc="static")
    return bytes(machine.emit_object(llvm.parse_assembly(f'target triple = "{TARGET}"\n{text}')))


def called(text: str, name: str, *arguments: int) -> int:
    store = wasmtime.Store()
    module = wasmtime.Module(store.engine, linked(compiled(text), [name]))
    limits = wasmtime.MemoryType(wasmtime.Limits(5, 5))
    instance = wasmtime.Instance(store, module, [wasmtime.Memory(store, limits) for _ in module.imports])
    function = instance.exports(store)[name]
    assert isinstance(function, wasmtime.Func)
    return int(function(store, *arguments))


def test_a_function_is_called_by_its_name() -> None:
    assert called(ADD, "add", 40, 2) == 42


@pytest.mark.parametrize("hidden", ["internal ", ""])
def test_the_right_function_is_exported(hidden: str) -> None:
    other = f"define {hidden}i32 @other(i32 %a) noinline {{\n  %b = mul i32 %a, 7\n  ret i32 %b\n}}\n"
    caller = "define i32 @twice(i32 %a) {\n  %b = call i32 @other(i32 %a)\n  %c = add i32 %b, %b\n  ret i32 %c\n}\n"
    assert called(other + ADD + caller, "twice", 3) == 42


def test_data_stand_where_the_code_looks() -> None:
    data = "@numbers = constant [3 x i32] [i32 5, i32 6, i32 42]\n"
    code = (
        "define i32 @third(i32 %a) {\n  %p = getelementptr i32, ptr @numbers, i32 %a\n"
        "  %v = load i32, ptr %p\n  ret i32 %v\n}\n"
    )
    assert called(data + code, "third", 2) == 42


def test_a_function_of_no_host_is_refused() -> None:
    code = "define double @f(double %x) {\n  %y = call double @exp(double %x)\n  ret double %y\n}\n"
    with pytest.raises(ValueError, match="calls exp, which no host"):
        linked(compiled("declare double @exp(double)\n" + code), ["f"])


def test_a_missing_function_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks subtract, divide"):
        linked(compiled(ADD), ["add", "subtract", "divide"])


def test_data_that_leave_no_room_for_the_stack_are_refused() -> None:
    with pytest.raises(ValueError, match="too little room for its stack"):
        linked(compiled('@large = global [150000 x i8] c"' + "x" * 150000 + '"\n' + ADD), ["add"])


@pytest.mark.parametrize("content", [b"", b"\0asm", b"\x7fELF\2\1\1\0", b"\0asm\2\0\0\0"])
def test_what_is_no_module_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no WebAssembly module"):
        linked(content, ["add"])


@pytest.mark.parametrize("value", [0, 1, 127, 128, 129, 300, 16_383, 16_384, 1 << 20, (1 << 32) - 1])
def test_a_number_is_read_as_it_was_written(value: int) -> None:
    reader = Reader(number(value) + b"rest")
    assert reader.number() == value
    assert reader.take(4) == b"rest"
    assert not reader
