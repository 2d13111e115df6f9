"""The pictures of a report.

Drawn as for the study's folder, carried inside the file, and told in words for who cannot see them.
"""

import base64
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from math import isnan

from matplotlib.figure import Figure

from experiments.departments.saved import kept_departments
from experiments.discover.discovery import Discovery
from experiments.pictures.discovery import draw_robust_sensitivity
from experiments.pictures.draw import pictures_for
from experiments.pictures.fates import FATES
from experiments.pictures.grid import SPEED, grid_of, undecided_cells
from experiments.pictures.page import lay_out, localize, plain_style
from experiments.pictures.regimes import draw_regimes
from experiments.pictures.regret import draw_regret
from experiments.pictures.scenarios import draw_scenarios
from experiments.pictures.sensitivity import draw_sensitivity
from experiments.pictures.slices import against_baseline, along, best_plan, mean_over, plans_of, weekly_over
from experiments.report import policies_section as robust
from experiments.report.blocks import Picture
from experiments.report.content import ReportContent
from experiments.report.wording import amount, between, listed, name_of, said, value, value_of
from experiments.sensitivity.measure import Sensitivity
from experiments.wording.language import say, say_counted
from experiments.wording.names import METRIC, metric_name
from experiments.wording.quantities import number

NOT_NEEDED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
MOST, PLACE_DIGITS = 6, 5


def pictures(content: ReportContent) -> dict[str, Picture]:
    """Return every picture that fits a study, by name."""
    if not content.study.ended:
        return {}
    found: dict[str, Picture] = {}
    with plain_style():
        for name, draw in pictures_for(content.findings).items():
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
    yield say("shows.regimes", across=name_of(regimes.across), up=name_of(regimes.up))
    counts = Counter(robust.in_plain(cell.best) for cell in regimes.cells)
    yield f"{listed([say('shows.in_cells', name=name, count=count) for name, count in counts.most_common()])}."
    undecided = sum(not cell.decided for cell in regimes.cells)
    yield say("shows.hatched_of", undecided=undecided, cells=len(regimes.cells))


def _regret(found: Discovery) -> Iterator[str]:
    shown = len(found.regret.policies) if found.regret is not None else 0
    yield say("shows.regret", count=shown)


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
    yield say("shows.wrong")


def _bars(known: Sensitivity) -> Iterator[str]:
    told = [f"{name_of(each.name)} {number(each.measures.get(known.leading, 0.0))}" for each in known.influences]
    yield say("shows.bars", names=listed(told))


def _picture(content: ReportContent, name: str, figure: Figure) -> Picture:
    texts = [" ".join(text.get_text().split()) for text in figure.texts]
    title, *explained = texts
    shows = " ".join(WORDS[name](content)) if name in WORDS else ""
    return Picture(title, _source(figure), f"{title}. {shows or ' '.join(explained)}")


def _source(figure: Figure) -> str:
    """Return a figure as a data URI of SVG: shapes only, nothing that depends on the day."""
    localize(figure)
    lay_out(figure)
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
    across, up, metric = name_of(grid.across), name_of(grid.up), METRIC[content.metric]
    yield say("shows.map", across=across, up=up)
    told = [point for point in grid.points if not isnan(content.study.mean_of(point.design, metric.name))]
    ranked = sorted(told, key=lambda point: content.study.mean_of(point.design, metric.name))
    for key, point in (("highest", ranked[-1]), ("lowest", ranked[0])) if ranked else ():
        places = [f"{name_of(side)} {value_of(side, point.value(side))}" for side in (grid.across, grid.up)]
        level = value(metric.name, content.study.mean_of(point.design, metric.name))
        yield say(f"shows.{key}", level=level, place=", ".join(places))
    undecided = len(undecided_cells(content.study, grid, metric))
    yield say_counted("shows.hatched", undecided) if undecided else say("shows.none_hatched")
    yield say("shows.table_of_plans")


def _adoption(content: ReportContent) -> Iterator[str]:
    key, plans = along(content.study, SPEED, MOST)
    yield say("shows.adoption")
    said = []
    for plan in plans:
        end = value("adopted", float(weekly_over(content.study, plan.designs, "adopted").median[-1]))
        told = f"{name_of(key)} {value_of(key, plan.value)}" if key else ""
        said.append(say("shows.with", level=end, plan=told) if key else end)
    yield f"{listed(said)}."


def _fates(content: ReportContent) -> Iterator[str]:
    best = best_plan(content.study)
    told = [("best" if len(content.study.ended) > 1 else "plan", best.designs)]
    told += [("baseline", best.baselines)] if best.baselines else []
    yield say("shows.fates")
    for key, designs in told:
        shares = [
            f"{value(fate, mean_over(content.study, designs, fate))} {say(f'pictures.fate.{fate}')}" for fate in FATES
        ]
        yield say(f"shows.fates_{key}", shares=listed(shares))


def _differences(content: ReportContent) -> Iterator[str]:
    found = [against for plan in plans_of(content.study) if (against := against_baseline(content.study, plan))]
    verdicts = [said(difference.verdict(content.direction)) for difference in found]
    counts = listed([f"{verdicts.count(word)} {word}" for word in dict.fromkeys(verdicts)])
    lowest, highest = (extreme(difference.mean for difference in found) for extreme in (min, max))
    span = between(amount(content.metric, lowest), amount(content.metric, highest))
    yield say("shows.differences", counts=counts, span=span)


def _departments(content: ReportContent) -> Iterator[str]:
    kept = kept_departments(content.study)
    yield say("shows.departments", count=len(kept["departments"]) if kept else 0)


def _profile(content: ReportContent) -> Iterator[str]:
    (differences,) = content.against_baseline.values()
    yield say("shows.profile")
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
    "departments": _departments,
    "profile": _profile,
}
