"""Kill a study again and again at random moments, and hold what it ends with against one that nobody disturbed.

``python -m tests.experiments.survival.kills`` does it with 2,000 design points and 20 kills; other numbers may follow.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from sim.streams import uniforms
from tests.experiments.survival.process import ended, killed_after, parts, started, sweep, tables

SIZES, SPEEDS, KILLS = 40, 50, 20
LAST_KILLS = 3  # so many of the kills come after the last part: while tables are put together, or right before or after
EARLY = 0.8  # the other kills come while at least a fifth of the design points are still to run, however fast they run
DELAY = 5e-5  # seconds a design point by which a kill may come later than the part it waited for: a few parts at most


def disturbed(folder: Path, command: list[str], designs: int, kills: int, seed: int = 1) -> int:
    """Kill a study at random moments until its end, then let it finish; return how many kills met a living process."""
    moments = uniforms(seed, 0, 1, np.arange(kills), np.arange(kills))
    shares = np.sort(moments[:, 0])
    met = 0
    for place in range(kills):
        last = place >= kills - LAST_KILLS
        count = designs if last else max(parts(folder), 1 + int(EARLY * shares[place] * designs))
        longest = designs * (20 * DELAY if last else DELAY)
        met += killed_after(folder, command, count, longest * float(moments[place, 1]))
    code, _, err = ended(started(folder, command))
    assert code == 0, err
    return met


def same_after_kills(folder: Path, sizes: int, speeds: int, kills: int) -> int:
    """Run a study undisturbed and another disturbed, check that both agree, and return how many kills met it alive."""
    designs, command = sizes * speeds + sizes, sweep(sizes, speeds)
    for name in ("whole", "killed"):
        (folder / name).mkdir()
    code, _, err = ended(started(folder / "whole", command))
    assert code == 0, err
    met = disturbed(folder / "killed", command, designs, kills)
    whole, after = tables(folder / "whole"), tables(folder / "killed")
    assert whole.keys() == after.keys()
    for name, rows in whole.items():
        assert rows == after[name], f"{name} is not the same"
    runs = whole["runs.parquet"]
    assert not isinstance(runs, str)
    assert len(runs) == 2 * designs
    assert not parts(folder / "killed")
    return met


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]] or [SIZES, SPEEDS, KILLS]
    with TemporaryDirectory() as place:
        alive = same_after_kills(Path(place), *numbers)
    print(
        f"{numbers[0] * numbers[1]:,} design points, {numbers[2]} kills, {alive} of them while it ran: the same rows, "
        "bit for bit"
    )
