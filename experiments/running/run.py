"""``orgchange run``: one scenario against its baseline, or a sweep, composed by Hydra and kept as a study."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

from hydra._internal.callbacks import Callbacks
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.hydra import Hydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.plugins import Plugins
from hydra.types import HydraContext, RunMode
from omegaconf import DictConfig, OmegaConf

from experiments.configuration.case import ARM, CASE, checked_case
from experiments.configuration.composer import Composed, Composer, checked_composition
from experiments.configuration.composing import wrong_shape_in_one_line
from experiments.configuration.overrides import parse_override
from experiments.configuration.points import Point
from experiments.configuration.settings import SECTION, Until, checked_settings
from experiments.running.dry_run import DryRun, Forecast
from experiments.running.hydra.folder import SCHEME
from experiments.running.hydra.plugins import is_ours
from experiments.running.hydra.task import StudyTask
from experiments.running.request import StudyRequest
from experiments.running.study import RunningStudy
from sim.errors import ScenarioError
from sim.scenario import Scenario

CONFIGURATION, LAUNCHER = "config", ("hydra/launcher=", "hydra.launcher.")
JOB_NOTES = ".jobs"  # what other launchers write; where the study lies, which machines of a cluster share

Kind = TypeVar("Kind", bound=RunningStudy)


def run_into_folder(hydra: Hydra, request: StudyRequest) -> Path:
    """Run what the request asks for and return the folder of the study."""
    return _done(hydra, request, RunningStudy).settings.path


def forecast(hydra: Hydra, request: StudyRequest) -> Forecast:
    """Return what the request would take, everything checked and nothing kept."""
    asked = tuple(text for text in request.overrides if not text.startswith(LAUNCHER))
    return _done(hydra, replace(request, overrides=asked), DryRun).forecast()


def _done(hydra: Hydra, request: StudyRequest, kind: type[Kind]) -> Kind:
    """Return the study of one kind that a request asks for, after it has been run."""
    overrides = _overrides(request)
    master = _composed_master(hydra, request, overrides)
    composed = checked_composition(master)
    configuration = composed.values
    settings = checked_settings(configuration[SECTION])
    sweeps = master.hydra.mode == RunMode.MULTIRUN
    if not settings.name and not settings.folder:
        settings = replace(settings, name=_name(master))
        overrides.append(f"{SECTION}.name={settings.name}")
    with kind(settings, request.overrides, configuration, request.search) as study:
        if sweeps:
            _sweep(hydra, master, overrides, study)
        else:
            _single(hydra, master, composed, study)
        study.finish()
    return study


def composed_text(hydra: Hydra, request: StudyRequest) -> str:
    """Return the configuration that a request composes, as YAML; nothing is run."""
    master = _composed_master(hydra, request, _overrides(request))
    composer, overrides = _composer(hydra, master)
    return str(OmegaConf.to_yaml(composer.values(composer.expanded(overrides))))


def composed_scenario(hydra: Hydra, request: StudyRequest) -> Scenario:
    """Return the scenario that a request composes, of a case that of its arm; nothing is run."""
    composer, overrides = _composer(hydra, _composed_master(hydra, request, _overrides(request)))
    return composer.point(overrides)[0].design.scenario


def _overrides(request: StudyRequest) -> list[str]:
    mode = ["hydra.mode=MULTIRUN"] if request.multirun else []
    return [*_search_path(request.search), *request.overrides, *mode]


def _composed_master(hydra: Hydra, request: StudyRequest, overrides: Sequence[str]) -> DictConfig:
    for text in request.overrides:
        parse_override(text)
    with wrong_shape_in_one_line():
        return hydra.compose_config(CONFIGURATION, list(overrides), RunMode.MULTIRUN, validate_sweep_overrides=False)


def _search_path(folders: Sequence[Path]) -> list[str]:
    """Return the override that lets options be found in more folders, too; none without folders."""
    quoted = (str(folder.resolve()).replace("\\", "\\\\").replace("'", "\\'") for folder in folders)
    places = ",".join(f"'{SCHEME}://{folder}'" for folder in quoted)
    return [f"hydra.searchpath=[{places}]"] if places else []


def _single(hydra: Hydra, master: DictConfig, composed: Composed, study: RunningStudy) -> None:
    overrides = list(master.hydra.overrides.task)
    for text in overrides:
        if parse_override(text).is_sweep_override():
            raise ScenarioError(
                f"'{text}' names several values: add -m to run them all, or put a text with commas in quotes"
            )
    composer = _composer(hydra, master, composed)[0]
    case = checked_case(composed.values[CASE])
    arms = [] if case.settings.arm else list(case.arms)
    points = study.checked(composer, [[*overrides, f"{ARM}={arm}"] for arm in arms] or [overrides])
    _say_duplicates(study, points)
    study.run(points)


def _composer(hydra: Hydra, master: DictConfig, composed: Composed | None = None) -> tuple[Composer, list[str]]:
    """Return a composer that goes on from what is composed, and the overrides for which it is."""
    overrides = list(master.hydra.overrides.task)
    composer = Composer(hydra.config_loader, master)
    composer.start_with(overrides, composed or checked_composition(master))
    return composer, overrides


def _say_duplicates(study: RunningStudy, points: Sequence[Point]) -> None:
    """Say which arms are the same scenario as an earlier one.

    Which happens when what tells them apart is overridden.
    """
    first: dict[str, Point] = {}
    for point in points:
        duplicate = first.setdefault(point.design.address, point)
        if duplicate is not point:
            first_arm = duplicate.choices[ARM]
            study.say(f"{ARM}={point.choices[ARM]} is the same scenario as {ARM}={first_arm} here, and is left out")


def _sweep(hydra: Hydra, master: DictConfig, overrides: Sequence[str], study: RunningStudy) -> None:
    task = StudyTask(study)
    _say_left_out_arms(study, master)
    if study.settings.until == Until.DECIDED and not is_ours(master.hydra.launcher._target_):
        raise ScenarioError(
            "study.until=decided needs all points in one process; leave hydra/launcher out, or write study.until=budget"
        )
    if is_ours(master.hydra.sweeper._target_) and is_ours(master.hydra.launcher._target_):
        _swept(hydra, master, overrides, task)
        return
    if not is_ours(master.hydra.sweeper._target_):
        study.open()
    notes = study.settings.path / JOB_NOTES
    hydra.multirun(CONFIGURATION, task, [*overrides, f"hydra.sweep.dir='{notes}'"], with_log_configuration=False)
    rmtree(notes, ignore_errors=True)


def _swept(hydra: Hydra, master: DictConfig, overrides: Sequence[str], task: StudyTask) -> None:
    """Do what ``Hydra.multirun`` does, which would compose once more what is composed already."""
    parsed = OverridesParser.create().parse_overrides(list(overrides))
    ConfigLoaderImpl.validate_sweep_overrides_legal(parsed, RunMode.MULTIRUN, from_shell=True)
    context = HydraContext(config_loader=hydra.config_loader, callbacks=Callbacks(master))
    sweeper = Plugins.instance().instantiate_sweeper(hydra_context=context, task_function=task, config=master)
    sweeper.sweep([override.input_line or "" for override in parsed if not override.is_hydra_override()])


def _say_left_out_arms(study: RunningStudy, master: DictConfig) -> None:
    """Say that the arms of a case do not vary in a sweep, unless somebody asks for them."""
    case = _section(master, CASE)
    arms, chosen = list(_section(case, "arms")), [text.lstrip("+") for text in master.hydra.overrides.task]
    if arms and not case.get("arm") and not any(text.startswith(f"{ARM}=") for text in chosen):
        study.say(f"the arms of the case are left out; to cross them with what varies: {ARM}={','.join(arms)}")


def _section(values: DictConfig, name: str) -> DictConfig:
    """Return a section; what is no section holds nothing here, and is refused where points are checked."""
    found = values.get(name)
    return found if isinstance(found, DictConfig) else DictConfig({})


def _name(master: DictConfig) -> str:
    """Return a name for a study that has none: what was chosen, and a hash of whatever else was asked for."""
    chosen, asked = master.hydra.runtime.choices, sorted([*master.hydra.overrides.task, *_of_sweeper(master)])
    main = chosen.get("experiment") or chosen.get("case")  # such as finance/q1, where options lie in folders
    known = (f"experiment={main}", f"case={main}")
    others = [text for text in asked if text.lstrip("+") not in known and not text.startswith(f"{SECTION}.")]
    name = (main or ("sweep" if master.hydra.mode == RunMode.MULTIRUN else "run")).replace("/", "-")
    return f"{name}-{hashlib.sha256(' '.join(others).encode()).hexdigest()[:6]}" if others else name


def _of_sweeper(master: DictConfig) -> list[str]:
    return [text for text in master.hydra.overrides.hydra if text.startswith(("hydra/sweeper=", "hydra.sweeper."))]
