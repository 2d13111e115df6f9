"""What targets can tell, for people: how many random draws meet each, those that nearly every draw meets last."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.validation.pattern import Pattern, Use
from experiments.validation.power import CAN_FAIL, Power
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console


def print_power(console: "Console", patterns: Sequence[Pattern], power: Power) -> None:
    """Print every target with the draws that meet it, and how many of those for checking can fail."""
    table = new_table()
    table.add_column("target")
    for name in ("met by", "use", "can fail"):
        table.add_column(name, number=name == "met by")
    rows = [
        (power.met[pattern.id][target.key], pattern.id, target) for pattern in patterns for target in pattern.targets
    ]
    for met, pattern, target in sorted(rows, key=lambda row: row[0]):
        told = f"{met} of {power.draws}", target.use.value, "yes" if power.can_fail(pattern, target.key) else "no"
        table.add_row(f"{pattern} {target.name}", *told)
    console.print(table)
    checks = [power.can_fail(pattern, target.key) for _, pattern, target in rows if target.use is Use.CHECK]
    least = f"{100 * CAN_FAIL:.0f} %"
    console.print(
        f"{sum(checks)} of {len(checks)} targets for checking can fail: fewer than {least} of draws meet them."
    )
    console.print(f"{power.in_words()}.")
