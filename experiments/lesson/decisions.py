"""Every decision that a lesson offers, planned as Python's own branch plans it: what each changes in memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from experiments.lesson.content import SETTING
from experiments.lesson.futures import NAMES, Futures
from experiments.lesson.setting import Setting, Stop, Value
from portable.changes import Change, branched
from portable.image import Image
from sim.errors import ScenarioError
from sim.model import OrganizationModel
from sim.rollout import QUARTER

CHOICES = "0123456789abcdefghijklmnopqrstuvwxyz"
KEPT = "-"  # in a code: nothing was decided at this stop
MOST, MOST_BEGINNINGS = 600, 12


def decisions(setting: Setting, futures: Futures, images: Sequence[Image]) -> dict[str, list[Change]]:
    """Return what every decision changes, by its code: the future, then a sign a stop.

    ``a-2`` is the third choice at the second stop of the first future, where nothing was decided at the first. Raise
    ScenarioError where there are too many for a page.
    """
    _check(setting)
    found: dict[str, list[Change]] = {}
    for future, image in enumerate(images):
        found.update(_from(futures.model(future), NAMES[future], setting, list(setting.stops), image))
    return found


def decided(
    model: OrganizationModel, image: Image, levers: Mapping[str, Any]
) -> tuple[OrganizationModel, list[Change]]:
    """Return the branch of a model by a decision, and what that changes in its memory.

    Raise ScenarioError for what cannot be decided in the middle of a run.
    """
    try:
        other = model.branch(**levers)
    except ScenarioError as error:
        told = ", ".join(f"{name}={value}" for name, value in levers.items())
        raise ScenarioError(f"{SETTING}: {told} in week {model.week}: {error}") from None
    return other, branched(image, (model.plan, model.world), (other.plan, other.world))


def what_ifs(why: Mapping[str, Mapping[str, Value]], model: OrganizationModel, image: Image) -> list[Any]:
    """Return, for some weeks of a future, what each counterfactual from then on would change.

    Each is a pair of a week and a mapping from the name of the counterfactual to its changes.
    """
    apart = QUARTER * -(-model.plan.weeks // (QUARTER * MOST_BEGINNINGS))
    found = []
    for week in range(0, model.plan.weeks, apart) if why else ():
        _bring(model, week)
        found.append((week, {name: decided(model, image, levers)[1] for name, levers in why.items()}))
    return found


def _check(setting: Setting) -> None:
    leaves = 1
    for stop in setting.stops:
        count = len(list(setting.choices(stop)))
        leaves *= count + 1
        if count > len(CHOICES) or leaves > MOST:
            raise ScenarioError(
                f"the stop in week {stop.week} offers {count} choices, which makes {leaves} ways through the lesson; "
                f"at most {len(CHOICES)} choices a stop and {MOST} ways"
            )


def _from(
    model: OrganizationModel, code: str, setting: Setting, stops: Sequence[Stop], image: Image
) -> Iterator[tuple[str, list[Change]]]:
    """Yield the decisions that lie before a model, and those behind each of them."""
    if not stops:
        return
    stop, *later = stops
    _bring(model, stop.week)
    for sign, levers in zip(CHOICES, setting.choices(stop), strict=False):
        other, changed = decided(model, image, levers)
        if changed:
            yield code + sign, changed
            yield from _from(other, code + sign, setting, later, image)
    yield from _from(model, code + KEPT, setting, later, image)


def _bring(model: OrganizationModel, week: int) -> None:
    while model.week < week:
        model.step()
