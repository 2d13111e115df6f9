"""A small town for tests: written files of a case, with as few people and weeks as have anything to observe."""

from pathlib import Path

CASE = """\
title: A hamlet
begins: 2020-01-06
until: 2020-05-18
scenario: [organization.headcount=60, organization.departments=3, organization.team_size=10, "intervention=[okr]",
  rollout.speed=1, horizon.weeks=26, project.size=4]
organizations: 2
data:
  adoption: {file: log.csv, completeness: [0.8, 1]}
  surveys: {file: survey.csv, scale: [1, 7], reliability: [0.7, 0.9]}
  projects: {file: projects.csv, until: 2020-06-29}
"""
LOG = "date,department,people\n2020-03-02,,10\n2020-04-27,,18\n2020-05-11,D1,8\n2020-06-15,,25\n"
SURVEY = "date;uses;trust;job_satisfaction\n" + "".join(
    f"{day};{uses};{trust};4\n"
    for day in ("06-01-2020", "11-05-2020")
    for trust, uses in ((3, "no"), (4, "yes"), (5, "no"), (4, "no"), (6, "yes"), (2, "no")) * 4
)
PROJECTS = """\
start,end,planned_end,planned_cost,cost,status
2020-01-10,2020-02-21,2020-02-10,100,120,delivered
2020-01-10,2020-03-20,2020-02-28,200,210,delivered
2020-02-03,2020-04-17,2020-04-01,150,200,delivered
2020-02-10,2020-04-10,2020-03-20,150,90,cancelled
2020-03-02,,2020-07-01,300,,running
2020-03-09,2020-06-12,2020-05-20,120,130,delivered
"""


def write_town(folder: Path, **changed: str) -> Path:
    """Write the files of a case, some changed (``case``, ``log``, ``survey``, ``projects``), and return its own."""
    texts = {"case": CASE, "log": LOG, "survey": SURVEY, "projects": PROJECTS} | changed
    for name, text in texts.items():
        suffix = "yaml" if name == "case" else "csv"
        (folder / f"{name}.{suffix}").write_text(text, encoding="utf-8")
    return folder / "case.yaml"
