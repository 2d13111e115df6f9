"""Hidden errors: wrong work stays unseen, breeds in what is built on it, and comes back as rework when it is found.

Rule    wrong work of a week = failures * size + progress * interdependence * chain * hidden / done + rework * ripple *
        chain (neither factor above 1), at most the rework and progress of the week (``done`` with this week's
        progress); hidden errors never exceed ``done``. chain = complexity * (1 - what short goals take out). Complexity
        is lognormal with mean 1; a concise scope has half the spread. A repair that breaks x person-weeks elsewhere
        makes a chain of 1 / (1 - x): as x comes near 1 overruns have no upper scale, which is the power law. A week of
        the whole team's time finds a share of what is hidden, part of its time accordingly less; what is found costs
        ``repair`` times its work.
Source  Chain reactions through interdependent components give the power-law tail: Flyvbjerg et al. 2022. Of fixes 15 to
        24 % break something: Yin et al. 2011.
"""

from sim.compiler import compiled, kernel
from sim.elementary import exp
from sim.parameters import FITTED, Grade, Parameters, declare
from sim.state import Array


class HiddenErrors(Parameters):
    """How wrong work grows and is found."""

    active: bool = declare("switch of the mechanism", default=True, without="failed exchanges had caused no wrong work")
    size: float = declare(
        "wrong work that one failed exchange causes", default=0.1619, unit="person-weeks", bounds=(0, 5), source=FITTED
    )
    interdependence: float = declare(
        "earlier pieces that a piece of work is built on; any wrong one makes it wrong, too",
        default=1.943,
        unit="pieces",
        bounds=(0, 2),
        grade=Grade.LITERATURE,
        source=f"Flyvbjerg et al. 2022 (mechanism); {FITTED}",
    )
    ripple: float = declare(
        "wrong work elsewhere that a person-week of repair causes",
        default=0.3826,
        bounds=(0, 2),
        grade=Grade.LITERATURE,
        source=f"Yin et al. 2011: 15 to 24 % of fixes in four operating systems were incorrect; {FITTED}",
    )
    review_rate: float = declare(
        "share of hidden errors found in a week of the whole team's time", default=0.12, unit="per week", bounds=(0, 1)
    )
    repair: float = declare(
        "work to mend one person-week of wrong work", default=1.2, unit="person-weeks", bounds=(0, 5)
    )
    complexity_spread: float = declare(
        "sd of ln(complexity) between projects", default=1.246, bounds=(0, 2), source=FITTED
    )


@compiled
def complexity_of(z: float, concise: float, p: HiddenErrors) -> float:
    """Return the complexity of a project, mean 1 and lognormal in the standard normal ``z``.

    A concise scope narrows it.
    """
    spread = p.complexity_spread * (1.0 - 0.5 * concise)
    return exp(spread * z - 0.5 * spread * spread)


@compiled
def bred_errors(progress: float, hidden: float, done: float, chain: float, p: HiddenErrors) -> float:
    """Return the work of this week (person-weeks) that is wrong because it is built on wrong work.

    ``chain`` is the complexity of the project, less what short goals take out of it.
    """
    if hidden <= 0.0 or done <= 0.0:
        return 0.0
    return progress * min(1.0, p.interdependence * chain * hidden / done)


@kernel
def make_errors(
    project: Array, failures: int, rework: float, progress: float, modularity: float, p: HiddenErrors
) -> None:
    """Add this week's wrong work to the hidden errors; it cannot exceed the work that was done."""
    if not p.active:
        return
    chain = project.complexity * (1.0 - modularity)
    wrong = (
        failures * p.size
        + bred_errors(progress, project.hidden, project.done, chain, p)
        + rework * min(1.0, p.ripple * chain)
    )
    project.hidden = min(project.hidden + min(wrong, rework + progress), project.done)


@kernel
def review(project: Array, visibility: float, time: float, p: HiddenErrors) -> None:
    """Find a share of the hidden errors and queue their repair.

    ``visibility`` is how much earlier than usual errors are seen (0: not); ``time`` is the mean share of the week that
    the team gave, since only who works on a thing can look at it.
    """
    found = project.hidden * min(1.0, p.review_rate * time * (1.0 + visibility))
    project.hidden -= found
    project.rework_known += p.repair * found
