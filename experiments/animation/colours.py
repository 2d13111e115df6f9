"""By what people can be coloured: the stages of a practice, or anything of theirs that is measured from 0 to 1."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError, nearest_hint
from sim.state import STAGES, Field, World, state_fields

STAGE = "stage"
WHITE = "#ffffff"
BANDS = 10
SHADES = np.array([(250, 226, 120), (66, 165, 140), (45, 20, 95)])  # light to dark: apart without any hue, too


class Mark(NamedTuple):
    """How a dot looks, and what that means; a ring and a disc stay apart for whoever sees no colours."""

    name: str
    fill: str
    edge: str


LOOKS = ((WHITE, "#8c8c8c"), ("#9fd0f2",) * 2, ("#e69f00",) * 2, ("#00436e",) * 2, (WHITE, "#b3261e"))
STAGE_MARKS = tuple(Mark(stage, fill, edge) for stage, (fill, edge) in zip(STAGES, LOOKS, strict=True))
DECLARED: dict[str, Field] = dict(state_fields())
TRAITS = [field.name for field in DECLARED["traits"].fields]
MEASURED = {
    field.name: field
    for field in [*DECLARED["traits"].fields, *DECLARED["seats"].fields]
    if field.label and field.unit == "0 to 1"
}
COLOURS = (STAGE, *MEASURED)


def checked(colour: str) -> str:
    """Return by what people are coloured; raise ScenarioError where it cannot be shown."""
    if colour not in COLOURS:
        raise ScenarioError(
            f"--colour must be one of {', '.join(COLOURS)}, not '{colour}'{nearest_hint(colour, COLOURS)}"
        )
    return colour


def marks_of(colour: str) -> Sequence[Mark]:
    """Return how dots look, by number: a stage each, or a tenth of the scale each."""
    return STAGE_MARKS if colour == STAGE else [_band(number) for number in range(BANDS)]


def _band(number: int) -> Mark:
    place = number / (BANDS - 1) * (len(SHADES) - 1)
    channels = (np.interp(place, range(len(SHADES)), SHADES[:, channel]) for channel in range(3))
    shade = "#" + "".join(f"{round(channel):02x}" for channel in channels)
    return Mark(f"{number / BANDS:.1f} to {(number + 1) / BANDS:.1f}", shade, shade)


def values_of(colour: str, world: World) -> NDArray[np.float64]:
    """Return what is measured of everybody, float64 (seats)."""
    values = world.traits[:, TRAITS.index(colour)] if colour in TRAITS else world.seats[colour]
    return np.asarray(values, dtype=np.float64)


def bands_of(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the tenth of the scale that each value lies in, uint8 (seats); 1 lies in the last."""
    return np.clip(np.floor(values * BANDS), 0, BANDS - 1).astype(np.uint8)
