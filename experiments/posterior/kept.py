"""What a calibration leaves in its folder: the posterior as tables, the verdicts and checks as data."""

import csv
import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.posterior.checks import Checked
from experiments.posterior.methods import FILE as METHODS
from experiments.posterior.methods import methods_text
from experiments.posterior.rival import OWN
from experiments.posterior.statistics import plain_number
from experiments.posterior.study import Calibration, Posterior, Result
from experiments.store.environment import packages_here
from experiments.store.files import write_json, write_whole
from experiments.wording.quantities import percent
from sim.compiler import source_stamp
from sim.errors import ScenarioError

FILE, DRAWS_TABLE, WORLDS = "calibration.json", "posterior.parquet", "posterior.csv"
COVERAGE, IDENTIFIED, HELD_OUT = "coverage.csv", "identifiability.csv", "holdout.csv"
FORMAT = 1
Plain = dict[str, Any]


def keep(calibration: Calibration, result: Result, worlds: int) -> Plain:
    """Write everything into the folder of a calibration, and return what ``calibration.json`` holds."""
    folder = calibration.folder
    folder.mkdir(parents=True, exist_ok=True)
    told = as_plain(calibration, result)
    _write_draws(folder / DRAWS_TABLE, result.posterior)
    _write_worlds(folder / WORLDS, calibration, result.posterior, worlds)
    _write_rows(folder / COVERAGE, _coverage_rows(result.checked))
    _write_rows(folder / IDENTIFIED, [_flat(row) for row in told["verdicts"]])
    _write_rows(folder / HELD_OUT, [row for row in told["predicted"] if row["held_out"]])
    write_whole(folder / METHODS, methods_text(told))
    write_json(folder / FILE, told)
    return told


def kept_calibration(folder: Path) -> Plain:
    """Return what ``calibration.json`` of a folder holds; raise ScenarioError where there is none."""
    file = folder / FILE
    if not file.is_file():
        raise ScenarioError(f"{folder} holds no calibration; make one with: orgchange calibrate CASE")
    found = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ScenarioError(f"{file} is no calibration of this version; make it again")
    return found


def as_plain(calibration: Calibration, result: Result) -> Plain:
    """Return a result as plain values."""
    case, question = calibration.case, calibration.question
    told: Plain = {
        "format": FORMAT,
        "case": case.name,
        "title": case.title,
        "usable": result.usable,
        "failures": list(result.failures),
        "cautious": result.checked.cautious([one.name for one in result.verdicts]),
        "runs": calibration.runs,
        "seed": case.seed,
        "bank": question.address,
        "model": source_stamp(),
        "packages": packages_here(),
        "files": dict(case.files),
        "case_sha256": hashlib.sha256(case.path.read_bytes()).hexdigest(),
        "scenario": list(case.overrides),
        "unknown": len(question.unknowns),
        "known": sorted(case.known),
        "priors": {unknown.name: str(unknown.prior) for unknown in result.posterior.unknowns},
        "notes": list(case.notes),
        "routes_alive": result.alive,
        "placebo_level": result.luck.level,
        "misfit": result.misfit,
        "verdicts": [asdict(one) | _interval(result.posterior, one.name) for one in result.verdicts],
        "checked": _checked(result.checked),
        "checked_before": _checked(result.before),
        "prior_check": [_statistic(one) for one in result.prior],
        "predicted": [_statistic(one) for one in result.predicted],
        "rivals": _rivals(calibration, result),
        "draws_sha256": draws_digest(result.posterior),
    }
    plain: Plain = cleaned(told)
    return plain


def _rivals(calibration: Calibration, result: Result) -> Plain | None:
    """Return what is said of rival models; nothing where there are none."""
    if result.weighed is None:
        return None
    told = asdict(result.weighed)
    named = [(OWN, {}), *((rival.name, dict(rival.changes)) for rival in calibration.case.rivals)]
    models = [
        {"name": name, "changes": changes, "weight": weight, "fits": fits}
        for (name, changes), weight, fits in zip(named, told.pop("weights"), told.pop("fits"), strict=True)
    ]
    winner = told["winner"]
    return {"models": models, **told, "winner": None if winner is None else named[winner][0]}


