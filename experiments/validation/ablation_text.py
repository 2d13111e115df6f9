"""An ablation for people: a table, sentences, and a picture of which mechanism carries which pattern."""

from typing import TYPE_CHECKING

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from experiments.pictures.page import INK, LIGHT, VERMILLION, page
from experiments.validation.ablation import Ablation, PatternChange
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

ROW = 0.3
LOSS = LinearSegmentedColormap.from_list("loss", ["#FBE6DA", VERMILLION])
GAIN = "#BFDDF0"
DARK = 0.6
HOW = (
    "One mechanism or coupling switched off at a time. -2 of 5: of five parts of the pattern that lie in their bands "
    "with everything on, two are missed without it. +1: one that was missed lies in its band."
)


def print_ablation(console: "Console", ablation: Ablation) -> None:
    """Print the table and what breaks, mechanism by mechanism."""
    console.print(_table(ablation))
    for line in sentences(ablation):
        console.print(line)


def _table(ablation: Ablation) -> "Table":
    table = new_table(panels=True)
    table.add_column("without")
    for scored in ablation.complete.scored:
        table.add_column(scored.pattern.id, number=True)
    for mechanism in ablation.without:
        table.add_row(mechanism, *(change.in_words for change in _row(ablation, mechanism)))
    return table


def _row(ablation: Ablation, mechanism: str) -> list[PatternChange]:
    return [ablation.change(mechanism, place) for place in range(len(ablation.complete.scored))]


def sentences(ablation: Ablation) -> list[str]:
    """Return a sentence a mechanism: what breaks without it."""
    return [_sentence(ablation, mechanism) for mechanism in ablation.without]


def _sentence(ablation: Ablation, mechanism: str) -> str:
    changes = zip(ablation.complete.scored, _row(ablation, mechanism), strict=True)
    broken = [f"{scored.pattern.id} ({'; '.join(change.lost)})" for scored, change in changes if change.lost]
    return f"Without {mechanism}: {', '.join(broken) if broken else 'no pattern breaks'}."


def ablation_as_markdown(ablation: Ablation, picture: str) -> str:
    """Return an ablation as a page of the documentation, with a link to its picture."""
    ids = [scored.pattern.id for scored in ablation.complete.scored]
    lines = [
        "# Which mechanism and which coupling carries which pattern",
        "",
        "Written by `orgchange validate --ablate --docs`; do not edit.",
        f"{HOW} Replicates are fewer than for the [scoreboard](scoreboard.md), so more parts are undecided.",
        "",
        f"![Patterns that break without each mechanism]({picture})",
        "",
        f"| without | {' | '.join(ids)} |",
        f"|---{'|---' * len(ids)}|",
        *(
            f"| {name} | {' | '.join(change.in_words for change in _row(ablation, name))} |"
            for name in ablation.without
        ),
        "",
        *(f"- {line}" for line in sentences(ablation)),
    ]
    return "\n".join(lines) + "\n"


def draw_ablation(ablation: Ablation) -> Figure:
    """Return the picture: a row a mechanism, a column a pattern."""
    rows, columns = list(ablation.without), ablation.complete.scored
    subtitle = f"{HOW} Orange: the share of what held that is lost. Blue: only gained."
    figure = page(ROW * len(rows) + 1.4, "What breaks when a mechanism or a coupling is switched off", subtitle)
    axes = figure.subplots()
    for height, mechanism in enumerate(rows):
        for place, change in enumerate(_row(ablation, mechanism)):
            share = len(change.lost) / change.held if change.held else 0.0
            face = LOSS(share) if change.lost else (GAIN if change.gained else "white")
            axes.barh(height, 0.94, left=place - 0.47, height=0.88, color=face, edgecolor=LIGHT, linewidth=0.5)
            words = change.in_words.strip(".").replace(" +", "\n+")
            axes.text(
                place,
                height,
                words,
                ha="center",
                va="center",
                size=7.5,
                color="white" if share > DARK else INK,
                linespacing=0.9,
            )
    axes.set_yticks(range(len(rows)), [name.replace("_", " ") for name in rows])
    axes.set_xticks(
        range(len(columns)),
        [f"{one.pattern.id} {one.pattern.title}" for one in columns],
        rotation=40,
        ha="left",
        size=9,
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure
