"""The answers that a study was asked for beside its verdict, found when its runs are done and kept in its folder."""

from collections.abc import Callable

from experiments.api.study import OpenStudy
from experiments.configuration.questions import DEPARTMENTS, FLIPS, WHERE, Answers
from experiments.departments.saved import kept_departments
from experiments.flips.saved import kept_flips
from experiments.wording.notes import note
from sim.errors import ScenarioError

PAIRS, INSIDE = 6, 1  # enough to see a verdict turn by much; `orgchange flips` looks closer


def answer_more(study: OpenStudy, asked: Answers) -> None:
    """Find what is asked for and not there yet, and keep it; the study stands where there is no such answer."""
    if asked.departments and kept_departments(study.result) is None:
        _answer(DEPARTMENTS, study.departments)
    if asked.flips and kept_flips(study.result) is None:
        _answer(FLIPS, lambda: study.flips(*asked.flips, replicates=PAIRS, inside=INSIDE))


def _answer(kind: str, find: Callable[[], object]) -> None:
    try:
        find()
    except ScenarioError as error:
        note(f"{WHERE}: no answer about {kind}: {error}")
    else:
        note(f"{kind}: the answer is in the report; in full: orgchange {kind}")
