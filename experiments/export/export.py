"""An export: which sheets in which kinds of files, and where."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.explain.source import source_of
from experiments.export.choices import Chosen
from experiments.export.csv_files import CsvWriter
from experiments.export.departments import departments
from experiments.export.dictionary import dictionary
from experiments.export.events import events
from experiments.export.excel import ExcelWriter
from experiments.export.formats import CSV, EXCEL, GRAPHML, NETWORK, OF_ONE_RUN
from experiments.export.graphs import write_graphs
from experiments.export.ledger import ledger
from experiments.export.levels import differences, levels
from experiments.export.money import money
from experiments.export.network import network, quarters
from experiments.export.parquet_files import ParquetWriter
from experiments.export.people import people
from experiments.export.run import Run
from experiments.export.sheet import Sheet
from experiments.export.writer import Writer, Written
from experiments.results.agreement import disagreement
from experiments.results.caveats import so_far
from experiments.results.study import Study
from experiments.wording.notes import note
from sim.errors import ScenarioError, reason

Departments = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: sheets, kinds of files, the run (None: the best point), and the weeks of the network."""

    sheets: Sequence[str]
    formats: Sequence[str] = (EXCEL,)
    point: str | None = None
    replicate: int = 0
    weeks: Sequence[int] = field(default=())


def exported(study: Study, wanted: Wanted, place: Path, departments_found: Departments) -> list[Written]:
    """Write what is wanted into a folder (or a workbook of that name), and return the files.

    Raise ScenarioError for what is not there, and where nothing can be written.
    """
    folder = place.parent if place.suffix == ".xlsx" else place
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(study, wanted, place, departments_found)
    except OSError as error:
        raise ScenarioError(f"cannot write into {folder} ({reason(error)}); name another place with --out") from None


def _written(study: Study, wanted: Wanted, place: Path, departments_found: Departments) -> list[Written]:
    chosen = Chosen(study)
    run = _run(study, wanted, chosen) if set(wanted.sheets) & set(OF_ONE_RUN) else None
    sheets = _sheets(study, wanted, chosen, run, departments_found)
    written: list[Written] = []
    writers = [_writer(kind, place, _file_name(study)) for kind in wanted.formats if kind != GRAPHML]
    try:
        for sheet in sheets if writers else ():
            _write(sheet, writers)
    except BaseException:
        for writer in writers:
            writer.drop()
        raise
    for writer in writers:
        written += writer.close()
    if run is not None and GRAPHML in wanted.formats and NETWORK in wanted.sheets:
        written += write_graphs(run, _weeks(run, wanted), place)
    return written


def _write(sheet: Sheet, writers: Sequence[Writer]) -> None:
    for writer in writers:
        writer.begin(sheet)
    for rows in sheet.tables():
        for writer in writers:
            writer.add(rows)
    for writer in writers:
        writer.end()


def _writer(kind: str, place: Path, name: str) -> Writer:
    if kind == EXCEL:
        return ExcelWriter(place if place.suffix == ".xlsx" else place / f"{name}.xlsx", name)
    return CsvWriter(place) if kind == CSV else ParquetWriter(place)


def _file_name(study: Study) -> str:
    """Return what a workbook is called: as the folder of the study, whatever its manifest says."""
    folder = study.folder.resolve()
    return folder.name if study.manifest.so_far is None else f"{folder.parent.name}_{folder.name}"


def _about(study: Study) -> dict[str, str]:
    manifest, calendar = study.manifest, study.calendar
    told = {
        "study": manifest.name,
        "metric": study.metric,
        "confidence": study.confidence_text,
        "command": " ".join(manifest.command),
        "start": "" if calendar is None else f"week 0 begins on {calendar.start}",
        "so far": so_far(study),
    }
    return {name: text for name, text in told.items() if text}


def _sheets(
    study: Study, wanted: Wanted, chosen: Chosen, run: Run | None, departments_found: Departments
) -> list[Sheet]:
    about, alone = _about(study), len(wanted.sheets) == 1
    made: dict[str, Callable[[], Sheet | None]] = {
        "levels": lambda: levels(study, chosen, about),
        "differences": lambda: differences(study, chosen, about),
        "money": lambda: _if_there("money", lambda: money(study, chosen, about), alone),
        "departments": lambda: _if_there("departments", lambda: departments(departments_found(), about), alone),
    }
    if run is not None:
        made |= {
            "projects": lambda: ledger(run),
            "people": lambda: people(run),
            "events": lambda: events(run),
            NETWORK: lambda: network(run, _weeks(run, wanted)),
        }
    sheets = [sheet for name in wanted.sheets if name in made and (sheet := made[name]()) is not None]
    return [*sheets, dictionary(sheets, study.names, about)] if "dictionary" in wanted.sheets else sheets


def _if_there(name: str, made: Callable[[], Sheet], alone: bool) -> Sheet | None:
    """Return a sheet; None, with a note, where the study has not what it tells and more is asked for."""
    try:
        return made()
    except ScenarioError as error:
        if alone:
            raise
        note(f"no {name}: {error}")
        return None


def _run(study: Study, wanted: Wanted, chosen: Chosen) -> Run:
    best = str([point.design for point in study.points].index(study.best.design))
    source = source_of(study.folder, best if wanted.point is None else wanted.point, wanted.replicate)
    for said in [*source.notes, *disagreement(source.kept, source.replay.end()[1])]:
        note(said)
    told = {"point": source.label, "replicate": str(source.replicate)}
    return Run(source, chosen, _about(study) | told)


def _weeks(run: Run, wanted: Wanted) -> list[int]:
    weeks = run.replay.plan.weeks
    late = [week for week in wanted.weeks if week >= weeks]
    if late:
        raise ScenarioError(f"--weeks: the run has the weeks 0 to {weeks - 1}, no week {late[0]}")
    return list(wanted.weeks) or quarters(weeks)
