"""What is known of each measure that is brought to units, of its rollout, and of what it does this week.

A measure is an intervention that reaches people when their unit is taken on: a practice, or a training.
"""

import numpy as np

from sim.state.field import Field, record_of

AGENDA, ROLLOUT = "open_agenda", "take_on_units"
ACTS = ("open_agenda", "intervene")  # cleared by the one, raised by the other

ROLLOUT_FIELDS = (
    Field(
        "begun",
        np.bool_,
        "yes or no",
        "whether it has been done as a practice; from then on people stand on its ladder",
        (AGENDA,),
    ),
    Field("ranked", np.bool_, "yes or no", "whether teams have their places in its rollout", (AGENDA,)),
    Field(
        "start",
        np.int64,
        "week",
        "when units can first be taken on, since the last pause",
        (ROLLOUT,),
        label="week in which its rollout begins",
    ),
    Field(
        "postponed",
        np.int64,
        "weeks",
        "by how much closed gates and used-up budgets put its rollout off",
        (ROLLOUT,),
    ),
    Field("waited", np.int64, "weeks", "how long the present wave has waited at its gate", (ROLLOUT,)),
)

MEASURE_FIELDS = (
    Field("strength", np.float64, "0 to 1", "how fully it is done; at 0 it takes on no unit", (AGENDA,)),
    Field("practice", np.float64, "0 to 1", "how fully it is done as a practice; 0 for what is none", (AGENDA,)),
    Field("attention", np.float64, "changes", "attention that it takes from those it is being brought to", (AGENDA,)),
    Field("taken_on", np.float64, "share of people", "people in units that it is being brought to", (AGENDA,)),
    Field("push", np.float64, "ratio", "how hard people in units on board are pushed to try it", (AGENDA,)),
    Field("commitment", np.float64, "0 to 1", "commitment of the top to it, times how fully it is done", (AGENDA,)),
    Field("dip", np.float64, "0 to 1", "productivity lost by a complete novice", (AGENDA,)),
    Field("bar", np.float64, "-1 to 1", "quality of a trial needed to go on", (AGENDA,)),
    Field("border", np.float64, "0 to 1", "quality of a trial lost when no contact uses it", (AGENDA,)),
    Field("trial", np.int64, "weeks", "weeks of trying before somebody decides", (AGENDA,)),
    Field("by_project", np.float64, "0 to 1", "chance that a starting project is run by it", (AGENDA,)),
    Field("self_help", np.float64, "0 to 1", "what a playbook does for learning without a coach", ACTS),
    Field("partnering", np.float64, "0 to 1", "loss of a trial at the border with non-users that partners avoid", ACTS),
    Field("focus", np.float64, "ratio", "gain in productivity of a master", ACTS),
    Field("clarity", np.float64, "0 to 1", "failed exchanges avoided between two masters", ACTS),
    Field("visibility", np.float64, "ratio", "how much earlier errors and status are seen by those who use it", ACTS),
    Field("independence", np.float64, "0 to 1", "exchanges that a team of masters does not need", ACTS),
    Field("modularity", np.float64, "0 to 1", "chain reactions that a team of masters avoids", ACTS),
    Field("reuse", np.float64, "0 to 1", "fixed work that a team of masters saves", ACTS),
    Field("bridging", np.float64, "ratio", "how much faster ties across departments grow between users", ACTS),
    Field("agility", np.float64, "0 to 1", "requirement changes that a team of masters absorbs", ACTS),
    Field("outcome_focus", np.float64, "0 to 1", "plan-mindedness that a team of masters leaves behind", ACTS),
)

ROLLOUT_OF_MEASURE = record_of(ROLLOUT_FIELDS)
MEASURE = record_of(MEASURE_FIELDS)
