"""Many replicates in Mesa's own batch runner, which makes every iteration from the same arguments.

Here (scenario, replicate) decide every bit, so that such iterations would be one run again and again: they become
replicates.
"""

from collections.abc import Mapping
from typing import Any

from sim.agents.base import batch_run as mesa_batch_run
from sim.errors import ScenarioError
from sim.model import OrganizationModel

LONGER_THAN_ANY_HORIZON = 10**6


def batch_run(
    parameters: Mapping[str, Any],
    iterations: int = 1,
    number_processes: int | None = 1,
    *,
    display_progress: bool = False,
) -> list[dict[str, Any]]:
    """Run a model for every combination of parameters, ``iterations`` replicates of each, and return the last weeks.

    ``parameters`` are arguments of ``OrganizationModel``, each a value or several. Iteration k of every combination is
    replicate k, with the same people and luck for all. Rows are those of ``mesa.batch_run``. Raises ScenarioError if
    replicates are given as a parameter, too.
    """
    if "replicate" in parameters:
        raise ScenarioError("iterations are the replicates 0, 1, 2 ... here; leave the parameter 'replicate' out")
    rows: list[dict[str, Any]] = mesa_batch_run(
        OrganizationModel,
        {**parameters, "replicate": range(iterations)},
        number_processes=number_processes,
        max_steps=LONGER_THAN_ANY_HORIZON,
        display_progress=display_progress,
    )
    return [row | {"iteration": row["replicate"]} for row in rows]
