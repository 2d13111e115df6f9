"""Small words for numbers and names in a story."""

from collections.abc import Sequence

from experiments.wording.quantities import MINUS
from sim.organization.chart import Organization

MOST_NAMED = 5


def signed_percent(share: float, digits: int = 0) -> str:
    """Return a relative difference as percent with its sign."""
    percent = round(100 * share, digits)
    return f"{percent:+.{digits}f} %".replace("-", MINUS) if percent else "0 %"


def work(person_weeks: float) -> str:
    """Return an amount of work."""
    return f"{person_weeks:,.1f} person-weeks"


def signed_work(person_weeks: float) -> str:
    """Return a difference of work with its sign."""
    return f"{person_weeks:+,.1f}".replace("-", MINUS)


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun, ``1 person`` or ``3 people``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], joint: str = "and") -> str:
    """Return names as a list, the first few of them."""
    shown = list(names[:MOST_NAMED])
    more = f" (and {len(names) - MOST_NAMED} more)" if len(names) > MOST_NAMED else ""
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown) + more


def person_in_words(seat: int, people: int, organization: Organization) -> str:
    """Return who sits in a seat where ``people`` have sat so far: its name belongs to the first of them alone."""
    name = organization.seat_names[seat]
    return name if people <= 1 else f"a newcomer in the seat of {name}"


def seat_in_words(seat: int, organization: Organization) -> str:
    """Return a seat with its unit and department."""
    department = organization.department_names[organization.department[seat]]
    return f"{organization.seat_names[seat]} (unit {organization.unit[seat]}, {department})"
