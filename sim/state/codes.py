"""The numbers that stand for names in the records: columns of the traits, stages, statuses, outcomes and colours."""

SILO, TRUST, PROCESS, USE = 0, 1, 2, 3

UNAWARE, AWARE, TRYING, ADOPTED, RELAPSED = 0, 1, 2, 3, 4
STAGES = ("unaware", "aware", "trying", "adopted", "relapsed")

PLANNED, RUNNING, DELIVERED, UNUSED, CANCELLED = 0, 1, 2, 3, 4
STATUSES = ("planned", "running", "delivered", "unused", "cancelled")

UNDECIDED, SUCCESSFUL, CHALLENGED, FAILED = 0, 1, 2, 3
OUTCOMES = ("undecided", "successful", "challenged", "failed")

GREEN, AMBER, RED = 0, 1, 2
COLOURS = ("green", "amber", "red")

THIS_WEEK, NEUTRAL_WEEK = 0, 1

NO_PROJECT = -1
NEVER = -1
FORMED_TIES = 4
