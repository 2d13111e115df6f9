"""An answer: what was found, for programs, for tables, and for people."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from experiments.wording.terminal import as_text

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

Found = TypeVar("Found")


class Answer(Generic[Found]):
    """What was found, in every form somebody may want it.

    Attributes:
        found: the result itself, a dataclass (or a list of them) with every number.

    """

    def __init__(
        self,
        found: Found,
        *,
        show: Callable[[Console], None],
        plain: Callable[[], dict[str, Any]],
        frame: Callable[[], pd.DataFrame],
    ) -> None:
        self.found = found
        self._show = show
        self._plain = plain
        self._frame = frame

    def show(self, console: Console) -> None:
        """Print it for people."""
        self._show(console)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, as the command's ``--json`` prints it."""
        return self._plain()

    def to_frame(self) -> pd.DataFrame:
        """Return it as a table."""
        return self._frame()

    def __str__(self) -> str:
        return as_text(self.show)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        table = frame.to_html(max_rows=60, border=0) if len(frame) else ""
        return f"{table}<pre>{escape(str(self))}</pre>"
