"""From an object file to a module that runs: its functions are exported, and what is for linkers is left out.

An object file of LLVM is a module already. It imports its memory and its stack pointer, and its addresses are those of
a program that begins at address 0; one object on its own needs no other, so no linker has to be installed.

Source  Tool conventions for WebAssembly, "Linking" (https://github.com/WebAssembly/tool-conventions).
"""

from collections.abc import Iterator, Sequence

from portable.binary import CUSTOM, DATA, EXPORT, IMPORT, Reader, Section, module_of, name, number, sections_of

STACK_TOP = 1 << 18  # where the stack begins, which grows downwards to the engine's own data
STACK_LEAST = 1 << 17

MEMORY, STACK_POINTER = "__linear_memory", "__stack_pointer"
FUNCTION, DATA_SYMBOL, SECTION_SYMBOL = 0, 1, 3
SYMBOL_TABLE = 8
UNDEFINED, NAMED = 0x10, 0x40
TABLE_IMPORT, GLOBAL_IMPORT = 1, 3
LIMITED = 1
I32_CONST, END = 0x41, 0x0B


def linked(compiled: bytes, exports: Sequence[str]) -> bytes:
    """Return the module of an object file with some of its functions exported.

    Raise ValueError where it needs what no host has, or leaves too little room for the stack.
    """
    sections = list(sections_of(compiled))
    places = dict(_functions(_linking(sections)))
    missing = [wanted for wanted in exports if wanted not in places]
    if missing:
        raise ValueError(f"the compiled engine lacks {', '.join(missing)}")
    _check_imports(sections)
    _check_room(sections)
    table = b"".join(name(one) + bytes([FUNCTION]) + number(places[one]) for one in exports)
    kept = [section for section in sections if section.kind != CUSTOM]
    return module_of([*kept, Section(EXPORT, number(len(exports)) + table)])


def _linking(sections: Sequence[Section]) -> bytes:
    """Return the table of symbols."""
    for section in sections:
        reader = Reader(section.content)
        if section.kind == CUSTOM and reader.name() == "linking":
            reader.number()  # the version of the format
            while reader:
                kind, content = reader.byte(), reader.take(reader.number())
                if kind == SYMBOL_TABLE:
                    return content
    raise ValueError("the compiled engine has no table of symbols")


def _functions(symbols: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of every function that is defined."""
    reader = Reader(symbols)
    for _ in range(reader.number()):
        kind, flags = reader.byte(), reader.number()
        if kind == DATA_SYMBOL:
            reader.name()
            for _ in range(0 if flags & UNDEFINED else 3):  # segment, offset, size
                reader.number()
        else:
            place = reader.number()
            unnamed = kind == SECTION_SYMBOL or (flags & UNDEFINED and not flags & NAMED)
            called = "" if unnamed else reader.name()
            if kind == FUNCTION and not flags & UNDEFINED:
                yield called, place


def _check_imports(sections: Sequence[Section]) -> None:
    reader = Reader(next(section.content for section in sections if section.kind == IMPORT))
    for _ in range(reader.number()):
        reader.name()
        wanted, kind = reader.name(), reader.byte()
        if wanted not in (MEMORY, STACK_POINTER):
            raise ValueError(f"the compiled engine calls {wanted}, which no host of WebAssembly has")
        if kind == GLOBAL_IMPORT:
            reader.take(2)
        elif reader.number() & LIMITED:
            reader.number(), reader.number()
        else:
            reader.number()


def _check_room(sections: Sequence[Section]) -> None:
    """Raise ValueError unless the engine's own data leave room for the stack."""
    last = max((_end_of_data(section.content) for section in sections if section.kind == DATA), default=0)
    if last > STACK_TOP - STACK_LEAST:
        raise ValueError(f"the data of the compiled engine end at {last} and leave too little room for its stack")


def _end_of_data(content: bytes) -> int:
    reader, last = Reader(content), 0
    for _ in range(reader.number()):
        if reader.number() != 0 or reader.byte() != I32_CONST:
            raise ValueError("the compiled engine has data without a fixed address")
        begin = reader.number()
        if reader.byte() != END:
            raise ValueError("the compiled engine has data without a fixed address")
        size = reader.number()
        reader.take(size)
        last = max(last, begin + size)
    return last
