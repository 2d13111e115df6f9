"""``orgchange run``: one scenario against its baseline, or a sweep, run and shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.running.hydra.session import hydra_started
from experiments.running.request import RunArguments
from experiments.running.run import run_into_folder

if TYPE_CHECKING:
    from experiments.results.study import Analysis


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
    from experiments.results.study import analyse
    from experiments.results.summary import write_summary

    with hydra_started() as hydra:
        folder = run_into_folder(hydra, asked)
    if folder is None:
        raise TypeError("a composition to be shown is no study")
    write_summary(analyse(folder))
    write_crate(folder)
    return folder


def _show(folder: Path, *, as_json: bool) -> None:
    from experiments.cases.as_json import print_json
    from experiments.cases.findings import findings_of
    from experiments.console.case import print_case
    from experiments.console.front import print_front
    from experiments.console.study import print_result
    from experiments.provenance.crate import write_crate
    from experiments.results.study import analyse
    from experiments.results.summary import write_summary

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
