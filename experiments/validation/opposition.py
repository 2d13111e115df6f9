"""What does not come out of the model as the evidence says, and which mechanism stands against it: a line a target."""

from experiments.validation.pattern import Measured
from experiments.validation.scoreboard import Board, Scored
from experiments.validation.wording import band_text, span_text, value_text

TITLE = "What does not come out as the evidence says, and what in the model stands against it"
NOTHING = "Nothing is known to stand against it"


def opposition(board: Board) -> list[str]:
    """Return a sentence for every target that can fail and is not met; none where all are met."""
    return [_sentence(*one) for one in board.not_met()]


def _sentence(scored: Scored, part: Measured) -> str:
    target = part.target
    found = f"{value_text(part.found.value, target.unit)} ({span_text(part.found, target.unit)})"
    what = f"{scored.pattern.id} {target.name}: {part.part.value}, {found} instead of {band_text(target)}"
    return f"{what}. {target.against or NOTHING}."
