"""Axes: what a command line varies, read once for every kind of design."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hydra.core.config_loader import ConfigLoader
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override

from experiments.configuration.safety import refuse_unsafe_override
from experiments.sweeps.listed import listed_values, refuse_too_many
from experiments.sweeps.range_overrides import asked_range, declared_range
from experiments.sweeps.ranges import Range
from sim.errors import ScenarioError

Job = list[str]
NEEDS_SAMPLER = (
    "{names}: interval(...) is sampled: add hydra/sweeper=lhs (Latin hypercube) or sobol, or search; "
    "or write values (a,b,c) or range(from,to,step)"
)


@dataclass(frozen=True)
class Axes:
    """What is asked for: the overrides of every listed key (one: it does not vary), and the keys that have a range."""

    listed: Mapping[str, Sequence[str]]
    ranges: Mapping[str, Range]

    @classmethod
    def read(cls, texts: Sequence[str], loader: ConfigLoader) -> "Axes":
        """Return the axes of a command line; a key that is given again counts as given last."""
        listed: dict[str, list[str]] = {}
        ranges: dict[str, Range] = {}
        for override in OverridesParser.create(config_loader=loader).parse_overrides(list(texts)):
            refuse_unsafe_override(override)
            key = override.get_key_element()
            listed.pop(key, None) if override.is_interval_sweep() else ranges.pop(key, None)
            if override.is_interval_sweep():
                ranges[key] = asked_range(override)
            else:
                listed[key] = _texts(override, key)
        return cls(listed, ranges)

    def over(self, names: Sequence[str]) -> "Axes":
        """Return the axes with the named parameters sampled over their bounds, unless they have a range already."""
        declared = {name: declared_range(name) for name in names}
        for name in names:
            if name in self.listed:
                raise ScenarioError(
                    f"hydra.sweeper.over: '{name}' is set by {', '.join(self.listed[name])}, too; leave one of both out"
                )
        return Axes(self.listed, declared | dict(self.ranges))

    def besides(self, columns: Sequence[str]) -> "Axes":
        """Return the axes; raise ScenarioError where a column of a table is set here, too."""
        for name in columns:
            if name in self.listed:
                raise ScenarioError(
                    f"'{name}' is a column of the table and set by {', '.join(self.listed[name])}; leave one of "
                    "both out"
                )
        return self

    def without_ranges(self) -> "Axes":
        """Return the axes; raise ScenarioError where some key has a range."""
        if self.ranges:
            raise ScenarioError(NEEDS_SAMPLER.format(names=", ".join(self.ranges)))
        return self

    def with_ranges(self) -> "Axes":
        """Return the axes; raise ScenarioError where no key has a range."""
        if not self.ranges:
            raise ScenarioError(
                "nothing is sampled: write parameter=interval(low,high), or hydra.sweeper.over=[parameter]"
            )
        return self

    def varied(self) -> list[str]:
        """Return the keys of choices that have several values, in the order in which they were asked for."""
        return [key.lstrip("+") for key, texts in self.listed.items() if len(texts) > 1] + list(self.ranges)

    def crossed(self) -> list[Job]:
        """Return every combination of the listed values; raise ScenarioError where they are too many to be meant."""
        counts = [len(texts) for texts in self.listed.values() if len(texts) > 1]
        refuse_too_many(
            math.prod(counts), f"every combination of {' x '.join(f'{count:,}' for count in counts)} values"
        )
        return [list(job) for job in itertools.product(*self.listed.values())]

    def zipped(self) -> list[Job]:
        """Return the listed values side by side; raise ScenarioError unless all that vary have as many."""
        counts = {key: len(texts) for key, texts in self.listed.items() if len(texts) > 1}
        if len(set(counts.values())) > 1:
            listing = ", ".join(f"{key} has {count}" for key, count in counts.items())
            raise ScenarioError(f"hydra/sweeper=zip takes values side by side, so all keys need as many: {listing}")
        rows = max(counts.values(), default=1)
        return [[texts[row if len(texts) > 1 else 0] for texts in self.listed.values()] for row in range(rows)]


def _texts(override: Override, key: str) -> list[str]:
    if not override.is_sweep_override():
        return [str(override.input_line) if override.is_delete() else f"{key}={override.get_value_element_as_str()}"]
    return [f"{key}={value}" for value in listed_values(override)]
