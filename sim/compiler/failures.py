"""What went wrong while compiling, told from what went wrong in a run."""


def is_compilation_error(error: Exception) -> bool:
    """Return whether an error says that a mechanism cannot be compiled: an error of the program, not of a run."""
    return any(kind.__module__ == "numba.core.errors" for kind in type(error).__mro__)
