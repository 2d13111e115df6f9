"""Variants of a contrast.

One assumption at a time, set in both designs to the lowest and to the highest value allowed, and to some between: half
of them on either side of the usual value, evenly, or by equal ratios where a side spans more than ``WIDE`` times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from experiments.configuration.points import Design, declared_defaults, tries_something
from experiments.configuration.settings import StudySettings
from experiments.flips.contrasts import DesignContrast
from experiments.organizations.shared import Organizations
from experiments.running.execution import check_designs
from sim.errors import ScenarioError
from sim.scenario import Scenario, declared_parameters

INTERVENTION, ROLLOUT = "intervention", "rollout"
WIDE = 20.0
DIGITS = 6


class Variant(NamedTuple):
    """A contrast in which one parameter has another value; ``usual`` is the value it has in the study."""

    parameter: str
    value: float
    usual: float
    one: Design
    other: Design


@dataclass
class Variants:
    """The variants of a contrast, and the parameters that cannot be tried, by the reason."""

    tried: list[Variant] = field(default_factory=list)
    by_arm: list[str] = field(default_factory=list)
    without_effect: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def parameters(self) -> list[str]:
        """Names of the parameters that are tried."""
        return list(dict.fromkeys(variant.parameter for variant in self.tried))


def variants_of(
    contrast: DesignContrast,
    names: Sequence[str],
    settings: StudySettings,
    organizations: Organizations,
    inside: int = 0,
) -> Variants:
    """Return the variants of a contrast in which the named parameters lie at their bounds; nothing is run.

    ``inside``: at how many values between the bounds, too.
    """
    found = Variants()
    for name in names:
        alive = [design for design in (contrast.one, contrast.other) if _is_alive(name, design.scenario)]
        usual = {_value(design, name) for design in alive}
        if not alive:
            found.without_effect.append(name)
        elif name in contrast.fixed or len(usual) > 1:
            found.by_arm.append(name)
        else:
            here = usual.pop()
            _try_values(found, contrast, name, here, values_to_try(name, here, inside), settings, organizations)
    return found


def values_to_try(name: str, usual: float | None, inside: int) -> list[float]:
    """Return both bounds of a parameter and so many values between, without the usual one."""
    declared = declared_parameters()[name]
    if declared.bounds is None or usual is None:  # a number that is derived from others where it is not given
        return []
    low, high = declared.bounds
    between = [*_between(low, usual, inside - inside // 2), *_between(usual, high, inside // 2)]
    if isinstance(declared.example, int):
        between = [round(value) for value in between]
    return [value for value in dict.fromkeys([low, high, *between]) if value != usual and low <= value <= high]


def _between(low: float, high: float, count: int) -> list[float]:
    if not low < high:
        return []
    shares = [(place + 1) / (count + 1) for place in range(count)]
    by_ratio = low > 0 and high / low > WIDE
    values = (low * (high / low) ** share if by_ratio else low + share * (high - low) for share in shares)
    return [float(f"{value:.{DIGITS}g}") for value in values]


def _try_values(
    found: Variants,
    contrast: DesignContrast,
    name: str,
    usual: float,
    values: Sequence[float],
    settings: StudySettings,
    organizations: Organizations,
) -> None:
    """Add a variant for every value that the model takes."""
    for value in values:
        try:
            designs = changed(contrast.one, {name: value}), changed(contrast.other, {name: value})
            check_designs(designs, settings, organizations)
        except ScenarioError:
            found.refused.append(f"{name}={value:g}")
            continue
        found.tried.append(Variant(name, value, usual, *designs))


def changed(design: Design, values: Mapping[str, float]) -> Design:
    """Return a design with other values; the same design where none of them can matter, so that it is run once."""
    alive = {name: value for name, value in values.items() if _is_alive(name, design.scenario)}
    return Design(design.scenario.with_values(alive)) if alive else design


def _is_alive(name: str, scenario: Scenario) -> bool:
    """Return whether a parameter can matter: those of an intervention at strength 0 and of an empty rollout cannot."""
    section, _, rest = name.partition(".")
    if section == INTERVENTION:
        return bool(getattr(scenario.intervention, rest.partition(".")[0]).strength > 0)
    return section != ROLLOUT or tries_something(scenario)


def _value(design: Design, name: str) -> Any:  # noqa: ANN401 - a plain value of any parameter
    return design.changes.get(name, declared_defaults()[name])
