"""Where everybody stands on the ladder of a practice: unaware, aware, trying, adopted, relapsed."""

import numpy as np

from sim.state.codes import STAGES
from sim.state.field import Field, record_of

AGENDA, NEW, ACT = "open_agenda", "replace_leavers", "intervene"
LISTEN, ADOPT, LEARN = "listen", "adopt", "learn_and_forget"
MOVES = (AGENDA, NEW, ADOPT)  # begun and laid down by the agenda

LADDER_FIELDS = (
    Field(
        "proficiency",
        np.float32,
        "0 to 1",
        "how well the person masters the practice",
        (NEW, ACT, LEARN),
        label="proficiency",
        parted_by=(LEARN,),
    ),
    Field(
        "exposure",
        np.float32,
        "0 to 1",
        "weighted share of contacts who visibly use the practice",
        (NEW, LISTEN),
        label="share of contacts who use the practice",
    ),
    Field(
        "use",
        np.float32,
        "0 or 1",
        "uses the practice visibly (trying or adopted)",
        MOVES,
        label="uses the practice",
        parted_by=(ADOPT,),
    ),
    Field(
        "clock",
        np.float32,
        "hazard",
        "hazard lived through since the present stage began",
        MOVES,
        label="patience used up toward the next stage",
        parted_by=(ADOPT,),
    ),
    Field("patience", np.float32, "hazard", "hazard at which the person moves on, drawn when the stage began", MOVES),
    Field("stage_week", np.int16, "week", "when the present stage began", MOVES),
    Field("stage_entries", np.int16, "count", "stages entered so far; part of the key of the next draw", MOVES),
    Field(
        "stage",
        np.int8,
        "choice",
        f"stage of adoption: {', '.join(STAGES)}",
        MOVES,
        label="stage of adoption",
        parted_by=(ADOPT,),
        choices=STAGES,
    ),
)

LADDER = record_of(LADDER_FIELDS)
