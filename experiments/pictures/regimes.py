"""The regime map: the best policy in every cell of two levers, hatched where another may be as good."""

from textwrap import wrap

from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from experiments.discover.discovery import Discovery
from experiments.discover.regimes import AS_PLANNED, RegimeCell, RegimeMap
from experiments.discover.space import BASELINE
from experiments.pictures.maps import LEAST, LETTERS, draw_cell
from experiments.pictures.page import BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, VERMILLION, page
from experiments.wording.language import say, translated
from experiments.wording.names import (
    METRIC,
    axis_name,
    axis_value,
    decimals,
    key_name,
    meanings,
    metric_name,
    number,
    option,
    small,
)
from experiments.wording.quantities import confidence_text

COLOURS = (BLUE, ORANGE, GREEN, PURPLE, VERMILLION, "#56B4E9", "#F0E442")
NOTHING = ("[]", "none", BASELINE)


def draw_regimes(found: Discovery) -> Figure | None:
    """Return the regime map of a study; None where there is none."""
    regimes, space = found.regimes, found.space
    if regimes is None:
        return None
    metric = METRIC[regimes.metric]
    key = "pictures.regimes_worlds" if len(space.worlds) > 1 else "pictures.regimes_over"
    over = say(key, worlds=len(space.worlds), replicates=len(space.replicates))
    what = say(
        f"pictures.regimes_{'most' if metric.direction > 0 else 'least'}", metric=small(metric_name(metric.name))
    )
    subtitle = f"{what} {over}{meanings([regimes.across, regimes.up])}"
    sides = {"across": small(key_name(regimes.across)), "up": small(key_name(regimes.up))}
    title = say("pictures.regimes", **sides)
    figure = page(max(0.65 * len(regimes.rows), LEAST) + 0.8, title, subtitle, _note(found))
    axes = figure.subplots()
    digits = decimals(cell.mean.mean for cell in regimes.cells)
    for cell in regimes.cells:
        place = list(regimes.columns).index(cell.across), list(regimes.rows).index(cell.up)
        text = f"{short(cell.best)}\n{number(cell.mean.mean, metric, digits)}"
        draw_cell(axes, place, to_rgba(colour_of(cell, regimes)), text, 9, hatched=not cell.decided)
    axes.set(xlim=(-0.5, len(regimes.columns) - 0.5), ylim=(-0.5, len(regimes.rows) - 0.5))
    axes.set_xticks(range(len(regimes.columns)), [axis_value(regimes.across, value) for value in regimes.columns])
    axes.set_yticks(range(len(regimes.rows)), [axis_value(regimes.up, value) for value in regimes.rows])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(axis_name(regimes.across))
    axes.set_ylabel("\n".join(wrap(axis_name(regimes.up), LETTERS)))
    return figure


def colour_of(cell: RegimeCell, regimes: RegimeMap) -> str:
    """Return the colour of a cell's policy.

    Grey for doing nothing, then one a winner, light grey for those beyond the colours.
    """
    if short(cell.best) == _nothing():
        return GREY
    winners = [name for name in regimes.winners if short(name) != _nothing()]
    return dict(zip(winners, COLOURS, strict=False)).get(cell.best, LIGHT)


def short(name: str) -> str:
    """Return a policy as few words.

    ``intervention=[okr]`` as OKR, an empty intervention and the baseline as nothing.
    """
    values = [part.partition("=")[2] or part for part in name.split(", ")]
    words = [option(value) for value in values if value not in NOTHING]
    return "\n".join(words) if words else _nothing()


def _nothing() -> str:
    return translated("nothing")


def _note(found: Discovery) -> str:
    key = "pictures.regimes_note_sampled" if found.space.sampled else "pictures.regimes_note"
    cells = [] if found.regimes is None else found.regimes.cells
    planned = any(cell.best == AS_PLANNED for cell in cells)
    told = say(key, confidence=confidence_text(found.space.study.confidence))
    return f"{told} {say('pictures.as_planned')}" if planned else told
