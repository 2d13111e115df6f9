"""What is known of units (teams, as the rollout takes them on) and of departments."""

import numpy as np

from sim.state.field import Field, record_of

ROLLOUT, ACT, NEWS = "take_on_units", "intervene", "present_results"

UNIT_FIELDS = (
    Field(
        "joined",
        np.int32,
        "week",
        "when the rollout took the team on; -1: not yet",
        (ROLLOUT,),
        label="week of being taken on",
    ),
    Field("rank", np.int32, "number", "place in the order of the rollout", ("open_agenda",)),
    Field(
        "support",
        np.float32,
        "0 to 1",
        "share of full coaching the team has this week",
        (ROLLOUT,),
        label="support",
    ),
)

DEPARTMENT_FIELDS = (
    Field(
        "projects",
        np.int32,
        "count",
        "running projects with members from here",
        ("start_projects", "finish_projects"),
    ),
    Field("good_news", np.float64, "sum", "successes felt this week", (NEWS,)),
    Field("bad_news", np.float64, "sum", "failures felt this week", (NEWS,)),
    Field("mood", np.float64, "-1 to 1", "results felt lately: short-term wins, early failures", (NEWS,), label="mood"),
    Field("legacy", np.float64, "0 to 1", "legacy debt: old systems and data silos", (ACT,), label="legacy debt"),
    Field(
        "saved",
        np.float64,
        "share",
        "service demand saved by process improvement",
        (ACT,),
        label="service demand saved",
    ),
)

UNIT = record_of(UNIT_FIELDS)
DEPARTMENT = record_of(DEPARTMENT_FIELDS)
