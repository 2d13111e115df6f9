"""The pictures of a report.

Drawn as for the study's folder, carried inside the file, and told in words for who cannot see them.
"""

import base64
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from matplotlib.figure import Figure

from experiments.discover.discovery import Discovery
from experiments.pictures.case import draw_case
from experiments.pictures.discovery import draw_robust_sensitivity
from experiments.pictures.draw import PICTURES, Drawing
from experiments.pictures.fates import FATES
from experiments.pictures.grid import best_of, grid_of, undecided_cells
from experiments.pictures.page import plain_style
from experiments.pictures.regimes import draw_regimes
from experiments.pictures.regret import draw_regret
from experiments.pictures.scenarios import draw_scenarios
from experiments.pictures.sensitivity import draw_sensitivity
from experiments.pictures.slices import along
from experiments.report import policies_section as robust
from experiments.report.blocks import Picture
from experiments.report.content import ReportContent
from experiments.report.wording import amount, listed, metric_name, name_of, value, value_of
from experiments.sensitivity.measure import Sensitivity
from experiments.wording.names import METRIC
from experiments.wording.quantities import number

NOT_NEEDED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
MOST, PLACE_DIGITS = 6, 5


def pictures(content: ReportContent) -> dict[str, Picture]:
    """Return every picture that fits a study, by name."""
    if not content.study.ended:
        return {}
    drawings: dict[str, Drawing] = (
        PICTURES if content.findings is None else {"case": partial(draw_case, content.findings)}
    )
    found: dict[str, Picture] = {}
    with plain_style():
        for name, draw in drawings.items():
            figure = draw(content.study)
            if figure is not None:
                found[name] = _picture(content, name, figure)
    return found


def discovered_pictures(found: Discovery) -> dict[str, Picture]:
    """Return the pictures of what was discovered, by name."""
    shown: dict[str, Picture] = {}
    with plain_style():
        for name, (draw, words) in DISCOVERED.items():
            figure = draw(found)
            if figure is not None:
                title = figure.texts[0].get_text()
                shown[name] = Picture(title, _source(figure), f"{title}. {' '.join(words(found))}")
    return shown


def _regimes(found: Discovery) -> Iterator[str]:
    regimes = found.regimes
    if regimes is None:
        return
    across, up = name_of(regimes.across), name_of(regimes.up)
    yield (
        f"A table of coloured cells, {across} from left to right and {up} from bottom to top; each names the best "
        "choice in it."
    )
    counts = Counter(robust.in_plain(cell.best) for cell in regimes.cells)
    yield f"{listed([f'{name} in {count} cells' for name, count in counts.most_common()])}."
    undecided = sum(not cell.decided for cell in regimes.cells)
    yield f"{undecided} of {len(regimes.cells)} cells are hatched: another choice may be as good."


def _regret(found: Discovery) -> Iterator[str]:
    shown = len(found.regret.policies) if found.regret is not None else 0
    yield (
        f"Three panels side by side, a row for each of the most robust of {shown} plans: its mean, its regret, and "
        "the share of worlds in"
    )
    yield "which it is good enough. The table below holds the numbers."


def sensitivity_picture(found: Sensitivity) -> Picture:
    """Return the picture of what decides."""
    with plain_style():
        figure = draw_sensitivity(found)
        title = figure.texts[0].get_text()
        return Picture(title, _source(figure), f"{title}. {' '.join(_bars(found))}")


def _sensitivity(found: Discovery) -> Iterator[str]:
    return _bars(found.sensitivity) if found.sensitivity is not None else iter(())


def _draw_wrong(found: Discovery) -> Figure | None:
    table = found.regret
    if table is None:
        return None
    return draw_scenarios(
        found, lambda answer: f"{robust.told(answer, table).partition(':')[0]}.", robust.limit_in_words
    )


def _wrong(_: Discovery) -> Iterator[str]:
    yield (
        "For each sentence above that names limits two panels: coverage against density of the boxes that were "
        "tried, and what the limits"
    )
    yield "leave of the values that were run. The sentences hold the numbers."


def _bars(known: Sensitivity) -> Iterator[str]:
    told = [f"{name_of(each.name)} {number(each.measures.get(known.leading, 0.0))}" for each in known.influences]
    yield f"A bar with its interval for each, the most influential first: {listed(told)}."


