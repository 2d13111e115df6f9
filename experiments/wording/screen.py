"""The screen: a console whose text is broken where a reader would break it, in signs that its encoding has."""

from typing import Any

from rich.console import Console

from experiments.wording.readable import readable
from experiments.wording.wrapping import wrapped

PIPE_WIDTH = 10_000


class Screen(Console):
    """Prints texts and tables as wide as they may be; in a pipe nothing is broken."""

    def print(self, *objects: Any, **options: Any) -> None:  # noqa: ANN401 - what Console prints
        """Print texts and tables."""
        super().print(*(self._fitted(each) if isinstance(each, str) else each for each in objects), **options)

    def _fitted(self, text: str) -> str:
        shown = readable(text, self.encoding)
        return shown if self.width >= PIPE_WIDTH else "\n".join(wrapped(shown, self.width))
