"""The pictures of a study as matplotlib figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from experiments.pictures.backend import forget_missing_backend
from sim.errors import ScenarioError, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from experiments.results.study import Study

OF_DISCOVERY = ("regimes", "regret", "scenarios")


class Plots:
    """``plot.NAME()`` returns a picture, and ``plot.names`` says which there are.

    Raises ScenarioError for a picture that does not fit the study.
    """

    def __init__(self, study: Study) -> None:
        self._study = study

    @property
    def names(self) -> tuple[str, ...]:
        """The pictures there may be; not each fits every study."""
        from experiments.pictures.draw import PICTURES

        return (*PICTURES, "case", *OF_DISCOVERY, "sensitivity")

    def __getattr__(self, name: str) -> Callable[[], Figure]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.names:
            raise AttributeError(
                f"no picture '{name}'{nearest_hint(name, self.names)}; one of: {', '.join(self.names)}"
            )
        return partial(self._drawn, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.names]

    def _drawn(self, name: str) -> Figure:
        forget_missing_backend()
        from experiments.pictures.page import plain_style

        with plain_style():
            figure = self._figure(name)
        if figure is None:
            raise ScenarioError(f"{self._study.folder} has nothing for a picture '{name}'")
        return figure

    def _figure(self, name: str) -> Figure | None:
        from experiments.cases.findings import findings_of
        from experiments.pictures.case import draw_case
        from experiments.pictures.draw import PICTURES

        if name in PICTURES:
            return PICTURES[name](self._study)
        if name == "case":
            findings = findings_of(self._study)
            return None if findings is None else draw_case(findings, self._study)
        if name in OF_DISCOVERY:
            from experiments.discover.discovery import discovered
            from experiments.pictures.discovery import PICTURES as OF_DISCOVERED

            return OF_DISCOVERED[name](discovered(self._study))
        from experiments.pictures.sensitivity import draw_sensitivity
        from experiments.sensitivity.measure import sensitivity_of

        return draw_sensitivity(sensitivity_of(self._study))
