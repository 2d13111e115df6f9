"""Whether a study still comes out as it was kept."""

from pathlib import Path

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.verify import print_verified
from experiments.organizations.shared import Organizations
from experiments.store.manifest import finished_manifest
from experiments.verify.as_json import as_json
from experiments.verify.check import Verified, check
from experiments.wording.notes import note
from sim.compiler import source_stamp

OTHER_MODEL = (
    "the study was made by another version of the model: the same bits cannot be promised, and are looked for all the "
    "same"
)


def verify(folder: Path, sample: int | None) -> Answer[Verified]:
    """Replay some runs of a study (None: all) and return what is not as it was kept."""
    manifest = finished_manifest(folder)
    if manifest.code.source != source_stamp():
        note(OTHER_MODEL)
    found = check(folder, manifest, sample, Organizations())
    return Answer(
        found,
        show=lambda console: print_verified(console, found),
        plain=lambda: as_json(found),
        frame=lambda: pd.DataFrame(as_json(found)["mismatches"]),
    )
