"""Pictures of what happens in and between people."""

import numpy as np
from matplotlib.figure import Figure

from docs.generator.drawings.canvas import HEIGHT, SHARES, curves, declared, family, label, observed
from experiments.pictures.page import page
from sim.processes.adoption import relapse_hazard, trying_hazard
from sim.processes.feedback import felt
from sim.processes.learning import weekly_gain
from sim.processes.people import mean_silo
from sim.processes.saturation import weariness
from sim.processes.turnover import weekly_hazard
from sim.processes.wellbeing import influence_target, satisfaction_target
from sim.processes.workload import project_time_factor, weekly_workload

YEAR = 52
WILLING, THRESHOLD = 1.0, 0.25


def draw_adoption() -> Figure:
    """Draw the hazards of trying and of giving up over the share of contacts who use the practice."""
    p = declared("adoption")
    figure = page(
        HEIGHT,
        "Contacts convince, coaches push, and those who are alone give up",
        "Weekly hazards over the weighted share of contacts who use the practice.",
    )
    trying, relapsing = figure.subplots(1, 2)
    rules = {
        "full": lambda seen: trying_hazard(WILLING, 1.0, 1.0, seen, THRESHOLD, 1.0, p),
        "none": lambda seen: trying_hazard(WILLING, 1.0, 0.0, seen, THRESHOLD, 1.0, p),
        "not taken on": lambda seen: trying_hazard(WILLING, 0.0, 0.0, seen, THRESHOLD, 1.0, p),
    }
    curves(trying, SHARES, rules, legend=f"support (fully willing, threshold {THRESHOLD})")
    curves(
        relapsing,
        SHARES,
        family(lambda level, seen: relapse_hazard(seen, level, p), (0.0, 0.5, 0.9)),
        legend="proficiency",
    )
    trying.set_ylim(0, 0.42)
    label(trying, "Exposure, 0 to 1", "Hazard of trying, per week")
    label(relapsing, "Exposure, 0 to 1", "Hazard of an adopter giving up, per week")
    return figure


def draw_feedback() -> Figure:
    """Draw how strongly a result is felt over the effort behind it."""
    p = declared("feedback")
    figure = page(
        HEIGHT,
        "A result is felt by those it is large for",
        "How strongly a result is felt by one department that did it alone, 0 to 1.",
    )
    axes = figure.subplots()
    efforts = np.linspace(0, 400, 161)
    curves(
        axes,
        efforts,
        family(lambda people, effort: felt(effort, 1, int(people), p), (10, 25, 100)),
        legend="people in the department",
    )
    label(axes, "Effort of the project, person-weeks", "How strongly it is felt")
    return figure


def draw_learning() -> Figure:
    """Draw proficiency over a year of use with different support, and over a year without use."""
    p = declared("learning")
    figure = page(
        HEIGHT,
        "Support teaches; what is not used is forgotten",
        "Proficiency of a person of medium process orientation.",
    )
    using, unused = figure.subplots(1, 2, sharey=True)
    curves(using, range(YEAR + 1), family(_proficiency, (1.0, 0.15, 0.0)), legend="support")
    curves(unused, range(YEAR + 1), {"": lambda week: 0.5 ** (week / float(p["half_life"]))})
    label(using, "Weeks of use", "Learning from nothing", percent=True)
    label(unused, "Weeks without use", "Forgetting, share that is left", percent=True)
    return figure


def _proficiency(support: float, weeks: float) -> float:
    p, level = declared("learning"), 0.0
    for _ in range(int(weeks)):
        level += weekly_gain(level, support, 0.5, p)
    return level


