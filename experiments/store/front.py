"""``front.csv``: what a search found, a row a point of the front."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from experiments.configuration.overrides import choices_of
from experiments.configuration.points import shown
from experiments.store.files import write_whole
from experiments.sweeps.search import Trial

FRONT = "front.csv"


def write_front(folder: Path, front: Sequence[Trial], objectives: Sequence[str], varied: Sequence[str]) -> None:
    """Write the front into the folder of a study, whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*varied, *objectives])
    for trial in front:
        choices = choices_of(trial.job)
        writer.writerow([*(shown(choices[key]) for key in varied), *(f"{mean:.6g}" for mean in trial.means)])
    write_whole(folder / FRONT, text.getvalue())
