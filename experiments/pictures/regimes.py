"""The regime map: the best policy in every cell of two levers, hatched where another may be as good."""

from textwrap import wrap

from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from experiments.discover.discovery import Discovery
from experiments.discover.regimes import AS_PLANNED, RegimeCell, RegimeMap
from experiments.discover.space import BASELINE
from experiments.pictures.maps import LEAST, LETTERS, draw_cell
from experiments.pictures.page import BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, VERMILLION, page
from experiments.wording.names import METRIC, axis_name, axis_value, decimals, meanings, number, option, plain

COLOURS = (BLUE, ORANGE, GREEN, PURPLE, VERMILLION, "#56B4E9", "#F0E442")
NOTHING = ("[]", "none", BASELINE)


def draw_regimes(found: Discovery) -> Figure | None:
    """Return the regime map of a study; None where there is none."""
    regimes, space = found.regimes, found.space
    if regimes is None:
        return None
    metric = METRIC[regimes.metric]
    worlds = f"{len(space.worlds)} worlds and " if len(space.worlds) > 1 else ""
    over = f"Means over {worlds}{len(space.replicates)} replicates"
    what = f"The plan that gives the most {plain(metric.name).lower()} of its cell, and what it gives."
    subtitle = (
        f"{what if metric.direction > 0 else what.replace('most', 'least')} "
        f"{over}.{meanings([regimes.across, regimes.up])}"
    )
    title = f"Best plan by {plain(regimes.across).lower()} and {plain(regimes.up).lower()}"
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
    if short(cell.best) == "nothing":
        return GREY
    winners = [name for name in regimes.winners if short(name) != "nothing"]
    return dict(zip(winners, COLOURS, strict=False)).get(cell.best, LIGHT)


def short(name: str) -> str:
    """Return a policy as few words.

    ``intervention=[okr]`` as OKR, an empty intervention and the baseline as nothing.
    """
    values = [part.partition("=")[2] or part for part in name.split(", ")]
    words = [option(value) for value in values if value not in NOTHING]
    return "\n".join(words) if words else "nothing"


def _note(found: Discovery) -> str:
    confidence = found.space.study.confidence_text
    worlds = "worlds and replicates" if found.space.sampled else "replicates"
    cells = [] if found.regimes is None else found.regimes.cells
    planned = (
        " As planned: what every plan of the study tries." if any(cell.best == AS_PLANNED for cell in cells) else ""
    )
    return (
        f"Hatched: undecided, another plan of the same cell may be as good (the {confidence} interval of the "
        f"paired difference over {worlds}, for all others of the cell together, contains 0). Nothing: no intervention "
        f"is tried.{planned}"
    )
