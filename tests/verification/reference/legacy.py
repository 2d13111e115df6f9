"""Old systems make a project more work than was planned."""

from sim.streams import DEPARTMENT_CLIMATE
from tests.verification.reference.numbers import uniforms
from tests.verification.reference.plain import Place
from tests.verification.reference.workload import condition


def draw_debts(place: Place) -> None:
    """Give every department the debt it starts with."""
    for d, department in enumerate(place.departments):
        luck = uniforms(place.luck, DEPARTMENT_CLIMATE, 0, d)[3]
        drawn = min(1.0, luck * 2.0 * place.scenario.legacy.debt)
        department.legacy = condition(d, 2, drawn, place)


def legacy_factor(debt: float, place: Place) -> float:
    """Return how much larger debt makes the true scope of a project."""
    p = place.scenario.legacy
    return 1.0 + p.drag * debt if p.active else 1.0
