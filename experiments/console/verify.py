"""What verifying found, in words and as plain values."""

from typing import TYPE_CHECKING

from experiments.verify.check import Sameness, Verified
from experiments.verify.compare import Mismatch, key_names

if TYPE_CHECKING:
    from rich.console import Console

MOST_NAMED = 10
ROUNDED = "differ by less than 1e-12, weekly ones in their last digit; every label, status and outcome is equal"


def print_verified(console: "Console", found: Verified) -> None:
    """Print what was found for people."""
    how = "all of them" if found.replayed == found.held else f"drawn by its hash {found.study_hash[:12]}"
    console.print(f"{found.folder}: {found.replayed:,} of {found.held:,} runs replayed, {how}")
    for line in (_told(found), *_causes(found)):
        console.print(line)


def _told(found: Verified) -> str:
    values = ", ".join(f"{count:,} in {table}.parquet" for table, count in found.tables.items() if count)
    failing = f"; {found.failed} of the runs fail, as they did" if found.failed and not found.mismatches else ""
    if found.sameness is Sameness.BITS:
        return f"Same: every bit of the values compared ({values}){failing}."
    if found.sameness is Sameness.CLOSE:
        return f"Same but for rounding: {found.close:,} of the values compared ({values}) {ROUNDED}{failing}."
    lines = (
        [f"Differs: {len(found.mismatches):,} of the values compared ({values})."] if found.mismatches else ["Differs."]
    )
    lines += [f"  {fault}" for fault in found.faults]
    lines += [f"  {in_words(mismatch)}" for mismatch in found.mismatches[:MOST_NAMED]]
    more = len(found.mismatches) - MOST_NAMED
    return "\n".join([*lines, *([f"  and {more:,} more"] if more > 0 else [])])


def _causes(found: Verified) -> list[str]:
    if found.changes:
        listed = [f"  {change.what}: {change.now} here, {change.then} there" for change in found.changes]
        return ["Different here from where it was made:", *listed]
    nothing = "Nothing noted of code, packages and machine is different here"
    return [f"{nothing}." if found.same else f"{nothing}: the files were changed after the study, or a machine erred."]


def in_words(mismatch: Mismatch) -> str:
    """Return a value that is not the same as one line."""
    key = ", ".join(f"{name} {value}" for name, value in zip(key_names(mismatch), mismatch.key, strict=True))
    column = f" {mismatch.column}" if mismatch.column else ""
    return (
        f"{mismatch.table}.parquet, {key}:{column} kept {_exact(mismatch.kept)}, replayed {_exact(mismatch.replayed)}"
    )


def _exact(value: object) -> str:
    return repr(value) if isinstance(value, float) else str(value)
