"""What separates two plans of a study: how much of their difference each part carries."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.configuration.settings import check_metric
from experiments.console.separate import print_separations
from experiments.provenance.kept import keep
from experiments.results.study import Study
from experiments.separate.pairs import pairs_of
from experiments.separate.saved import FILE, as_json
from experiments.separate.separation import Mixtures, Separation
from sim.compiler import source_stamp
from sim.errors import ScenarioError


def separate(
    study: Study, point: str | None, against: str | None, metric: str, replicates: int | None
) -> Answer[Sequence[Separation]]:
    """Return how much each part carries of the differences that the study's verdicts rest on, or of a named pair's.

    It is kept in the study's folder.
    """
    if metric:
        check_metric(metric, "--metric")
    if study.manifest.code.source != source_stamp():
        raise ScenarioError(f"{study.folder} was made by another version of the model; run the study again first")
    settings = replace(study.manifest.study_settings, keep_projects=False)
    settings = replace(settings, replicates=replicates or settings.replicates)
    changes = study.manifest.changes
    pairs = pairs_of(study, point, against)
    found = [
        Mixtures(changes(pair.one), changes(pair.other), settings).separation(pair.label, metric or study.metric)
        for pair in pairs
    ]
    plain = as_json(study, pairs, found)
    keep(study.folder / FILE, plain)
    return Answer(
        found,
        show=lambda console: print_separations(console, study, found),
        plain=lambda: plain,
        frame=partial(_frame, plain),
    )


def _frame(plain: dict[str, Any]) -> pd.DataFrame:
    rows = [
        {"pair": pair["label"], "metric": pair["metric"], "part": part["part"], **part["carries"]}
        for pair in plain["pairs"]
        for part in pair["parts"]
    ]
    return pd.DataFrame(rows)
