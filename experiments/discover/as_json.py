"""Discoveries as plain values, for programs and for ``discover.json`` in the folder of a study."""

from dataclasses import asdict
from typing import Any

from experiments.discover.box import Dimension, Found, Limit
from experiments.discover.discovery import Discovery
from experiments.discover.regimes import RegimeMap
from experiments.discover.regret import RegretTable
from experiments.discover.scenarios import ScenarioAnswer
from experiments.results.as_json import finite, plain

FILE = "discover.json"
Plain = dict[str, Any]


def as_json(found: Discovery) -> Plain:
    """Return what was discovered as plain values."""
    space = found.space
    return {
        "folder": str(space.study.folder),
        "metric": space.metric,
        "confidence": space.study.confidence,
        "levers": list(space.levers),
        "uncertainties": list(space.uncertainties),
        "policies": len(space.policies),
        "worlds": len(space.worlds),
        "worlds_sampled": space.sampled,
        "replicates": len(space.replicates),
        "regimes": found.regimes and _regimes(found.regimes),
        "regret": found.regret and _regret(found.regret),
        "sensitivity": found.sensitivity and plain(asdict(found.sensitivity)),
        "scenarios": [_answer(answer) for answer in found.answers],
    }


def _regimes(found: RegimeMap) -> Any:  # noqa: ANN401 - plain values
    return plain({**asdict(found), "cells": [{**asdict(cell), "decided": cell.decided} for cell in found.cells]})


def _regret(found: RegretTable) -> Any:  # noqa: ANN401 - plain values
    return plain({**asdict(found), "thresholds": [str(threshold) for threshold in found.thresholds]})


def _answer(found: ScenarioAnswer) -> Plain:
    told = {"subject": found.subject, "sentence": found.sentence, "rows": found.rows, "cases": found.cases}
    scenario = found.scenario
    if scenario is None:
        return {**told, "box": None, "trajectory": []}
    limits = {
        column.name: _limit(column, scenario.found.box.limits[column.name]) | {"quasi_p": scenario.quasi_p[column.name]}
        for column in found.columns
        if column.name in scenario.found.box.limits
    }
    box = {**_shares(scenario.found), "limits": limits}
    return {**told, "base": scenario.base, "box": box, "trajectory": [_step(each) for each in scenario.trajectory]}


def _step(found: Found) -> Plain:
    return {**_shares(found), "limits": list(found.box.limits)}


def _shares(found: Found) -> Plain:
    return {name: getattr(found, name) for name in ("rows", "cases", "coverage", "density", "mass", "correlation")}


def _limit(column: Dimension, limit: Limit) -> Plain:
    if limit.words is not None:
        return {"values": [column.words[word] for word in sorted(limit.words)]}
    return {"low": finite(limit.low), "high": finite(limit.high)}
