"""What interventions do this week to the mechanisms that read it; 0 is no effect.

What a practice does counts as far as the people concerned use and master it; the rest counts for every project.
"""

import numpy as np

from sim.state.field import Field, record_of

AGENDA = ("open_agenda",)
ACTS = ("open_agenda", "intervene")  # cleared by the one, raised by the other

EFFECTS_FIELDS = (
    Field("attention", np.float64, "changes", "attention that all interventions take together", AGENDA),
    Field(
        "attention_units",
        np.float64,
        "changes",
        "what those take from the people they reach that come with the rollout",
        AGENDA,
    ),
    Field(
        "attention_everywhere",
        np.float64,
        "changes",
        "what those take from everybody that do not come with the rollout",
        AGENDA,
    ),
    Field("onboarding", np.float64, "share of people", "people in units that are being taken on", AGENDA),
    Field(
        "reaches_units", np.float64, "0 to 1", "how fully the strongest of those runs; at 0 no unit is taken on", AGENDA
    ),
    Field("practice", np.float64, "0 to 1", "how fully a practice is done, the strongest one", AGENDA),
    Field("push", np.float64, "ratio", "how hard people in units on board are pushed to try", AGENDA),
    Field("self_help", np.float64, "0 to 1", "what a playbook does for learning without a coach", ACTS),
    Field("partnering", np.float64, "0 to 1", "loss of a trial at the border with non-users that partners avoid", ACTS),
    Field("focus", np.float64, "ratio", "gain in productivity of a master of the practice", ACTS),
    Field("clarity", np.float64, "0 to 1", "failed exchanges avoided between two masters", ACTS),
    Field(
        "visibility",
        np.float64,
        "ratio",
        "how much earlier errors and status are seen by those who use the practice",
        ACTS,
    ),
    Field("independence", np.float64, "0 to 1", "exchanges that a team of masters does not need", ACTS),
    Field("modularity", np.float64, "0 to 1", "chain reactions that a team of masters avoids", ACTS),
    Field("reuse", np.float64, "0 to 1", "fixed work that a team of masters saves", ACTS),
    Field("bridging", np.float64, "ratio", "how much faster ties across departments grow between users", ACTS),
    Field("agility", np.float64, "0 to 1", "requirement changes that a team of masters absorbs", ACTS),
    Field("outcome_focus", np.float64, "0 to 1", "plan-mindedness that a team of masters leaves behind", ACTS),
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
