"""The error that stops a build."""


class DocumentationError(ValueError):
    """Something the documentation needs is missing or contradicts the model; its text says what to add, and where."""
