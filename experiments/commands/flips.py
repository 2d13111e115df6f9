"""``orgchange flips``: the verdicts of a study, tried with every assumption at its bounds, told and kept."""

from collections.abc import Sequence
from dataclasses import replace

from experiments.commands.flips_arguments import FlipsArguments
from experiments.configuration.assumptions import chosen
from experiments.configuration.settings import checked_settings
from experiments.flips.contrasts import contrasts_of
from experiments.flips.saved import FILE, as_json, keep
from experiments.flips.trials import try_all
from experiments.results.study import read_study
from experiments.store.manifest import Manifest, finished_manifest
from experiments.store.opening import check_folder
from experiments.wording.json_text import json_text
from experiments.wording.notes import note
from sim.compiler import source_stamp
from sim.errors import ScenarioError


def flips(words: Sequence[str]) -> int:
    """Try what would flip the verdicts of a study, tell and keep it, and return the exit code."""
    asked = FlipsArguments.read(words)
    if asked.help:
        from experiments.commands.usage import FLIPS_USAGE

        print(FLIPS_USAGE, end="")
        return 0
    names = chosen(asked.words)
    manifest = finished_manifest(asked.folder)
    _refuse_other_code(manifest, asked)
    check_folder(asked.folder)
    study = read_study(asked.folder)
    settings = replace(checked_settings(manifest.settings), replicates=asked.replicates, keep_projects=False)
    tried = try_all(contrasts_of(study), names, settings)
    found = as_json(study, asked.words, asked.replicates, tried)
    keep(asked.folder, found)
    if asked.as_json:
        print(json_text(found))
    else:
        from experiments.console.flips import print_flips

        print_flips(study, tried, asked.replicates)
    note(f"kept as {asked.folder / FILE}")
    return 0


def _refuse_other_code(manifest: Manifest, asked: FlipsArguments) -> None:
    if manifest.code.source != source_stamp():
        raise ScenarioError(
            f"{asked.folder} was made by another version of the model, which judges otherwise; run the study again "
            "first"
        )
