"""Why a file could not be read or written, in the words of the system."""


def reason(error: OSError) -> str:
    """Return the reason in lower case, for the middle of a sentence."""
    return (error.strerror or str(error)).lower()
