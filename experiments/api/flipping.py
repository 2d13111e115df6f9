"""Which assumptions would turn a verdict over."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.configuration.assumptions import chosen
from experiments.console.flips import print_flips
from experiments.flips.as_json import as_json
from experiments.flips.contrasts import contrasts_of
from experiments.flips.saved import FILE
from experiments.flips.trials import Tried, try_all
from experiments.provenance.kept import keep
from experiments.results.study import Study
from sim.compiler import source_stamp
from sim.errors import ScenarioError


def flips(study: Study, words: Sequence[str], replicates: int, inside: int) -> Answer[Sequence[Tried]]:
    """Return what every assumption with one of the words does at its bounds and at values inside.

    It is kept in the study's folder.
    """
    names = chosen(words)
    if study.manifest.code.source != source_stamp():
        raise ScenarioError(
            f"{study.folder} was made by another version of the model, which judges otherwise; "
            "run the study again first"
        )
    settings = replace(study.manifest.study_settings, replicates=replicates, keep_projects=False)
    tried = try_all(contrasts_of(study), names, settings, inside)
    plain = as_json(study, words, replicates, inside, tried)
    keep(study.folder / FILE, plain)
    return Answer(
        tried,
        show=lambda console: print_flips(console, study, tried, replicates),
        plain=lambda: plain,
        frame=partial(_frame, plain),
    )


def _frame(plain: dict[str, Any]) -> pd.DataFrame:
    rows = [
        {
            "verdict": verdict["label"],
            "metric": verdict["metric"],
            **{name: value for name, value in found.items() if name != "difference"},
        }
        | found["difference"]
        for verdict in plain["verdicts"]
        for found in verdict["found"]
    ]
    return pd.DataFrame(rows)
