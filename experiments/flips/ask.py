"""``orgchange flips``: the verdicts of a study, tried with every assumption at its bounds, told and kept."""

import json
from collections.abc import Sequence
from dataclasses import replace

from experiments.analysis import analyse
from experiments.flips.arguments import FlipsArguments
from experiments.flips.contrasts import contrasts_of
from experiments.flips.kept import FILE, as_json, keep
from experiments.flips.trials import try_all
from experiments.flips.variants import chosen
from experiments.manifest import Manifest, finished_study
from experiments.opening import check_folder
from experiments.progress import note
from experiments.settings import checked_settings
from sim.compiled import source_stamp
from sim.errors import ScenarioError


def flips(words: Sequence[str]) -> int:
    """Try what would flip the verdicts of a study, tell and keep it, and return the exit code."""
    asked = FlipsArguments.read(words)
    if asked.help:
        from experiments.usage import FLIPS_USAGE

        print(FLIPS_USAGE, end="")
        return 0
    names = chosen(asked.words)
    manifest = finished_study(asked.folder)
    _refuse_other_code(manifest, asked)
    check_folder(asked.folder)
    analysis = analyse(asked.folder)
    settings = replace(checked_settings(manifest["settings"]), replicates=asked.replicates, keep_projects=False)
    tried = try_all(contrasts_of(analysis), names, settings)
    found = as_json(analysis, asked, tried)
    keep(asked.folder, found)
    if asked.as_json:
        print(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        from experiments.flips.words import print_flips

        print_flips(analysis, tried, asked.replicates)
    note(f"kept as {asked.folder / FILE}")
    return 0


def _refuse_other_code(manifest: Manifest, asked: FlipsArguments) -> None:
    if manifest["code"]["source"] != source_stamp():
        raise ScenarioError(f"{asked.folder} was made by another version of the model, which judges otherwise; run the study again first")
