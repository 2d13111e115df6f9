"""What interventions do this week to every project, whoever takes part; 0 is no effect."""

import numpy as np

from sim.state.field import Field, record_of

AGENDA = ("open_agenda",)
ACTS = ("open_agenda", "intervene")  # cleared by the one, raised by the other

EFFECTS_FIELDS = (
    Field("attention", np.float64, "changes", "attention that all interventions take together", AGENDA),
    Field(
        "attention_everywhere",
        np.float64,
        "changes",
        "what those take from everybody that do not come with a rollout",
        AGENDA,
    ),
    Field("scope_control", np.float64, "0 to 1", "requirement changes refused in any project", ACTS),
    Field("estimate_care", np.float64, "0 to 1", "spread of estimates avoided", ACTS),
    Field("risk_review", np.float64, "ratio", "how much more reviews find", ACTS),
    Field("openness", np.float64, "ratio", "what is added to the trust that makes reports honest", ACTS),
    Field("sponsor_care", np.float64, "0 to 1", "lost sponsors avoided", ACTS),
    Field("user_care", np.float64, "0 to 1", "refusals by users avoided", ACTS),
    Field(
        "tracking", np.float64, "0 to 1", "what governance adds to the chance that a starting project is tracked", ACTS
    ),
)

EFFECTS = record_of(EFFECTS_FIELDS)
