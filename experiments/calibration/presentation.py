"""What a person sees of a calibration: the fitted values, and the targets that the search never saw."""

from experiments.calibration.calibration import Calibration
from experiments.calibration.fitting import distance
from experiments.validation.pattern import Part, Use
from experiments.validation.presentation import print_board
from experiments.wording.terminal import new_console


def print_calibration(calibration: Calibration) -> None:
    """Print the fitted values, the distance before and after, and then the scoreboard with its CHECK targets."""
    found = calibration.fit
    after = f"{found.after:.2f} after {len(found.trials)} trials (1: one target at the end of its band)"
    print(f"distance {found.before:.2f} before, {after}")
    for one in calibration.free:
        moved = f"{one.now(calibration.base):8.4g} -> {found.values[one.name]:8.4g}"
        print(f"  {one.name:34} {moved}   (from {one.low:g} to {one.high:g})")
    print_board(new_console(), calibration.board)
    parts = [part for scored in calibration.board.scored for part in scored.parts]
    checks = [part for part in parts if part.target.use is Use.CHECK]
    met = sum(part.part is Part.MET for part in checks)
    fitted = f"Distance of the FIT and CODE targets of all patterns: {distance(parts):.2f}."
    print(f"{fitted} CHECK targets met: {met} of {len(checks)}.")
