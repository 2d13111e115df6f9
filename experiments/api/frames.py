"""The tables of a study as pandas frames: what was chosen stands beside the numbers, units stand in ``.attrs``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.configuration.points import value_of
from experiments.store.reader import read_rows
from sim.outcomes.dictionary import METRICS, SERIES, Metric
from sim.processes.listed_portfolio import ListedProjects, project_names
from sim.scenario import declared_parameters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from experiments.results.study import Study

UNITS, MEANINGS = "units", "meanings"


def runs_frame(study: Study) -> pd.DataFrame:
    """Return a row a run: what was chosen, baseline, replicate, status, and every metric."""
    return described(with_choices(study, _table(study.folder, "runs")), METRICS)


def series_frame(study: Study) -> pd.DataFrame:
    """Return a row a design, week and statistic over replicates, with every weekly series."""
    return described(_dated(study, with_choices(study, _table(study.folder, "series"))), SERIES)


def weeks_frame(study: Study) -> pd.DataFrame:
    """Return a row a run and week, with every weekly series."""
    runs = _table(study.folder, "weeks")
    names = [metric.name for metric in SERIES]
    runs["week"] = [list(range(len(weeks))) for weeks in runs[names[0]]]
    long = runs.explode([*names, "week"], ignore_index=True).infer_objects()
    long[names] = long[names].astype("float32")
    long["week"] = long["week"].astype("int64")
    return described(_dated(study, with_choices(study, long[["design", "replicate", "week", *names]])), SERIES)


def _dated(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the first day and the quarter of every week beside it, where the study has a start."""
    calendar = study.calendar
    if calendar is None:
        return frame
    place = list(frame.columns).index("week")
    weeks = frame["week"].to_numpy()
    days = {week: pd.Timestamp(calendar.date_of(int(week))) for week in np.unique(weeks)}
    quarters = {week: calendar.quarter_of(int(week)) for week in days}
    frame.insert(place + 1, "date", [days[week] for week in weeks])
    frame.insert(place + 2, "quarter", [quarters[week] for week in weeks])
    if calendar.council is not None:
        terms = {week: calendar.term_of(int(week)) for week in days}
        frame.insert(place + 3, "council_term", [terms[week] for week in weeks])
    return frame


def projects_frame(study: Study) -> pd.DataFrame:
    """Return a row a project of a run; empty where the study did not keep them."""
    if not any(entry.projects for entry in study.manifest.designs.values()):
        return pd.DataFrame()
    frame = _table(study.folder, "projects")
    names = {address: _names(entry.changes) for address, entry in study.manifest.designs.items()}
    if any(names.values()):
        of_row = zip(frame["design"], frame["key"], strict=True)
        frame.insert(3, "name", [names[design][key] if names[design] else None for design, key in of_row])
    return with_choices(study, frame)


def _names(changes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of a design's projects by their keys; none where its portfolio is not a list with names."""
    return project_names(ListedProjects(names=str(changes.get("portfolio.names", ""))))


def with_choices(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of designs with a column for every key that was chosen, and whether a design is a baseline."""
    keys = list(dict.fromkeys(key for point in study.points for key in point.choices))
    choices = {point.design: point.choices for point in study.points}
    columns: dict[str, list[Any]] = {"design": list(frame["design"])}
    for key in keys:
        values = {
            design: value_of(key, choices.get(design, {}), entry.changes)
            for design, entry in study.manifest.designs.items()
        }
        columns[key] = [values[design] for design in columns["design"]]
    columns["is_baseline"] = [design not in choices for design in columns["design"]]
    chosen = pd.DataFrame(columns, index=frame.index)
    return pd.concat([chosen, frame.drop(columns=[name for name in chosen.columns if name in frame])], axis=1)


def described(frame: pd.DataFrame, metrics: Sequence[Metric]) -> pd.DataFrame:
    """Return a table with the unit and the meaning of its columns in ``attrs``."""
    units = {metric.name: metric.unit for metric in metrics}
    meanings = {metric.name: metric.definition for metric in metrics}
    for name, declared in declared_parameters().items():
        units[name], meanings[name] = declared.unit, declared.meaning
    frame.attrs[UNITS] = {name: units[name] for name in frame.columns if name in units}
    frame.attrs[MEANINGS] = {name: meanings[name] for name in frame.columns if name in meanings}
    return frame


def _table(folder: Path, name: str) -> pd.DataFrame:
    frame: pd.DataFrame = read_rows(folder, name).to_pandas()
    return frame
