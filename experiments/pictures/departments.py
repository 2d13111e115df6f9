"""Adoption by department: where it ends with the plan and without, from what ``orgchange departments`` has found."""

from collections.abc import Sequence
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.departments.saved import kept_departments
from experiments.pictures.page import BLUE, GREY, INK, VERMILLION, page
from experiments.provenance.kept import Plain
from experiments.results.study import Study
from experiments.results.titles import called
from experiments.wording.language import localized, say, say_counted
from experiments.wording.quantities import confidence_text

MOST, CHARACTERS, PERCENT = 40, 36, 100.0
AGAINST = " against "


def draw_departments(study: Study) -> Figure | None:
    """Return how far every department adopts with the plan and without; None where nobody looked at departments."""
    kept = kept_departments(study)
    if kept is None:
        return None
    rows: Sequence[Plain] = kept["departments"][:MOST]
    count = len(kept["departments"])
    more = f" {say('pictures.first_of', most=MOST, count=count)}" if count > MOST else ""
    subtitle = (
        say_counted("pictures.departments_how", len(kept["replicates"]), label=_plan(study, kept["label"])) + more
    )
    note = say("pictures.departments_note", confidence=confidence_text(study.confidence))
    names = ["\n".join(wrap(row["name"], CHARACTERS)) for row in rows]
    lines = max((name.count("\n") + 1 for name in names), default=1)
    figure = page(max(0.24, 0.17 * lines) * len(rows) + 0.8, say("pictures.departments"), subtitle, note)
    axes = figure.subplots()
    for place, row in enumerate(rows):
        _draw(axes, place, row)
    axes.set_yticks(range(len(rows)), names)
    axes.set(ylim=(len(rows) - 0.5, -0.5), xlim=(-1, 101), xlabel=say("pictures.adopted_axis"))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#E4E4E4", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    return figure


def _plan(study: Study, told: str) -> str:
    """Return what the plan is called whose departments were looked at, from the name of its comparison."""
    name = told.partition(AGAINST)[0]
    point = next((each for each in study.points if each.label == name), None)
    return name if point is None else called(study.manifest, point.choices)


def _draw(axes: Axes, place: int, row: Plain) -> None:
    difference = row["difference"]["adopted"]
    end, without = row["ends"]["adopted"]["mean"], row["ends"]["adopted"]["mean"] - difference["mean"]
    colour = {"better": BLUE, "worse": VERMILLION}.get(difference["verdict"], GREY)
    axes.plot([PERCENT * without, PERCENT * end], [place, place], color=colour, linewidth=2, zorder=2)
    axes.plot([PERCENT * without], [place], "o", markersize=5, color=INK, markerfacecolor="white", zorder=3)
    axes.plot([PERCENT * end], [place], "o", markersize=6, color=colour, zorder=4)
    text = localized(f"{PERCENT * end:.0f} %")
    people = localized(f"{row['people']:,.0f}")
    beside = say("pictures.department_text", share=text, people=people)
    axes.text(1.01, place, beside, transform=axes.get_yaxis_transform(), va="center", size=8.5)
