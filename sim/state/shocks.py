"""What happens to the organization from outside this week; without any event nothing of it changes anything."""

import numpy as np

from sim.state.field import Field, record_of

EVENTS = ("meet_events",)

SHOCK_FIELDS = (
    Field("leaving", np.float64, "hazard", "what a wave of leavers adds to everybody's hazard of leaving", EVENTS),
    Field("frozen_until", np.int64, "week", "week in which successors come who are found now; 0: at once", EVENTS),
    Field("demand", np.float64, "ratio", "what multiplies service demand", EVENTS),
    Field("sponsor_loss", np.float64, "0 to 1", "what is added to the chance that a sponsor is lost", EVENTS),
    Field("cut", np.float64, "0 to 1", "share of this year's budget that is taken away", EVENTS),
    Field("regrouped", np.bool_, "yes or no", "whether departments have been merged or split", EVENTS),
    Field(
        "away_until",
        np.int64,
        "week",
        "week from which everybody is back who is away now",
        (*EVENTS, "replace_leavers"),
    ),
)

SHOCKS = record_of(SHOCK_FIELDS)
