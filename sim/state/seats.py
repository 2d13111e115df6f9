"""What is known of everybody: traits, what these return to, and everything else about a seat and who sits in it."""

import numpy as np

from sim.state.field import Field, record_of

EVENTS = "meet_events"
AGENDA, NEW, ACT, TOGETHER, NEWS = "open_agenda", "replace_leavers", "intervene", "live_together", "present_results"
LISTEN, ADOPT, LEARN, FEEL = "listen", "adopt", "learn_and_forget", "feel"

# The columns of the traits, which lie in one row a seat. What moves one for good moves its anchor, too, so that one
# which differs alone was taken over from others.
TRAITS = (
    Field(
        "silo",
        np.float32,
        "0 to 1",
        "keeps work and talk inside the own department",
        (NEW, ACT, TOGETHER, LISTEN),
        label="silo",
        parted_by=(LISTEN,),
    ),
    Field(
        "trust",
        np.float32,
        "0 to 1",
        "trust in colleagues of other departments and in the change",
        (EVENTS, NEW, ACT, TOGETHER, NEWS, LISTEN, ADOPT),
        label="trust",
        parted_by=(LISTEN,),
    ),
    Field(
        "process_orientation",
        np.float32,
        "0 to 1",
        "1: the job is done when the plan has been followed; 0: works toward outcomes",
        (NEW, ACT, LISTEN),
        label="process orientation",
        parted_by=(LISTEN,),
    ),
    Field(
        "use",
        np.float32,
        "0 or 1",
        "uses the leading practice visibly (trying or adopted), as others see it",
        (AGENDA, NEW, ADOPT),
        label="uses the leading practice",
        parted_by=(ADOPT,),
    ),
)

# What listening reads of everybody every week, apart from the rest of a seat.
STANCE_FIELDS = (
    Field(
        "silo_anchor",
        np.float32,
        "0 to 1",
        "silo the person returns to when nobody influences them",
        (NEW, ACT, TOGETHER),
        label="silo to return to",
    ),
    Field(
        "trust_anchor",
        np.float32,
        "0 to 1",
        "trust the person returns to",
        (EVENTS, NEW, ACT, TOGETHER, NEWS, ADOPT),
        label="trust to return to",
        parted_by=(TOGETHER, NEWS, ADOPT),
    ),
    Field(
        "process_anchor",
        np.float32,
        "0 to 1",
        "process orientation the person returns to",
        (NEW, ACT),
        label="process orientation to return to",
    ),
    Field("threshold", np.float32, "0 to 1", "exposure above which contacts begin to convince", (NEW,)),
)

SEAT_FIELDS = (
    Field(
        "collaboration_skill",
        np.float32,
        "0 to 1",
        "skill in working with others; avoids failed exchanges",
        (NEW, ACT, NEWS, LEARN),
        label="collaboration skill",
        parted_by=(NEWS, LEARN),
    ),
    Field(
        "readiness",
        np.float32,
        "0 to 1",
        "readiness for change, before other changes crowd it",
        (EVENTS, NEW, ACT, NEWS, ADOPT),
        label="readiness",
        parted_by=(NEWS, ADOPT),
    ),
    Field(
        "service_load",
        np.float32,
        "sd",
        "standard normal deviate of the person's service demand, kept while the person stays",
        (NEW,),
    ),
    Field(
        "workload",
        np.float32,
        "ratio",
        "demand over capacity of this week",
        (NEW, "load_everybody"),
        label="workload",
    ),
    Field("job_satisfaction", np.float32, "0 to 1", "job satisfaction", (NEW, FEEL), label="job satisfaction"),
    Field(
        "sense_of_influence",
        np.float32,
        "0 to 1",
        "sense of being able to influence things",
        (NEW, FEEL),
        label="sense of influence",
    ),
    Field("tenure_clock", np.float32, "hazard", "hazard of leaving lived through since arrival", (NEW,)),
    Field("tenure_patience", np.float32, "hazard", "hazard at which the person leaves, drawn at arrival", (NEW,)),
    Field(
        "claimed",
        np.float32,
        "share of a week",
        "time that interventions take from the person this week",
        (EVENTS, NEW, ACT),
        label="share of the week that interventions take",
        parted_by=(ACT,),
    ),
    Field(
        "transfer_bar",
        np.float32,
        "0 to 1",
        "collaboration skill from which a trained person applies what was learned, drawn at arrival",
        (NEW,),
    ),
    Field(
        "project",
        np.int32,
        "number",
        "running project the person works on; -1: none",
        ("start_projects", "finish_projects"),
        label="project",
    ),
    Field(
        "people",
        np.int32,
        "count",
        "people who have sat here so far; part of the key of a newcomer's draws",
        (NEW,),
        label="people who have sat here",
    ),
    Field(
        "away_until",
        np.int16,
        "week",
        "week from which the person is there; 0: always",
        (EVENTS, NEW),
        label="week of being back",
    ),
    Field("known", np.float32, "0 to 1", "strength of the ties that the seat came with, as left by leavers", (NEW,)),
    Field("sessions", np.int8, "count", "training sessions attended", (NEW, ACT)),
)

STANCE = record_of(STANCE_FIELDS)
SEAT = record_of(SEAT_FIELDS)
