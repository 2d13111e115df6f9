"""``orgchange verify``: whether a study still comes out as it was kept.

Exit code 0: the same. 1: it differs. 2: it cannot be checked.
"""

from collections.abc import Sequence

from experiments.commands.verify_arguments import VerifyArguments
from experiments.store.manifest import finished_manifest
from experiments.wording.json_text import json_text
from experiments.wording.notes import note
from sim.compiler import source_stamp

SAME, DIFFERS = 0, 1
OTHER_MODEL = (
    "the study was made by another version of the model: the same bits cannot be promised, and are looked "
    "for all the same"
)


def verify(words: Sequence[str]) -> int:
    """Live runs of a study again, tell what is not as it was kept, and return the exit code."""
    asked = VerifyArguments.read(words)
    if asked.help:
        from experiments.commands.usage import VERIFY_USAGE

        print(VERIFY_USAGE, end="")
        return 0
    manifest = finished_manifest(asked.folder)
    from experiments.console.verify import as_json, print_verified
    from experiments.organizations.shared import Organizations
    from experiments.verify.check import check

    if manifest.code.source != source_stamp():
        note(OTHER_MODEL)
    found = check(asked.folder, manifest, None if asked.everything else asked.sample, Organizations())
    if asked.as_json:
        print(json_text(as_json(found)))
    else:
        print_verified(found)
    return SAME if found.same else DIFFERS
