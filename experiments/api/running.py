"""Running a study, and opening one that is there."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.api.study import OpenStudy
from experiments.configuration.plans.override_text import value_text
from experiments.configuration.questions import Answers, checked_answers
from experiments.provenance.crate import write_crate
from experiments.results.study import read_study
from experiments.results.summary import write_summary
from experiments.running.dry_run import Forecast
from experiments.running.free_memory import give_back_memory
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_text, run_into_folder
from experiments.running.run import forecast as forecast_of
from experiments.store.files import written_into
from experiments.sweeps.posterior import spelled_out

Tell = Callable[[OpenStudy], None]


def run(
    *overrides: str | Mapping[str, object],
    multirun: bool = False,
    config_dir: str | Path | Sequence[str | Path] = (),
    pictures: bool | None = None,
    on_result: Tell | None = None,
    **choices: Any,  # noqa: ANN401 - whatever a parameter takes
) -> OpenStudy:
    """Run a study and return it open; what is finished already is not run again.

    ``overrides`` are those of the command line, such as ``"project.size=5,20"`` (with ``multirun``: several points), or
    the same by name, ``{"project.size": 20}``; ``choices`` likewise, ``case="amsterdam"``. ``config_dir``: folders with
    options of one's own. ``pictures``: whether they are drawn into the folder (None: as ``study.pictures``
    says). ``on_result`` is told the study before pictures are drawn. Raises ScenarioError for what cannot be run.
    """
    folders = [config_dir] if isinstance(config_dir, (str, Path)) else list(config_dir)
    asked = overrides_of(overrides, choices)
    with hydra_started() as hydra:
        folder = run_into_folder(hydra, StudyRequest(asked, tuple(map(Path, folders)), multirun=multirun))
    give_back_memory()
    study = OpenStudy(read_study(folder))
    give_back_memory()
    with written_into(folder):
        write_summary(study.result)
    if on_result is not None:
        on_result(study)
    with written_into(folder):
        if study.result.manifest.settings["pictures"] if pictures is None else pictures:
            study.draw()
        more = checked_answers(study.result.manifest.settings.get("answers", ""))
        if more != Answers():
            from experiments.api.answering import answer_more

            answer_more(study, more)
        write_crate(folder, study.result.manifest)
    return study


def open_study(folder: str | Path) -> OpenStudy:
    """Open a finished study; raise ScenarioError where there is none."""
    return OpenStudy(read_study(Path(folder)))


def composed(*overrides: str, config_dir: Sequence[str | Path] = (), multirun: bool = False) -> str:
    """Return the configuration that overrides compose, as YAML; nothing is run."""
    with hydra_started() as hydra:
        return composed_text(
            hydra, StudyRequest(tuple(spelled_out(overrides)), tuple(map(Path, config_dir)), multirun=multirun)
        )


def forecast(
    *overrides: str | Mapping[str, object],
    multirun: bool = False,
    config_dir: str | Path | Sequence[str | Path] = (),
    **choices: Any,  # noqa: ANN401 - whatever a parameter takes
) -> Forecast:
    """Return how many points and runs ``run`` would take with the same words, and about how long; nothing is kept."""
    folders = [config_dir] if isinstance(config_dir, (str, Path)) else list(config_dir)
    asked = overrides_of(overrides, choices)
    with hydra_started() as hydra:
        return forecast_of(hydra, StudyRequest(asked, tuple(map(Path, folders)), multirun=multirun))


def overrides_of(overrides: Sequence[str | Mapping[str, object]], choices: Mapping[str, object]) -> tuple[str, ...]:
    """Return all of it as overrides; a list is one value, as in ``intervention=[okr]``."""
    asked: list[str] = []
    for one in (*overrides, choices):
        asked += [one] if isinstance(one, str) else [f"{name}={_text(value)}" for name, value in one.items()]
    return tuple(spelled_out(asked))


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return value_text(value)
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_text, value))}]"
    return "null" if value is None else str(value)
