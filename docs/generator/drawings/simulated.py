"""Pictures of rules that show only in what happens: small simulated organizations."""

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from docs.generator.drawings.canvas import HEIGHT, STYLES, curves, declared, label, observed
from docs.generator.drawings.runs import ABOUT, NOTHING, TRYING, small_run, small_scenario
from experiments.pictures.page import BLUE, GREEN, GREY, ORANGE, VERMILLION, page
from sim.interventions.training import spacing
from sim.model import OrganizationModel
from sim.outcomes.dictionary import SERIES_NAMES
from sim.state import DELIVERED, PLANNED, SILO

SIZES = (5.0, 20.0, 80.0, 240.0)
KITCHENHAM = {0.5: 0.97, 0.9: 1.34}
BUDZIER = 0.042
SAKS = {0: 0.62, 26: 0.44, 52: 0.34}
LIGHTS = {"truly_red": (VERMILLION, "-"), "reported_red": (BLUE, "--"), "watermelon": (GREEN, "-.")}
PARTS = {"spent_progress": BLUE, "spent_startup": GREY, "spent_coordination": ORANGE, "spent_rework": VERMILLION}


def draw_estimation() -> Figure:
    """Draw how many projects turn out how much larger than estimated."""
    projects = _projects({"project.size": 40.0, "exposure.active": False, "legacy.active": False})
    started = projects[projects["status"] != PLANNED]
    ratio = np.sort(started["scope"] / started["effort"])
    figure = page(
        HEIGHT,
        "Work is seldom what it was estimated to be",
        f"True scope over estimate of {len(ratio):,} simulated projects.",
    )
    axes = figure.subplots()
    axes.plot(
        ratio,
        np.arange(1, len(ratio) + 1) / len(ratio),
        color=BLUE,
        linewidth=2,
        label="model: the work itself, before errors and rework",
    )
    observed(
        axes,
        list(KITCHENHAM.values()),
        list(KITCHENHAM),
        "actual effort over estimate, median and P90 (Kitchenham et al. 2002)",
    )
    axes.axvline(1.0, color=GREY, linewidth=1)
    axes.set_xlim(0.3, 2.5)
    label(axes, "Over the estimate, ratio", "Projects up to this ratio", percent=True)
    return figure


def draw_exposure() -> Figure:
    """Draw the scope that requirement changes add over the time a project took."""
    figure = page(
        HEIGHT,
        "The longer it takes, the more the world changes",
        "Scope added by requirement changes, mean of delivered projects of each size.",
    )
    axes = figure.subplots()
    years, added = zip(*(_added(size) for size in (10.0, 40.0, 120.0, 320.0, 640.0)), strict=True)
    axes.plot(years, added, "o-", color=BLUE, linewidth=2, label="model, projects of 10 to 640 person-weeks")
    axes.plot(
        [0, max(years)],
        [0, BUDZIER * max(years)],
        "--",
        color=ORANGE,
        label="4.2 percentage points a year (Budzier & Flyvbjerg 2012)",
    )
    axes.legend(frameon=False, fontsize=9)
    label(axes, "Working time, years", "Added scope, share of estimate", percent=True)
    return figure


def _added(size: float) -> tuple[float, float]:
    projects = _projects({"project.size": size, "horizon.weeks": 312})
    ended = projects[projects["status"] == DELIVERED]
    return float(ended["elapsed_weeks"].mean() / 52), float((ended["added_scope"] / ended["effort"]).mean())


def draw_tracking() -> Figure:
    """Draw overruns and benefits of delivered projects where all are tracked and where none is."""
    figure = page(
        HEIGHT,
        "What tracking benefits changes",
        f"Delivered projects of 80 person-weeks in {ABOUT}, with the same luck.",
    )
    overrun, benefits = figure.subplots(1, 2)
    for name, chance, (colour, style) in zip(("all are tracked", "none is tracked"), (1.0, 0.0), STYLES, strict=False):
        projects = _projects({"tracking.base": chance, "project.size": 80.0})
        ended = projects[projects["status"] == DELIVERED]
        shares = np.arange(1, len(ended) + 1) / len(ended)
        overrun.plot(
            np.sort(ended["spent"] / ended["budget_first"] - 1.0), shares, style, color=colour, linewidth=2, label=name
        )
        benefits.plot(np.sort(ended["benefit_rate"]), shares, style, color=colour, linewidth=2)
    overrun.set_xlim(-0.5, 1.5)
    overrun.set_xticks([-0.5, 0.0, 0.5, 1.0, 1.5])
    overrun.legend(frameon=False, fontsize=9)
    label(overrun, "Cost over the first budget, ratio minus 1", "Projects up to this overrun", percent=True)
    label(benefits, "Benefits over planned benefits", "Projects up to these benefits", percent=True)
    return figure


