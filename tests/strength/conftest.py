"""A shell of its own for every test of damaged folders."""

from tests.experiments.conftest import shell

__all__ = ["shell"]
