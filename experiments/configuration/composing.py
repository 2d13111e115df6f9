"""What Hydra answers to a configuration of the wrong shape: errors of its own code, here as refusals."""

from collections.abc import Iterator
from contextlib import contextmanager

from sim.errors import ScenarioError

OF_SHAPE = (ValueError, TypeError, AttributeError, AssertionError, LookupError, ArithmeticError, RecursionError)


@contextmanager
def wrong_shape_in_one_line() -> Iterator[None]:
    """Raise ScenarioError for what Hydra stumbles over while it composes; only Hydra's own work belongs inside."""
    try:
        yield
    except ScenarioError:
        raise
    except OF_SHAPE as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise ScenarioError(
            f"the configuration has a form that cannot be composed ({why}); see: orgchange run --help"
        ) from None