def draw_training() -> Figure:
    """Draw what pauses between sessions are worth, and how many apply what they learned as time goes by."""
    p = declared("intervention.training")
    figure = page(
        HEIGHT,
        "Spaced sessions teach more, and what is taught fades",
        f"Right: mean of {ABOUT}, all teams trained from week 0 on.",
    )
    spaced, applied = figure.subplots(1, 2)
    curves(spaced, np.linspace(0.25, 13, 52), {"": lambda pause: spacing(pause, 1, float(p["massed_loss"]))})
    end = int(p["span_weeks"])
    series = _series({**NOTHING, "intervention.training.strength": 1.0, "rollout.speed": 1.0}, "training_applied")
    applied.plot(range(-end, len(series) - end), series, color=BLUE, linewidth=2, label="model")
    observed(applied, list(SAKS), list(SAKS.values()), "Saks & Belcourt 2006")
    label(spaced, "Weeks between sessions", "Effect of a session, ratio")
    label(applied, "Weeks after the programme", "Trained people who apply it", percent=True)
    return figure


def draw_work() -> Figure:
    """Draw what project time goes into over project size."""
    figure = page(HEIGHT, "What project time goes into", f"Time spent by started projects, by size; {ABOUT}.")
    axes = figure.subplots()
    bottom = np.zeros(len(SIZES))
    ledgers = [_projects({"project.size": size}) for size in SIZES]
    for name, colour in PARTS.items():
        share = np.array([ledger[name].sum() / ledger["spent"].sum() for ledger in ledgers])
        axes.bar(
            range(len(SIZES)),
            share,
            bottom=bottom,
            color=colour,
            width=0.6,
            edgecolor="white",
            label=name.removeprefix("spent_"),
        )
        bottom += share
    axes.set_xticks(range(len(SIZES)), [f"{size:g}" for size in SIZES])
    axes.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1.0, 0.5), reverse=True)
    label(axes, "Project size, person-weeks", "Share of project time", percent=True)
    return figure


def draw_staffing() -> Figure:
    """Draw people on projects over the weeks, for small and for large projects."""
    figure = page(HEIGHT, "The same work, in small and in large pieces", f"People on projects, mean of {ABOUT}.")
    axes = figure.subplots()
    for size, (colour, style) in zip((5.0, 40.0, 240.0), STYLES, strict=False):
        engaged = _series({"project.size": size}, "engaged")
        axes.plot(engaged, style, color=colour, linewidth=2, label=f"{size:g} person-weeks")
    axes.legend(frameon=False, fontsize=9, title="projects of", title_fontsize=9, alignment="left")
    label(axes, "Week", "People on projects", percent=True)
    return figure


def draw_reporting() -> Figure:
    """Draw projects that are red and that report red."""
    figure = page(HEIGHT, "Green outside, red inside", f"Share of running projects, mean of {TRYING}.")
    axes = figure.subplots()
    for name, (colour, style) in LIGHTS.items():
        axes.plot(_series({}, name), style, color=colour, linewidth=2, label=name.replace("_", " "))
    axes.legend(frameon=False, fontsize=9)
    label(axes, "Week", "Share of running projects", percent=True)
    return figure


def draw_influence() -> Figure:
    """Draw how far people of one department differ in silo, with and without influence."""
    figure = page(
        HEIGHT,
        "People who listen to each other become alike",
        "Standard deviation of silo in one organization of 300 people, nobody leaving.",
    )
    axes = figure.subplots()
    for active, (colour, style) in zip((True, False), STYLES, strict=False):
        axes.plot(
            _spread_of_silo(active=active),
            style,
            color=colour,
            linewidth=2,
            label="with influence" if active else "without",
        )
    axes.legend(frameon=False, fontsize=9)
    label(axes, "Week", "Standard deviation of silo between people")
    return figure


def _spread_of_silo(*, active: bool) -> list[float]:
    changes = {"influence.active": active, "turnover.active": False, "horizon.weeks": 104}
    model = OrganizationModel(small_scenario(changes))
    spread = []
    while model.running:
        model.step()
        spread.append(float(model.world.traits[:, SILO].std()))
    return spread


def _projects(changes: Mapping[str, object]) -> NDArray[np.void]:
    return np.asarray(small_run(changes).projects).reshape(-1)


def _series(changes: Mapping[str, object], name: str) -> NDArray[np.float64]:
    column = SERIES_NAMES.index(name)
    return np.asarray(small_run(changes).series[:, :, column].mean(axis=0, dtype=np.float64))
