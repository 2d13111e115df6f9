"""Constraints: what every plan has to keep to be recommended, such as "trust may not fall" or "failed <= 0.3".

Grammar     constraint { ; constraint }, where a constraint is ``METRIC >= NUMBER``, ``METRIC <= NUMBER``,
            ``METRIC >= baseline``, ``METRIC <= baseline``; the last two in words: ``METRIC may not fall``, ``METRIC may
            not rise``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.errors import ScenarioError

BASELINE = "baseline"
LARGEST = 1e12
SEPARATOR = ";"
FORM = re.compile(r"(\w+)\s*(>=|<=|may not fall|may not rise)\s*(.*)")
WORDS = {"may not fall": ">=", "may not rise": "<="}
EXAMPLE = "'trust may not fall; failed <= 0.3'"
CheckMetric = Callable[[str, str], None]


@dataclass(frozen=True)
class Constraint:
    """A checked constraint: a metric that has to be at least (+1) or at most (-1) a limit (None: the baseline)."""

    text: str
    metric: str
    sign: int
    limit: float | None


def checked_constraints(text: str, where: str, check_metric: CheckMetric) -> Sequence[Constraint]:
    """Return the constraints of a text; raise ScenarioError that names all that is wrong.

    ``check_metric`` raises ScenarioError for a name that is no metric.
    """
    found: list[Constraint] = []
    problems: list[str] = []
    for part in filter(None, map(str.strip, text.split(SEPARATOR))):
        try:
            found.append(_checked(part, where, check_metric))
        except ScenarioError as error:
            problems.append(str(error))
    if problems:
        raise ScenarioError("; ".join(problems))
    return found


def _checked(text: str, where: str, check_metric: CheckMetric) -> Constraint:
    form = FORM.fullmatch(text)
    if form is None:
        raise ScenarioError(f"{where}: '{text}' is no constraint; write {EXAMPLE}")
    metric, relation, limit = form.groups()
    check_metric(metric, where)
    if relation in WORDS:
        if limit:
            raise ScenarioError(f"{where}: '{text}' has a limit too many; write {metric} {relation}")
        return Constraint(text, metric, _sign(WORDS[relation]), None)
    return Constraint(text, metric, _sign(relation), _limit(text, limit, where))


def _sign(relation: str) -> int:
    return 1 if relation == ">=" else -1


def _limit(text: str, limit: str, where: str) -> float | None:
    if limit == BASELINE:
        return None
    try:
        found = float(limit)
    except ValueError:
        found = float("nan")
    if not -LARGEST <= found <= LARGEST:
        raise ScenarioError(f"{where}: '{text}' needs a number or {BASELINE} as its limit, not '{limit}'")
    return found
