"""Ranges: what a parameter that a design samples is sampled from."""

import math
from dataclasses import dataclass

DIGITS = 6


@dataclass(frozen=True)
class Range:
    """Values from ``low`` to ``high``, both allowed; evenly on a log scale, or whole numbers only, where it says so."""

    name: str
    low: float
    high: float
    log: bool = False
    whole: bool = False

    def value(self, share: float) -> float:
        """Return the value at a share in [0, 1] of the way.

        It has six significant digits, so that it reads well and is kept exactly.
        """
        margin = 0.5 if self.whole else 0.0  # so that both ends are as likely as the numbers between them
        low, high = self.low - margin, self.high + margin
        return self.rounded(low * (high / low) ** share if self.log else low + share * (high - low))

    def share(self, value: float) -> float:
        """Return at which share of the way a value lies, 0 to 1."""
        low, high = (math.log(self.low), math.log(self.high)) if self.log else (self.low, self.high)
        return ((math.log(value) if self.log else value) - low) / (high - low)

    def rounded(self, value: float) -> float:
        """Return a value as it is written down, an int where only whole numbers are allowed."""
        if self.whole:
            return int(min(max(round(value), self.low), self.high))
        return min(max(float(f"{value:.{DIGITS}g}"), self.low), self.high)

    def text(self, value: float) -> str:
        """Return the override that gives the parameter a value of the range."""
        return f"{self.name}={int(value) if self.whole else float(value)!r}"
