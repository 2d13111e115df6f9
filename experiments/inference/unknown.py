"""What a run does not tell: shares and means of nothing, and weeks of what never came, are NaN and no number.

The engine writes 0 for a share of nothing, the horizon for a first benefit that never flows, and twice the horizon for
a share of people that is never reached. Each would be read as a measurement, and the first as the best there can be.
"""

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.dictionary import METRIC, METRIC_NAMES

Numbers = NDArray[np.float64]
OF_DUE = (
    "successful",
    "challenged",
    "failed",
    "unfinished",
    "cancelled",
    "unused",
    "work_successful",
    "benefits_realization",
    "benefits_per_effort",
    "change_success",
    "change_success_weakest",
    "work_on_plan",
    "on_plan",
    "worthwhile",
)
OF_DELIVERED = (
    "cost_overrun_first",
    "cost_overrun_last",
    "schedule_overrun_first",
    "schedule_overrun_last",
    "over_half",
)
OF_STARTED = (
    "rework_share",
    "failed_exchanges",
    "coordination_share",
    "fixed_share",
    "rebaselines",
    "watermelon",
    "tracked",
    "waiting_share",
)
OF_WANTED = ("portfolio_benefits", "work_delivered")
REACHED = ("adoption_t10", "adoption_t50", "adoption_t90")
FIRST_BENEFIT = "time_to_first_benefit"
WHY = {
    **dict.fromkeys(OF_DUE, "no project is due"),
    **dict.fromkeys(OF_DELIVERED, "no due project is delivered"),
    **dict.fromkeys(OF_STARTED, "no project starts"),
    **dict.fromkeys(OF_WANTED, "no project is wanted"),
    **dict.fromkeys((*REACHED, FIRST_BENEFIT), "it never happens"),
}
CENSORED = tuple(METRIC_NAMES.index(name) for name in (FIRST_BENEFIT, *REACHED))


def known(metrics: Numbers, weeks: int, delay: float) -> Numbers:
    """Return the metrics of runs, float64 (r, len(METRICS)), with NaN for what they do not tell.

    ``weeks``: how long they are; ``delay``: weeks from delivery to the first benefit.
    """
    found = metrics.copy()
    due = metrics[:, METRIC.projects_due]
    ended_well = np.rint(due * (1.0 - metrics[:, METRIC.unfinished] - metrics[:, METRIC.cancelled]))
    for names, counted in (
        (OF_DUE, due),
        (OF_DELIVERED, np.where(due > 0, ended_well, 0.0)),
        (OF_STARTED, metrics[:, METRIC.projects_started]),
        (OF_WANTED, metrics[:, METRIC.projects_wanted]),
    ):
        nothing = counted == 0
        if nothing.any():
            found[np.ix_(nothing, [getattr(METRIC, name) for name in names])] = np.nan
    never = np.array([weeks, *(2 * weeks for _ in REACHED)])
    times = found[:, CENSORED]
    found[:, CENSORED] = np.where(times >= never, np.nan, times)
    if weeks <= delay:  # nothing can have paid back, however well it went
        found[:, METRIC.portfolio_benefits] = np.nan
    return found
