"""Benefits tracking: almost nobody tracks; a project that is tracked is asked all along what it is for.

Rule    A starting project is tracked with chance base + (1 - base) * what governance adds. In a tracked project
        ``refused`` of every requirement change does not get in, errors are seen earlier by ``sight``, and of the
        benefits that work to the plan only would lose ``kept`` are not lost.
Source  3 of 2,905 projects monitored benefits through their life cycle; that goes with smaller cost overruns (seed
        004). No effect size was found anywhere: assumption.
"""

from sim.compiler import compiled, kernel
from sim.parameters import Grade, Parameters, declare
from sim.state import Array
from sim.streams import TRACKING, four_uniforms


class Tracking(Parameters):
    """How rare tracking is, and what it does."""

    active: bool = declare(
        "switch of the mechanism; off: nobody tracks", default=True, without="no benefits had been tracked"
    )
    base: float = declare(
        "chance that a project is tracked without governance",
        default=0.001,
        bounds=(0, 1),
        grade=Grade.SEED,
        source="public-sector IT (seed 004): 3 of 2,905",
    )
    refused: float = declare("share of a requirement change that tracking keeps out", default=0.6, bounds=(0, 1))
    sight: float = declare("how much earlier errors are seen", default=0.5, bounds=(0, 2))
    kept: float = declare("benefits lost by work to the plan only that tracking saves", default=0.4, bounds=(0, 1))


@compiled
def tracking_chance(governed: float, p: Tracking) -> float:
    """Return the chance that a starting project is tracked; ``governed`` is what governance adds, in [0, 1]."""
    return p.base + (1.0 - p.base) * governed if p.active else 0.0


@kernel
def draw_tracking(project: Array, governed: float, p: Tracking, luck: Array) -> None:
    """Decide whether the benefits of a project that starts are tracked."""
    project.tracked = four_uniforms(luck, TRACKING, 0, project.key, 0)[0] < tracking_chance(governed, p)
