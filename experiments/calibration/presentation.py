"""What a person sees of a calibration: the fitted values, and the targets that the search never saw."""

from typing import TYPE_CHECKING

from experiments.calibration.calibration import Calibration
from experiments.calibration.fitting import distance
from experiments.validation.pattern import Part, Use
from experiments.validation.presentation import print_board
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console


def print_calibration(console: "Console", calibration: Calibration) -> None:
    """Print the fitted values, the distance before and after, and then the scoreboard with its CHECK targets."""
    found = calibration.fit
    after = f"{found.after:.2f} after {len(found.trials)} trials (1: one target at the end of its band)"
    console.print(f"distance {found.before:.2f} before, {after}")
    table = new_table()
    table.add_column("parameter")
    for heading in ("before", "fitted", "from", "to"):
        table.add_column(heading, number=True)
    for one in calibration.free:
        values = (one.now(calibration.base), found.values[one.name], one.low, one.high)
        table.add_row(one.name, *(f"{value:.4g}" for value in values))
    console.print(table)
    print_board(console, calibration.board)
    parts = [part for scored in calibration.board.scored for part in scored.parts]
    checks = [part for part in parts if part.target.use is Use.CHECK]
    met = sum(part.part is Part.MET for part in checks)
    fitted = f"Distance of the FIT and CODE targets of all patterns: {distance(parts):.2f}."
    console.print(f"{fitted} CHECK targets met: {met} of {len(checks)}.")
