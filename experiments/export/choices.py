"""What was chosen, as columns: the first of every sheet, so that no row has to be looked up elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from experiments.configuration.points import shown, value_of
from experiments.export.sheet import NUMBER, TEXT, WHOLE, Column
from experiments.results.study import Study
from experiments.store.manifest import DesignEntry
from sim.scenario import declared_parameters

BASELINE = "baseline"
DESIGN = Column("design", TEXT, "", "address of the design: the same wherever the same is run")
REPLICATE = Column("replicate", WHOLE, "", "number of the run; runs of the same number share people and luck")
CHOSEN = "what was chosen"


@dataclass(frozen=True)
class Chosen:
    """What the designs of a study chose."""

    study: Study

    @cached_property
    def columns(self) -> list[Column]:
        """The address of a design, and a column for every key that was chosen anywhere."""
        return [DESIGN, *(self._column(key) for key in self._keys)]

    def values(self, design: str) -> list[Any]:
        """Return what stands in the columns for a design."""
        return [design, *(self._value(key, design) for key in self._keys)]

    def label(self, design: str) -> str:
        """Return what a design is called."""
        return next((point.label for point in self.study.points if point.design == design), BASELINE)

    @cached_property
    def _keys(self) -> list[str]:
        return list(dict.fromkeys(key for point in self.study.points for key in point.choices))

    def _column(self, key: str) -> Column:
        declared = declared_parameters().get(key)
        unit = "" if declared is None or declared.unit == "1" else declared.unit
        return Column(key, self._kinds[key], unit, CHOSEN if declared is None else declared.meaning)

    @cached_property
    def _kinds(self) -> dict[str, pa.DataType]:
        return {key: _kind([self._raw(key, design) for design in self._entries]) for key in self._keys}

    @property
    def _entries(self) -> dict[str, DesignEntry]:
        return self.study.manifest.designs

    def _raw(self, key: str, design: str) -> Any:  # noqa: ANN401 - whatever a parameter takes
        chosen = next((point.choices for point in self.study.points if point.design == design), {})
        return value_of(key, chosen, self._entries[design].changes)

    def _value(self, key: str, design: str) -> Any:  # noqa: ANN401
        value = self._raw(key, design)
        return shown(value) if self._kinds[key] == TEXT and value is not None else value


def _kind(values: Sequence[object]) -> pa.DataType:
    known = [value for value in values if value is not None]
    if not known or any(isinstance(value, (bool, str)) for value in known):
        return TEXT
    return WHOLE if all(isinstance(value, int) for value in known) else NUMBER
