"""Measured figures: rows of names and numbers, and the file that keeps them."""

import json
from pathlib import Path
from typing import Any

Figures = dict[str, Any]

FILE = Path(__file__).parent / "results" / "figures.json"


def load_figures(path: Path = FILE) -> Figures:
    """Return what was kept, by section; empty when nothing was."""
    if not path.exists():
        return {}
    figures: Figures = json.loads(path.read_text(encoding="utf-8"))
    return figures


def keep_figures(figures: Figures, path: Path = FILE) -> None:
    """Write figures, rounded to five digits, so that the file reads well and differs little."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_rounded(figures), indent=1) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value
