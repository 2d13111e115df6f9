"""Values without sampling error."""

from experiments.validation.estimate import Estimate


def exactly(value: float) -> Estimate:
    """Return a value as an estimate with an interval of no width."""
    return Estimate(value, value, value)
