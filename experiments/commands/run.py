"""``orgchange run``: one scenario against its baseline, or a sweep, run and shown."""

from collections.abc import Sequence
from pathlib import Path

from experiments.results.study import Study
from experiments.running.hydra.session import hydra_started
from experiments.running.request import RunArguments
from experiments.running.run import run_into_folder


def run(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for, show what it says, and return the exit code."""
    asked = RunArguments.read(arguments)
    if asked.help:
        from experiments.commands.usage import RUN_USAGE
        from experiments.configuration.options import options_text

        print(RUN_USAGE + options_text())
        return 0
    with hydra_started() as hydra:
        folder = run_into_folder(hydra, asked)
    if folder is not None:
        _show(folder, as_json=asked.as_json)
    return 0


def run_study(asked: RunArguments) -> Path:
    """Run what the arguments ask for without showing it, and return the folder of the study."""
    from experiments.provenance.crate import write_crate
    from experiments.results.study import read_study
    from experiments.results.summary import write_summary

    with hydra_started() as hydra:
        folder = run_into_folder(hydra, asked)
    if folder is None:
        raise TypeError("a composition to be shown is no study")
    write_summary(read_study(folder))
    write_crate(folder)
    return folder


def _show(folder: Path, *, as_json: bool) -> None:
    from experiments.cases.as_json import print_json
    from experiments.cases.findings import findings_of
    from experiments.console.case import print_case
    from experiments.console.front import print_front
    from experiments.console.study import print_result
    from experiments.provenance.crate import write_crate
    from experiments.results.study import read_study
    from experiments.results.summary import write_summary

    study = read_study(folder)
    findings = findings_of(study)
    write_summary(study)
    if findings is not None and not as_json:
        print_case(study, findings)
    elif not as_json:
        print_result(study)
    pictures = _pictures(study) if study.manifest.settings["pictures"] else []
    write_crate(folder)
    if as_json:
        print_json(study, pictures)
        return
    print_front(folder, study.manifest.design)
    if pictures:
        print(f"Pictures: {pictures[0].parent} ({', '.join(dict.fromkeys(picture.stem for picture in pictures))})")


def _pictures(study: "Study") -> list[Path]:
    from experiments.pictures.draw import draw_study

    return draw_study(study)
