"""How every test runs: generated examples are the same everywhere, and nobody's screen decides how wide a table is."""

import pytest
from hypothesis import settings

settings.register_profile("orgchange", deadline=None, derandomize=True)
settings.load_profile("orgchange")


@pytest.fixture(autouse=True)
def _no_width_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the width that the workers of a parallel run are given."""
    monkeypatch.delenv("COLUMNS", raising=False)