def _picture(content: ReportContent, name: str, figure: Figure) -> Picture:
    texts = [" ".join(text.get_text().split()) for text in figure.texts]
    title, *explained = texts
    shows = " ".join(WORDS[name](content)) if name in WORDS else ""
    return Picture(title, _source(figure), f"{title}. {shows or ' '.join(explained)}")


def _source(figure: Figure) -> str:
    """Return a figure as a data URI of SVG: shapes only, nothing that depends on the day."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in (
        figure.axes
    ):  # the layout is solved in an order that memory decides, so its last digits are not the same every time
        left, bottom, width, height = (round(part, PLACE_DIGITS) for part in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    svg = re.sub(r"\n\s*", "\n", NOT_NEEDED.sub("", file.getvalue())).strip()
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _map(content: ReportContent) -> Iterator[str]:
    grid = grid_of(content.study)
    if grid is None:
        return
    across, up = name_of(grid.across), name_of(grid.up)
    yield f"A table of coloured cells, {across} from left to right and {up} from bottom to top."
    metric = METRIC[content.metric]
    ranked = sorted(grid.points, key=lambda point: content.study.mean_of(point.design, metric.name))
    for which, point in (("Highest", ranked[-1]), ("Lowest", ranked[0])):
        place = (
            f"{across} {value_of(grid.across, point.value(grid.across))}, {up} "
            f"{value_of(grid.up, point.value(grid.up))}"
        )
        yield f"{which}: {value(metric.name, content.study.mean_of(point.design, metric.name))} at {place}."
    undecided = len(undecided_cells(content.study, grid, metric))
    yield (
        f"{undecided} cells are hatched: they may be as good as the best."
        if undecided
        else "No cell is hatched: the best is decided."
    )
    yield "The table of plans holds the numbers."


def _adoption(content: ReportContent) -> Iterator[str]:
    key, points = along(content.study, "rollout.speed", MOST)
    yield (
        "Curves over the weeks of the run, with bands for the middle 90 % of the runs. People who have adopted at "
        "the end, median:"
    )
    said = []
    for point in points:
        end = float(content.study.weekly(point.design, "adopted").median[-1])
        said.append(
            f"{value('adopted', end)}{f' with {name_of(key)} {value_of(key, point.value(key))}' if key else ''}"
        )
    yield f"{listed(said)}."


def _fates(content: ReportContent) -> Iterator[str]:
    best = best_of(content.study, content.study.ended, METRIC[content.metric])
    designs = [("Best plan" if len(content.study.ended) > 1 else "Plan", best.design)]
    designs += (
        [("Its baseline", best.baseline)]
        if best.baseline and best.baseline_runs is not None and len(best.baseline_runs.replicates)
        else []
    )
    yield "Bars of the shares of due projects by how they ended."
    for name, design in designs:
        yield f"{name}: {listed([f'{value(fate, content.study.mean_of(design, fate))} {fate}' for fate in FATES])}."


def _differences(content: ReportContent) -> Iterator[str]:
    found = [differences[content.metric] for differences in content.against_baseline.values()]
    said = [difference.verdict(content.direction).value for difference in found]
    counts = listed([f"{said.count(word)} {word}" for word in dict.fromkeys(said)])
    lowest, highest = (extreme(difference.mean for difference in found) for extreme in (min, max))
    span = f"from {amount(content.metric, lowest)} to {amount(content.metric, highest)}"
    yield (
        f"A dot with its interval for every plan against its own baseline: {counts}; {span}. The table below holds "
        "the numbers."
    )


def _profile(content: ReportContent) -> Iterator[str]:
    (differences,) = content.against_baseline.values()
    yield "A dot with its interval for every outcome; the clearest numbers are in the table."
    yield f"{metric_name(content.metric)}: {amount(content.metric, differences[content.metric].mean)}."


DISCOVERED: dict[str, tuple[Callable[[Discovery], Figure | None], Callable[[Discovery], Iterator[str]]]] = {
    "regimes": (draw_regimes, _regimes),
    "regret": (draw_regret, _regret),
    "sensitivity": (draw_robust_sensitivity, _sensitivity),
    "scenarios": (_draw_wrong, _wrong),
}
WORDS: dict[str, Callable[[ReportContent], Iterator[str]]] = {
    "map": _map,
    "adoption": _adoption,
    "fates": _fates,
    "differences": _differences,
    "profile": _profile,
}
