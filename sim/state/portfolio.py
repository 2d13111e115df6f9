"""The one record of what concerns all projects, and everybody's time."""

import numpy as np

from sim.state.field import BEFORE, Field, record_of

BUDGET = "keep_budget"
AGENDA, ROLLOUT, ACT = "open_agenda", "take_on_units", "intervene"
START, WORK, FINISH, RECORD = "start_projects", "work_on_projects", "finish_projects", "record_week"
WEEKS, EFFORT = "weeks", "person-weeks"

PORTFOLIO_FIELDS = (
    Field("wanted", np.int64, "count", "projects wanted over the run", BEFORE, label="projects wanted"),
    Field("next", np.int64, "count", "the next project that may start", (START,)),
    Field("running", np.int64, "count", "projects running", (START, FINISH)),
    Field("finished", np.int64, "count", "projects that ended this week", (FINISH,)),
    Field("engaged", np.int64, "people", "people on projects", (START, FINISH), label="people on projects"),
    Field("election", np.int64, "week", "first election of this replicate", BEFORE),
    Field("hires", np.int64, "people", "newcomers so far", ("replace_leavers",), label="people who have left"),
    Field("project_weeks", np.int64, WEEKS, "weeks lived by running projects so far", (RECORD,)),
    Field("watermelon_weeks", np.float64, WEEKS, "of these, weeks reported green and truly red", (RECORD,)),
    Field("wanted_work", np.float64, EFFORT, "change work wanted over the run", BEFORE),
    Field("listed", np.bool_, "yes or no", "the projects are those of a list", BEFORE),
    Field("ranked", np.bool_, "yes or no", "some projects have a higher rank than others", BEFORE),
    Field("delivered_work", np.float64, EFFORT, "effort of projects delivered and used so far", (FINISH,)),
    Field(
        "spent",
        np.float64,
        EFFORT,
        "time spent on projects so far",
        (WORK,),
        label="person-weeks spent on projects",
    ),
    Field(
        "claimed_effort",
        np.float64,
        EFFORT,
        "time that interventions took from people so far",
        (ACT,),
        label="person-weeks that interventions take",
    ),
    Field(
        "coaching_effort",
        np.float64,
        EFFORT,
        "time of coaches so far",
        (ROLLOUT,),
        label="person-weeks of coaches",
    ),
    Field(
        "money",
        np.float64,
        "EUR",
        "money that interventions spent outside so far",
        (AGENDA, ACT),
        label="EUR paid outside",
        parted_by=(AGENDA,),
    ),
    Field("granted", np.float64, "EUR", "budget of this year", (BUDGET,)),
    Field("booked", np.float64, "EUR", "what the budget has paid so far", (BUDGET,)),
    Field("left", np.float64, "EUR", "what is left of this year's budget", (BUDGET,), label="EUR left of the budget"),
    Field(
        "stopped",
        np.bool_,
        "yes or no",
        "the year's budget is used up: nothing that it pays goes on",
        (BUDGET,),
        label="the year's budget is used up",
    ),
    Field("stopped_weeks", np.int64, WEEKS, "weeks with a used-up budget so far", (BUDGET,)),
    Field(
        "leading",
        np.int64,
        "number",
        "the measure that was first to be done as a practice, whose use lies beside the traits; -1: none yet",
        (AGENDA,),
    ),
    Field("practices", np.int64, "count", "measures that are done as a practice this week", (AGENDA,)),
    Field("ties_inside", np.float64, "strength", "standing ties inside departments, summed once", BEFORE),
    Field("ties_across", np.float64, "strength", "standing ties across departments, summed once", BEFORE),
)

PORTFOLIO = record_of(PORTFOLIO_FIELDS)
