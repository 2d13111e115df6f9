"""The portable engine: the same compiled week as a WebAssembly module, for whatever runs one, with the same bits.

Numba writes the week in the language of its compiler, and that compiler knows WebAssembly as well as this machine's
processor. Nothing of the model is written a second time: the module is made from the text of ``sim``, and kept under
its stamp. A run is one piece of memory that Python lays out; whoever lives it calls three functions on it.
"""
