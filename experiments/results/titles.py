"""What people call a plan or an arm: the title it was given, else its name as words."""

from experiments.configuration.case import ARM, CASE, checked_case
from experiments.configuration.plans.plan import PLAN
from experiments.results.study import Study


def title_of(study: Study, key: str, name: str) -> str:
    """Return the title of a plan or an arm of a study; empty where none was given."""
    if key == PLAN:
        return study.manifest.plans[name].title if name in study.manifest.plans else ""
    if key != ARM:
        return ""
    arms = checked_case(study.manifest.configuration.get(CASE, {})).arms
    return arms[name].title if name in arms else ""
