"""Amsterdam: simulated adoption beside what was observed, in people."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.cases.amsterdam import OBSERVED
from experiments.pictures.lines import Line, draw_lines, name_ends
from experiments.pictures.page import BLUE, GREY, INK, ORANGE, page
from experiments.pictures.reader import StudyData, StudyPoint

HEIGHT, AXES_HEIGHT = 4.2, 3.5
SIMULATED = (
    "Simulated: people whose team is on board (given by the waves, so no prediction), people who use OKR (trying or adopted), "
    "and people who have adopted it."
)


def draw_amsterdam(study: StudyData) -> Figure | None:
    """Return people on board, using and having adopted OKR, beside the observations; None unless a point has Amsterdam's waves."""
    waves = [observed.week for observed in OBSERVED]
    points = [point for point in study.points if point.changes.get("rollout.wave_weeks") == waves]
    if not points:
        return None
    subtitle = f"Median of {study.replicates}, and the band that holds the middle 90 % of them."
    figure = page(HEIGHT, "Amsterdam: people who work with OKR, simulated and observed", subtitle, f"{_sources()} {SIMULATED}")
    axes = figure.subplots()
    lines = _simulated(study, study.best(points, study.metric))
    _draw_observed(axes)
    draw_lines(axes, lines)
    name_ends(axes, lines, AXES_HEIGHT)
    axes.set_ylabel("People")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    return figure


def _simulated(study: StudyData, point: StudyPoint) -> list[Line]:
    people = float(str(point.value("organization.headcount")))
    joined, using, adopted = (study.weekly(point.design, name).times(people) for name in ("joined", "using", "adopted"))
    return [Line("team on board", joined, GREY), Line("use OKR", using, ORANGE), Line("adopted", adopted, BLUE)]


def _sources() -> str:
    weeks = "; ".join(f"week {observed.week}, {observed.basis}" for observed in OBSERVED)
    source = f"{OBSERVED[0].source}, grade {OBSERVED[0].grade}"
    return f"Observed (dots; hollow: planned): people in teams that work with OKR. Source: {source}: {weeks}."


def _draw_observed(axes: Axes) -> None:
    for observed in OBSERVED:
        face, word = ("white", " planned") if observed.planned else (INK, " observed" if observed is OBSERVED[-2] else "")
        axes.plot([observed.week], [observed.people], "o", markersize=8, color=INK, markerfacecolor=face, clip_on=False, zorder=5)
        axes.annotate(f"{observed.people:,}{word}", (observed.week, observed.people), xytext=(4, 7), textcoords="offset points")
