"""The binary format of WebAssembly, as far as it has to be read: numbers, names and sections.

Source  WebAssembly Core Specification 2.0, chapter 5 (https://webassembly.github.io/spec/core/binary/).
"""

from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"\0asm\1\0\0\0"
CUSTOM, IMPORT, EXPORT, DATA = 0, 2, 7, 11
ORDER = (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11)  # of the sections of a module
MORE, SEVEN = 0x80, 0x7F


class Section(NamedTuple):
    """One section of a module: its kind and its content."""

    kind: int
    content: bytes


class Reader:
    """Reads a content from its beginning on."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.at = 0

    def __bool__(self) -> bool:
        """Return whether anything is left."""
        return self.at < len(self._content)

    def byte(self) -> int:
        """Return the next byte."""
        self.at += 1
        return self._content[self.at - 1]

    def number(self) -> int:
        """Return the next number (LEB128, not negative)."""
        found = shift = 0
        while True:
            byte = self.byte()
            found |= (byte & SEVEN) << shift
            shift += 7
            if byte < MORE:
                return found

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes."""
        self.at += size
        return self._content[self.at - size : self.at]

    def name(self) -> str:
        """Return the next name."""
        return self.take(self.number()).decode()


def number(value: int) -> bytes:
    """Return a number as it is written (LEB128, not negative)."""
    out = bytearray()
    while value >= MORE:
        out.append(value & SEVEN | MORE)
        value >>= 7
    return bytes([*out, value])


def name(text: str) -> bytes:
    """Return a name as it is written."""
    return number(len(text.encode())) + text.encode()


def sections_of(module: bytes) -> Iterator[Section]:
    """Yield the sections of a module; raise ValueError if it is none."""
    if module[: len(MAGIC)] != MAGIC:
        raise ValueError("this is no WebAssembly module of version 1")
    reader = Reader(module[len(MAGIC) :])
    while reader:
        kind = reader.byte()
        yield Section(kind, reader.take(reader.number()))


def module_of(sections: list[Section]) -> bytes:
    """Return the module of some sections, which are put into their order."""
    placed = sorted(sections, key=lambda section: ORDER.index(section.kind))
    return MAGIC + b"".join(bytes([kind]) + number(len(content)) + content for kind, content in placed)
