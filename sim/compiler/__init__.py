"""The compiler: the only package that knows Numba, machine code and where it is kept.

A mechanism is a plain Python function on numbers and arrays, marked with its role: a ``compiled`` rule can be called
from Python, too; a ``kernel`` is inlined into whatever calls it; a ``step`` is called once a week or once a run; an
``entry_point`` is what Python calls, and its machine code, with that of everything it reaches, is kept on disk between
processes. Nothing is compiled before it is called, and Numba itself is imported only then; kept code runs without it.

``source_stamp`` is the hash of the model's text: machine code, design points and manifests are kept under it.
"""

from sim.compiler.cache_dir import cache_folder, is_kept, processor_name
from sim.compiler.columns import Columns
from sim.compiler.decorators import Compiled, allocates, by_reference, compiled, entry_point, kernel, portable, step
from sim.compiler.failures import is_compilation_error
from sim.compiler.source import source_stamp

__all__ = [
    "Columns",
    "Compiled",
    "allocates",
    "by_reference",
    "cache_folder",
    "compiled",
    "entry_point",
    "is_compilation_error",
    "is_kept",
    "kernel",
    "portable",
    "processor_name",
    "source_stamp",
    "step",
]
