"""What verifying found as plain values."""

from typing import Any

from experiments.verify.check import Verified
from experiments.verify.compare import Mismatch, key_names

MOST_NAMED = 10


def as_json(found: Verified) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {
        "folder": str(found.folder),
        "same": found.same,
        "answer": found.sameness.value,
        "values_close": found.close,
        "runs": {"held": found.held, "lived": found.replayed, "failed": found.failed, "drawn_by": found.study_hash},
        "values_compared": dict(found.tables),
        "faults": list(found.faults),
        "mismatches": [_as_json(mismatch) for mismatch in found.mismatches[:MOST_NAMED]],
        "mismatches_in_all": len(found.mismatches),
        "different_here": [change._asdict() for change in found.changes],
    }


def _as_json(mismatch: Mismatch) -> dict[str, Any]:
    key = dict(zip(key_names(mismatch), mismatch.key, strict=True))
    kept, replayed = str(mismatch.kept), str(mismatch.replayed)
    return {"table": mismatch.table, **key, "column": mismatch.column, "kept": kept, "lived": replayed}
