"""Calibration: from the data of a case to a posterior."""

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.console import calibration as told
from experiments.posterior.case_file import Case, read_case
from experiments.posterior.kept import cleaned, keep
from experiments.posterior.study import Calibration
from experiments.running.interrupts import stopped_by_signals
from experiments.running.precompile import note_compiling
from experiments.wording.notes import note
from sim.errors import ScenarioError

RESULTS = Path("results")
EXAMPLE_SEED = 7
Found = dict[str, Any]


def calibrate(
    case: str | Path, *, step: str = "all", runs: int = 0, threads: int = 0, folder: str | Path = "", draws: int = 64
) -> Answer[Found]:
    """Calibrate a case, or take one step of it: "check", "bank", "value", "verify" or "all".

    ``runs`` of the bank (0: the case's), ``threads`` (0: all cores), ``folder`` in which it is kept (results/<case>
    unless given), ``draws``: how many worlds go into posterior.csv. Raises ScenarioError for a case that cannot be
    read.
    """
    if step not in STEPS:
        raise ScenarioError(f"calibrate has no step '{step}'; it has {', '.join(STEPS)}")
    read = read_case(Path(case))
    for text in read.notes:
        note(text)
    kept = Path(folder) if folder else RESULTS / read.name
    calibration = Calibration(read, kept, runs, threads or os.cpu_count() or 1)
    note_compiling(stepwise=True)
    with stopped_by_signals():
        return STEPS[step](calibration, draws)


def example(folder: str | Path, seed: int = EXAMPLE_SEED, kind: str = "town") -> Path:
    """Write a worked case (town, network, portfolio) whose truth is hidden in truth.json, and return its file."""
    from experiments.posterior.example import write_example

    note_compiling(stepwise=True)
    return write_example(Path(folder), seed, kind)


def stand_in(case: str | Path, folder: str | Path, seed: int = EXAMPLE_SEED) -> Path:
    """Write a case of the same shape as one whose data nobody may see, and return its case file.

    Raises ScenarioError for a case that cannot be read, and where the folder is there already.
    """
    from experiments.posterior.stand_in import write_stand_in

    note_compiling(stepwise=True)
    return write_stand_in(read_case(Path(case)), Path(folder), seed)


def _check(calibration: Calibration, _draws: int) -> Answer[Found]:
    from experiments.posterior.kept import statistics_rows

    rows = statistics_rows(calibration.prior_check())
    found = cleaned({**_about(calibration.case), "statistics": rows})
    return _answer(found, told.print_check, lambda: pd.DataFrame(rows))


def _bank(calibration: Calibration, _draws: int) -> Answer[Found]:
    bank = calibration.bank()
    found = {**_about(calibration.case), "runs": len(bank), "bank": calibration.question.address}
    found |= {"folder": str(calibration.folder), "unknown": len(calibration.question.unknowns)}
    return _answer(found, told.print_bank, lambda: pd.DataFrame([found]))


def _all(calibration: Calibration, draws: int) -> Answer[Found]:
    from experiments.pictures.calibration import draw_calibration

    found = keep(calibration, calibration.run(), draws) | {"folder": str(calibration.folder)}
    draw_calibration(found, calibration.folder)
    return _answer(found, told.print_calibration, lambda: pd.DataFrame(found["verdicts"]))


def _value(calibration: Calibration, _draws: int) -> Answer[Found]:
    from experiments.posterior.value import values_of_data

    rows = [asdict(one) for one in values_of_data(calibration)]
    found = cleaned({**_about(calibration.case), "runs": calibration.runs, "values": rows})
    return _answer(found, told.print_values, lambda: pd.DataFrame(rows))


def _verify(calibration: Calibration, _draws: int) -> Answer[Found]:
    from experiments.posterior.relive import relived

    seen = relived(calibration)
    found = cleaned({**_about(calibration.case), **asdict(seen), "same": seen.same})
    return _answer(found, told.print_relived, lambda: pd.DataFrame([found]))


Step = Callable[[Calibration, int], Answer[Found]]
STEPS: dict[str, Step] = {"all": _all, "check": _check, "bank": _bank, "value": _value, "verify": _verify}


def _about(case: Case) -> Found:
    return {"case": case.name, "title": case.title, "notes": list(case.notes)}


def _answer(found: Found, show: Callable[..., None], frame: Callable[[], pd.DataFrame]) -> Answer[Found]:
    return Answer(found, show=lambda console: show(console, found), plain=lambda: found, frame=frame)
