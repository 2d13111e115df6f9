"""Which parameters may be fitted, how far each may move, and to the targets of which patterns."""

from collections.abc import Sequence

from experiments.calibration.fitting import Free
from sim.errors import ScenarioError, nearest_hint

FREE = (
    Free("estimation.bias", -0.25, 0.0),
    Free("estimation.spread", 0.1, 0.4),
    Free("miscommunication.base", 0.002, 0.03, by_ratio=True),
    Free("miscommunication.barrier", 4.0, 30.0),
    Free("hidden_errors.size", 0.05, 0.8, by_ratio=True),
    Free("hidden_errors.interdependence", 0.3, 2.0),
    Free("hidden_errors.ripple", 0.1, 0.4),
    Free("hidden_errors.complexity_spread", 0.7, 1.5),
    Free("exposure.change_size", 0.03, 0.15, by_ratio=True),
    Free("exposure.sponsor_hazard", 0.001, 0.01, by_ratio=True),
    Free("exposure.election_loss", 0.05, 0.5),
    Free("coordination.serial", 0.1, 0.5),
    Free("deadline.filled", 0.3, 0.9),
    Free("steering.cancel_rate", 0.03, 3.0, by_ratio=True),
    Free("steering.completion", 0.5, 0.95),
    Free("steering.renewal", 0.02, 0.3, by_ratio=True),
    Free("delivery.refusal", 0.0, 0.3),
    Free("delivery.harm", 2.0, 12.0),
    Free("delivery.orphan", 0.1, 0.4),
    Free("delivery.cross", 0.05, 0.3),
    Free("delivery.plan_focus", 0.05, 0.3),
    Free("delivery.luck", 0.2, 0.5),
    Free("intervention.training.gain", 0.15, 0.5),
)
PATTERNS_TO_FIT = ("P1", "P2", "P3", "P4", "P9", "P22")


def free_parameters(names: Sequence[str]) -> list[Free]:
    """Return the free parameters with some names, all of them for none; raise ScenarioError for a name that is none."""
    known = {one.name: one for one in FREE}
    for name in names:
        if name not in known:
            raise ScenarioError(
                f"'{name}' is no free parameter{nearest_hint(name, known)}; free are: {', '.join(known)}"
            )
    return [known[name] for name in names or known]
