"""How far the money of plans is looked at beyond the horizon."""

from dataclasses import dataclass

LONGEST, DISCOUNT = 100, 0.0225
REPLAYS, FEWEST, MOST = 12, 2, 10_000


@dataclass(frozen=True)
class Period:
    """How far one looks: years from the first week, the rate at which a year is discounted, runs lived again."""

    years: int
    rate: float
    replays: int

    @property
    def plain(self) -> dict[str, float]:
        """Return it under the names that the command has for it."""
        return {"years": self.years, "discount": self.rate, "replays": self.replays}


def period_in(values: dict[str, object]) -> Period | None:
    """Return the period that a file names as ``Period.plain`` does; None where it names none that can be meant."""
    years, rate, replays = (values.get(name) for name in ("years", "discount", "replays"))
    if not (type(years) is int and isinstance(rate, float | int) and type(replays) is int):
        return None
    meant = 1 <= years <= LONGEST and 0.0 <= rate <= 1.0 and FEWEST <= replays <= MOST
    return Period(years, float(rate), replays) if meant else None
