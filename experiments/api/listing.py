"""The studies that are there."""

from pathlib import Path

import pandas as pd
from rich.console import Console

from experiments.api.answer import Answer
from experiments.configuration.declarations import Row
from experiments.console.describe import print_rows
from experiments.results.listing import study_rows


def studies(folder: str | Path = "results") -> Answer[list[Row]]:
    """Return the studies in a folder, the newest first, with their state; raise ScenarioError without the folder."""
    rows = study_rows(Path(folder))

    def show(console: Console) -> None:
        if rows:
            print_rows(console, rows, "")
        else:
            console.print(f"no studies in {folder}; orgchange run makes one")

    return Answer(rows, show=show, plain=lambda: {"studies": rows}, frame=lambda: pd.DataFrame(rows))
