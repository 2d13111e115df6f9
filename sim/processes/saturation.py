"""Change saturation: changes that come at once compete for attention, and willingness falls as they pile up.

Rule    changes = attention of what the own unit is being taken on for + attention of what runs in the whole
        organization + 1 if on a project + noise * projects of the department (the own one too) per ten people;
        willingness = readiness * exp(-fatigue * changes).
Source  Willingness to support change 74 % at two, 43 % at ten changes: Gartner (vendor figure): ln(74 / 43) / 8 = .068.
"""

from sim.compiler import compiled
from sim.elementary import exp
from sim.parameters import Grade, Parameters, declare


class Saturation(Parameters):
    """How fast willingness falls."""

    active: bool = declare("switch of the mechanism", default=True, without="other changes had tired nobody")
    fatigue: float = declare(
        "loss of ln(willingness) for every simultaneous change",
        default=0.068,
        bounds=(0, 1),
        grade=Grade.LITERATURE,
        source="Gartner: 74 to 43 % from 2 to 10 changes (vendor figure)",
    )
    noise: float = declare(
        "changes felt for every running project per ten colleagues in the department", default=0.5, bounds=(0, 10)
    )


@compiled
def crowding(projects: int, colleagues: int, p: Saturation) -> float:
    """Return the factor on willingness, in (0, 1], from the projects of a department of ``colleagues`` people."""
    return exp(-p.fatigue * p.noise * projects * 10.0 / colleagues) if p.active else 1.0


@compiled
def weariness(changes: float, p: Saturation) -> float:
    """Return the factor on willingness, in (0, 1], of so many changes somebody lives through."""
    return exp(-p.fatigue * changes) if p.active else 1.0
