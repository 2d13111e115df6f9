"""Numbers as people read them."""

MINUTE, HOUR, DAY = 60, 3600, 86_400


def duration(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    if abs(seconds) >= 2 * DAY:
        return f"{seconds / DAY:.1f} days"
    if abs(seconds) >= 2 * HOUR:
        return f"{seconds / HOUR:.1f} h"
    if abs(seconds) >= 2 * MINUTE:
        return f"{seconds / MINUTE:.1f} min"
    if abs(seconds) >= 1:
        return f"{seconds:.1f} s"
    return f"{1e3 * seconds:.3g} ms" if abs(seconds) >= 1e-3 else f"{1e6 * seconds:.3g} µs"


def times(factor: float) -> str:
    """Return a factor with as many digits as can be trusted."""
    return f"{factor:,.0f} x" if abs(factor) >= 20 else f"{factor:.1f} x"


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return f"{100 * share:.0f} %"
