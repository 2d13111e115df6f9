"""Everything that is wrong with a case, collected, so that it is all said at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sim.errors import ScenarioError

MOST = 20


class Problems:
    """What is wrong so far."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, text: str) -> None:
        """Remember one problem."""
        self.found.append(text)

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Remember what is refused inside, and go on."""
        try:
            yield
        except ScenarioError as error:
            self.found.append(str(error))

    def refuse(self, where: str) -> None:
        """Raise ScenarioError with all problems, if there are any."""
        if not self.found:
            return
        if len(self.found) == 1:
            raise ScenarioError(f"{where}: {self.found[0]}")
        more = f"; and {len(self.found) - MOST} more" if len(self.found) > MOST else ""
        raise ScenarioError(f"{where}: {len(self.found)} problems: {'; '.join(self.found[:MOST])}{more}")
