"""``orgchange run``: one scenario against its baseline, or a sweep, composed by Hydra and kept as a study."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from hydra._internal.hydra import Hydra
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf

from experiments.arguments import RunArguments
from experiments.cases.settings import ARM, CASE, checked_case
from experiments.compose import Composed, Composer, checked_composition
from experiments.hydra_session import hydra_started
from experiments.job import StudyTask
from experiments.overrides import parse_override
from experiments.plugins import is_ours
from experiments.points import Point
from experiments.progress import note
from experiments.settings import SECTION, Until, checked_settings
from experiments.study import Study
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from experiments.analysis import Analysis

CONFIGURATION = "config"
JOB_NOTES = ".jobs"  # what other launchers write; where the study lies, which machines of a cluster share


def run(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for, show what it says, and return the exit code."""
    asked = RunArguments.read(arguments)
    if asked.help:
        from experiments.usage import RUN_USAGE, options_text

        print(RUN_USAGE + options_text())
        return 0
    with hydra_started() as hydra:
        folder = _run(hydra, asked)
    if folder is not None:
        _show(folder, as_json=asked.as_json)
    return 0


def run_study(asked: RunArguments) -> Path:
    """Run what the arguments ask for without showing it, and return the folder of the study."""
    from experiments.analysis import analyse
    from experiments.crate.crate import write_crate
    from experiments.summary import write_summary

    with hydra_started() as hydra:
        folder = _run(hydra, asked)
    if folder is None:
        raise TypeError("a composition to be shown is no study")
    write_summary(analyse(folder))
    write_crate(folder)
    return folder


def _show(folder: Path, *, as_json: bool) -> None:
    from experiments.analysis import analyse
    from experiments.cases.findings import findings_of
    from experiments.cases.present import print_case
    from experiments.crate.crate import write_crate
    from experiments.designs.front import print_front
    from experiments.present import print_result
    from experiments.result_json import print_json
    from experiments.summary import write_summary

    analysis = analyse(folder)
    findings = findings_of(analysis)
    write_summary(analysis)
    if findings is not None and not as_json:
        print_case(analysis, findings)
    elif not as_json:
        print_result(analysis)
    pictures = _pictures(analysis) if analysis.manifest["settings"]["pictures"] else []
    write_crate(folder)
    if as_json:
        print_json(analysis, pictures)
        return
    print_front(folder, analysis.manifest.get("design"))
    if pictures:
        print(f"Pictures: {pictures[0].parent} ({', '.join(dict.fromkeys(picture.stem for picture in pictures))})")


def _pictures(analysis: "Analysis") -> list[Path]:
    from experiments.pictures import draw_study

    return draw_study(analysis)


def _run(hydra: Hydra, asked: RunArguments) -> Path | None:
    overrides = [*asked.search, *asked.overrides]
    for text in asked.overrides:
        parse_override(text)
    if asked.multirun:
        overrides.append("hydra.mode=MULTIRUN")
    master = hydra.compose_config(CONFIGURATION, overrides, RunMode.MULTIRUN, validate_sweep_overrides=False)
    composed = checked_composition(master)
    configuration = composed.values
    if asked.show:
        print(OmegaConf.to_yaml(configuration), end="")
        return None
    settings = checked_settings(configuration[SECTION])
    sweeps = master.hydra.mode == RunMode.MULTIRUN
    if not sweeps and checked_case(configuration[CASE]).weekly:
        settings = replace(settings, full_series=True)
    if not settings.name and not settings.folder:
        settings = replace(settings, name=_name(master))
        overrides.append(f"{SECTION}.name={settings.name}")
    with Study(settings, asked.overrides, configuration) as study:
        if sweeps:
            _sweep(hydra, master, overrides, study)
        else:
            _single(hydra, master, composed, study)
        study.finish()
    return settings.path


def _single(hydra: Hydra, master: DictConfig, composed: Composed, study: Study) -> None:
    overrides = list(master.hydra.overrides.task)
    for text in overrides:
        if parse_override(text).is_sweep_override():
            raise ScenarioError(f"'{text}' names several values: add -m to run them all, or put a text with commas in quotes")
    composer = Composer(hydra.config_loader, master)
    composer.start_with(overrides, composed)
    case = checked_case(composed.values[CASE])
    arms = [] if case.settings.arm else list(case.arms)
    weeks = f"{SECTION}.full_series={str(study.settings.full_series).lower()}"
    points = study.checked(composer, [[*overrides, weeks, f"{ARM}={arm}"] for arm in arms] or [[*overrides, weeks]])
    _note_twins(points)
    study.run(points)


def _note_twins(points: Sequence[Point]) -> None:
    """Say which arms are the same scenario as an earlier one, which happens when what tells them apart is overridden."""
    first: dict[str, Point] = {}
    for point in points:
        twin = first.setdefault(point.design.address, point)
        if twin is not point:
            note(f"{ARM}={point.choices[ARM]} is the same scenario as {ARM}={twin.choices[ARM]} here, and is left out")


def _sweep(hydra: Hydra, master: DictConfig, overrides: Sequence[str], study: Study) -> None:
    task = StudyTask(study)
    if study.settings.until == Until.DECIDED and not is_ours(master.hydra.launcher._target_):
        raise ScenarioError("study.until=decided needs all points in one process; leave hydra/launcher out, or write study.until=budget")
    if is_ours(master.hydra.sweeper._target_) and is_ours(master.hydra.launcher._target_):
        hydra.multirun(CONFIGURATION, task, list(overrides), with_log_configuration=False)
        return
    if not is_ours(master.hydra.sweeper._target_):
        study.open()
    notes = study.settings.path / JOB_NOTES
    hydra.multirun(CONFIGURATION, task, [*overrides, f"hydra.sweep.dir='{notes}'"], with_log_configuration=False)
    rmtree(notes, ignore_errors=True)


def _name(master: DictConfig) -> str:
    """Return a name for a study that has none: what was chosen, and a hash of whatever else was asked for."""
    chosen, asked = master.hydra.runtime.choices, sorted([*master.hydra.overrides.task, *_of_sweeper(master)])
    main = chosen.get("experiment") or chosen.get("case")
    known = (f"experiment={main}", f"case={main}")
    others = [text for text in asked if text.lstrip("+") not in known and not text.startswith(f"{SECTION}.")]
    name = main or ("sweep" if master.hydra.mode == RunMode.MULTIRUN else "run")
    return f"{name}-{hashlib.sha256(' '.join(others).encode()).hexdigest()[:6]}" if others else str(name)


def _of_sweeper(master: DictConfig) -> list[str]:
    return [text for text in master.hydra.overrides.hydra if text.startswith(("hydra/sweeper=", "hydra.sweeper."))]
