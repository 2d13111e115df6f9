"""Running: a command's design points are checked, run where they are not finished yet, and kept.

``study`` has the whole of one command, ``execution`` hands blocks of runs to the engine, ``stopping`` decides when
there are enough of them, and ``hydra`` is how Hydra starts all of it.
"""