def draw_people() -> Figure:
    """Draw the mean silo trait that goes with a density ratio."""
    figure = page(
        HEIGHT,
        "Where silo starts",
        "Mean silo of an organization over how much denser ties are inside departments than across.",
    )
    axes = figure.subplots()
    curves(axes, np.geomspace(1, 100, 100), {"": mean_silo})
    observed(axes, [10.3], [mean_silo(10.3)], "e-mail of a research institution: ratio 10.3 (SNAP email-Eu-core)")
    axes.set_xscale("log")
    axes.set_xticks([1, 2, 5, 10, 20, 50, 100], ["1", "2", "5", "10", "20", "50", "100"])
    label(axes, "Tie density inside departments over density across", "Mean silo, 0 to 1")
    return figure


def draw_saturation() -> Figure:
    """Draw willingness over the number of changes beside the survey it was fitted to."""
    p, ready = declared("saturation"), float(declared("people")["readiness"])
    figure = page(
        HEIGHT,
        "Every further change finds less willingness",
        "Willingness of a person of mean readiness over the changes that come on top.",
    )
    axes = figure.subplots()
    curves(axes, np.linspace(0, 12, 49), {"model": lambda more: ready * weariness(more, p)})
    observed(
        axes,
        [0, 8],
        [0.74, 0.43],
        "willing to support change: 74 % at two, 43 % at ten changes (Gartner, vendor figure)",
    )
    label(axes, "Simultaneous changes beyond two", "Willingness", percent=True)
    return figure


def draw_turnover() -> Figure:
    """Draw the share who leave in a year over job satisfaction."""
    p = declared("turnover")
    figure = page(
        HEIGHT,
        "The dissatisfied leave more often",
        "Share of people who leave within a year at a constant satisfaction.",
    )
    axes = figure.subplots()
    curves(axes, SHARES, {"": lambda satisfaction: 1.0 - np.exp(-YEAR * weekly_hazard(satisfaction, p))})
    label(axes, "Job satisfaction, 0 to 1", "Leavers in a year", percent=True)
    return figure


def draw_wellbeing() -> Figure:
    """Draw where satisfaction and the sense of influence move to."""
    p = declared("wellbeing")
    figure = page(
        HEIGHT, "What wellbeing follows", "Levels toward which both move, at a medium sense of influence (left)."
    )
    satisfied, influential = figure.subplots(1, 2, sharey=True)
    loads = np.linspace(0.6, 1.6, 101)
    curves(
        satisfied,
        loads,
        family(lambda trust, load: satisfaction_target(trust, 0.5, load, p), (0.8, 0.5, 0.2)),
        legend="trust",
    )
    rules = {
        "on a project, masters the practice": lambda trust: influence_target(trust, 1.0, 1.0, 0.0, p),
        "on a project": lambda trust: influence_target(trust, 1.0, 0.0, 0.0, p),
        "neither": lambda trust: influence_target(trust, 0.0, 0.0, 0.0, p),
    }
    curves(influential, SHARES, rules)
    label(satisfied, "Workload, demand over capacity", "Job satisfaction, 0 to 1")
    label(influential, "Trust, 0 to 1", "Sense of influence, 0 to 1")
    return figure


def draw_workload() -> Figure:
    """Draw workload over the years and what is left for projects."""
    p = declared("workload")
    figure = page(
        HEIGHT,
        "Growing demand eats the slack",
        "Left: workload of an average person, without meetings. Right: what an overload leaves of the agreed project "
        "time.",
    )
    loads, factors = figure.subplots(1, 2)
    rules = {
        "half-time on a project": lambda year: weekly_workload(0.0, _demand(year), 0.5, 0.0, p),
        "on no project": lambda year: weekly_workload(0.0, _demand(year), 0.0, 0.0, p),
    }
    curves(loads, np.linspace(0, 10, 81), rules)
    curves(factors, np.linspace(0.6, 2, 81), {"": project_time_factor})
    label(loads, "Years", "Workload, demand over capacity")
    label(factors, "Workload, demand over capacity", "Project time given, share of agreed", percent=True)
    return figure


def _demand(years: float) -> float:
    p = declared("workload")
    return float(p["base"] * (1.0 + p["growth"]) ** years)