def draws_digest(posterior: Posterior) -> str:
    """Return the SHA-256 of all draws, bit by bit."""
    return hashlib.sha256(np.ascontiguousarray(posterior.values).tobytes()).hexdigest()


def cleaned(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """Return plain values in which what JSON does not have is null."""
    if isinstance(value, Mapping):
        return {str(key): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(inner) for inner in value]
    if isinstance(value, np.generic):
        return cleaned(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _interval(posterior: Posterior, name: str) -> Plain:
    at = [unknown.name for unknown in posterior.unknowns].index(name)
    values = posterior.values[:, at]
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95)).tolist()
    prior = posterior.unknowns[at].prior
    ends = prior.value(np.array([0.05, 0.5, 0.95])).tolist()
    return {"low": low, "median": middle, "high": high, "prior": ends}


def _checked(found: Checked) -> Plain:
    parameters = [
        {
            "name": one.name,
            "held": {percent(level): share for level, share in one.held.items()},
            "between": {percent(level): list(ends) for level, ends in one.between.items()},
            "ranks_p": one.ranks,
        }
        for one in found.coverage
    ]
    return {
        "truths": found.truths,
        "joint": found.joint,
        "joint_luck": found.joint_luck,
        "parameters": parameters,
    }


def _statistic(one: Any) -> Plain:  # noqa: ANN401 - where a statistic lies, of the prior or of the posterior
    told = asdict(one)
    statistic = told.pop("statistic")
    names = ("name", "source", "kind", "group", "week", "held_out")
    numbers = ("observed", "low", "middle", "high")
    told |= {name: plain_number(statistic["kind"], told[name]) for name in numbers}
    return {name: statistic[name] for name in names} | told


def _coverage_rows(found: Checked) -> list[Plain]:
    return [
        {
            "parameter": one.name,
            "level": level,
            "held": one.held[level],
            "low": low,
            "high": high,
            "truths": found.truths,
        }
        for one in found.coverage
        for level, (low, high) in one.between.items()
    ]


def _flat(row: Mapping[str, Any]) -> Plain:
    trades = "; ".join(f"{name} ({value:+.2f})" for name, value in row["trades_with"].items())
    low, middle, high = row["prior"]
    left = {key: value for key, value in row.items() if key not in ("trades_with", "prior")}
    return left | {"trades_with": trades, "prior_low": low, "prior_median": middle, "prior_high": high}


def _write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        path.unlink(missing_ok=True)
        return
    lines: list[list[object]] = [
        list(rows[0]),
        *(["" if cell is None else cell for cell in row.values()] for row in rows),
    ]
    write_whole(path, _csv(lines))


def _csv(lines: Sequence[Sequence[object]]) -> str:
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def _write_draws(path: Path, posterior: Posterior) -> None:
    columns = {unknown.name: posterior.values[:, at].tolist() for at, unknown in enumerate(posterior.unknowns)}
    draft = path.with_name(f".{path.name}.draft")
    pq.write_table(pa.table(columns), draft, compression="zstd")
    draft.replace(path)


def _write_worlds(path: Path, calibration: Calibration, posterior: Posterior, worlds: int) -> None:
    """Write some draws, evenly spread, as a table of worlds: parameters of the scenario alone, no contradictions."""
    own = calibration.question.unknowns
    count = len(posterior.values)
    lines: list[list[str]] = []
    step = max(1, count // (2 * worlds))
    for row in range(0, count, step):
        (values,) = calibration.question.values(posterior.places[row : row + 1, : len(own)])
        if len(lines) < worlds and _possible(calibration, values):
            lines.append([repr(value) for value in values.values()])
    write_whole(path, _csv([[unknown.name for unknown in own], *lines]))


def _possible(calibration: Calibration, values: Mapping[str, float]) -> bool:
    try:
        calibration.case.scenario.with_values(values)
    except ScenarioError:
        return False
    return True


def statistics_rows(found: Sequence[Any]) -> list[Plain]:
    """Return where statistics lie, as rows."""
    return [_statistic(one) for one in found]
