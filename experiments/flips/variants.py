"""Variants of a contrast.

One assumption at a time, set in both designs to the lowest and to the highest value allowed.
"""

from collections.abc import Sequence
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
    contrast: DesignContrast, names: Sequence[str], settings: StudySettings, organizations: Organizations
) -> Variants:
    """Return the variants of a contrast in which the named parameters lie at their bounds; nothing is run."""
    found = Variants()
    for name in names:
        alive = [design for design in (contrast.one, contrast.other) if _is_alive(name, design.scenario)]
        usual = {_value(design, name) for design in alive}
        if not alive:
            found.without_effect.append(name)
        elif name in contrast.fixed or len(usual) > 1:
            found.by_arm.append(name)
        else:
            _try_bounds(found, contrast, name, usual.pop(), settings, organizations)
    return found


def _try_bounds(
    found: Variants,
    contrast: DesignContrast,
    name: str,
    usual: float,
    settings: StudySettings,
    organizations: Organizations,
) -> None:
    """Add a variant for every bound that is another value than the usual one and that the model takes."""
    for bound in declared_parameters()[name].bounds or ():
        if bound == usual:
            continue
        try:
            variant = Variant(
                name, bound, usual, _changed(contrast.one, name, bound), _changed(contrast.other, name, bound)
            )
            check_designs([variant.one, variant.other], settings, organizations)
        except ScenarioError:
            found.refused.append(f"{name}={bound:g}")
            continue
        found.tried.append(variant)


def _changed(design: Design, name: str, value: float) -> Design:
    """Return a design with another value; the same design where the value cannot matter, so that it is run once."""
    return Design(design.scenario.with_values({name: value})) if _is_alive(name, design.scenario) else design


def _is_alive(name: str, scenario: Scenario) -> bool:
    """Return whether a parameter can matter: those of an intervention at strength 0 and of an empty rollout cannot."""
    section, _, rest = name.partition(".")
    if section == INTERVENTION:
        return bool(getattr(scenario.intervention, rest.partition(".")[0]).strength > 0)
    return section != ROLLOUT or tries_something(scenario)


def _value(design: Design, name: str) -> Any:  # noqa: ANN401 - a plain value of any parameter
    return design.changes.get(name, declared_defaults()[name])
