"""Whether a calibration comes out again: a sample of its bank lived anew, and its fit done anew, bit for bit."""

from dataclasses import dataclass

import numpy as np

from experiments.posterior.bank import SHARD, drawn, read_bank
from experiments.posterior.kept import draws_digest, kept_calibration
from experiments.posterior.keys import CHOICE, shares
from experiments.posterior.study import Calibration
from sim.compiler import source_stamp

SAMPLE = 20


@dataclass(frozen=True)
class Relived:
    """What came out again.

    Attributes:
        draws: which draws of the bank were lived anew.
        differing: those of them that came out differently.
        fit_same: whether all posterior draws have the same bits.
        differences: what else is not as it was (files, model, runs).

    """

    draws: tuple[int, ...]
    differing: tuple[int, ...]
    fit_same: bool
    differences: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether all of it came out again."""
        return self.fit_same and not self.differing and not self.differences


def relived(calibration: Calibration) -> Relived:
    """Live a sample of the bank anew and fit anew; raise ScenarioError where nothing is kept."""
    kept = kept_calibration(calibration.folder)
    anew = Calibration(calibration.case, calibration.folder, int(kept["runs"]), calibration.threads, anew=True)
    runs = anew.runs
    sample = np.unique((shares(1, CHOICE, str(kept["bank"]), np.arange(SAMPLE)) * runs).astype(np.int64))
    bank = read_bank(anew.question, anew.folder / "bank", -(-runs // SHARD) * SHARD)
    again = drawn(anew.question, sample, anew.threads)
    differing = [
        draw
        for row, draw in enumerate(sample.tolist())
        if not all(
            np.array_equal(one[draw], other[row], equal_nan=True)
            for one, other in (
                (bank.places, again.places),
                (bank.taken_up, again.taken_up),
                (bank.moments, again.moments),
                (bank.standing, again.standing),
                (bank.ledger, again.ledger),
            )
        )
    ]
    same = draws_digest(anew.run().posterior) == kept["draws_sha256"]
    return Relived(tuple(sample.tolist()), tuple(differing), same, tuple(_differences(calibration, kept)))


def _differences(calibration: Calibration, kept: dict[str, object]) -> list[str]:
    now = {"model": source_stamp(), "bank": calibration.question.address, "files": dict(calibration.case.files)}
    words = {"model": "the model", "bank": "what decides the runs", "files": "the files of data"}
    return [f"{words[name]} changed since" for name, value in now.items() if kept[name] != value]
