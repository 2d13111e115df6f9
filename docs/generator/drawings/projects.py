"""Pictures of what happens in projects."""

import numpy as np
from matplotlib.figure import Figure

from docs.generator.drawings.canvas import HEIGHT, SHARES, curves, declared, family, label, level, observed, over_sizes
from experiments.pictures.page import page
from sim.outcomes.benefits import yielded
from sim.processes.coordination import overhead_share
from sim.processes.delivery import benefit_rate
from sim.processes.fixed_costs import fixed_work
from sim.processes.hidden_errors import bred_errors
from sim.processes.legacy import legacy_factor
from sim.processes.miscommunication import failure_probability
from sim.processes.portfolio import approval_lead, departments_involved, team_size
from sim.scenario import Scenario

AHONEN_TEAMS, AHONEN_SHARES = (2, 3, 7, 14), (0.046, 0.115, 0.141, 0.168)
SIZES = np.geomspace(1.0, 4000.0, 120)
SILOS = (0.8, 0.5, 0.2)
LARGE = 1_000_000


def draw_coordination() -> Figure:
    """Draw overhead over team size beside the figures it was fitted to."""
    p = declared("coordination")
    figure = page(HEIGHT, "A bigger team talks more", "Share of project time that goes into coordination, as declared.")
    axes = figure.subplots()
    curves(axes, range(1, 41), {"model": lambda team: overhead_share(int(team), p)})
    observed(axes, AHONEN_TEAMS, AHONEN_SHARES, "management share of 117 projects (Ahonen et al. 2015)")
    label(axes, "Team size, people", "Overhead, share of project time", percent=True)
    return figure


def draw_miscommunication() -> Figure:
    """Draw the chance that an exchange fails over trust and over the strength of the tie."""
    p = declared("miscommunication")
    figure = page(
        HEIGHT,
        "Silo, mistrust and missing ties make exchanges fail",
        "Chance that one exchange across departments fails, without skill.",
    )
    over_trust, over_tie = figure.subplots(1, 2, sharey=True)
    by_trust = family(lambda silo, trust: failure_probability(silo, trust, 0.0, True, 0.0, p), SILOS)
    by_tie = family(lambda silo, tie: failure_probability(silo, 0.5, tie, True, 0.0, p), SILOS)
    curves(over_trust, SHARES, by_trust, legend="silo, no tie")
    curves(over_tie, SHARES, by_tie, legend="silo, trust 0.5")
    inside = failure_probability(0.5, 0.5, 0.0, False, 0.0, p)
    for axes in (over_trust, over_tie):
        level(axes, inside, "inside a department")
    label(over_trust, "Trust, 0 to 1", "Failed exchanges over trust", percent=True)
    label(over_tie, "Tie, 0 to 1", "Failed exchanges over the strength of the tie", percent=True)
    return figure


def draw_hidden_errors() -> Figure:
    """Draw how much of new work is wrong because it is built on wrong work."""
    p = declared("hidden_errors")
    figure = page(
        HEIGHT,
        "Wrong work breeds",
        "Share of new work that is wrong because of what it is built on; a project's complexity has mean 1.",
    )
    axes = figure.subplots()
    curves(
        axes,
        SHARES,
        family(lambda complexity, hidden: bred_errors(1.0, hidden, 1.0, complexity, p), (4.0, 1.0, 0.25)),
        legend="complexity",
    )
    label(axes, "Hidden errors, share of the work done", "New work that is wrong", percent=True)
    return figure


def draw_delivery() -> Figure:
    """Draw benefits over defects, for teams that look at the plan or at the outcome, and with and without a sponsor."""
    p = declared("delivery")
    figure = page(
        HEIGHT,
        "Defects, plan-mindedness and a lost sponsor cost benefits",
        "Benefits over planned benefits, where every department that matters took part.",
    )
    axes = figure.subplots()
    rules = {
        "toward outcomes": lambda defects: benefit_rate(defects, 0.0, 1.0, True, p),
        "to the plan": lambda defects: benefit_rate(defects, 1.0, 1.0, True, p),
        "to the plan, sponsor lost": lambda defects: benefit_rate(defects, 1.0, 1.0, False, p),
    }
    curves(axes, np.linspace(0, 0.5, 101), rules, legend="the team works")
    needed = float(p["needed"])
    level(axes, needed, "needed to count as successful")
    label(axes, "Defects left at delivery, share of scope", "Benefit rate", percent=True)
    return figure


def draw_fixed_costs() -> Figure:
    """Draw the share of the work that is fixed over project size."""
    fixed = fixed_work(declared("fixed_costs"))
    figure = page(
        HEIGHT,
        "Very small projects mostly pay for themselves",
        f"A project costs {fixed:g} person-week of fixed work, whatever its size.",
    )
    axes = figure.subplots()
    curves(axes, SIZES, {"": lambda size: fixed / (fixed + size)})
    over_sizes(axes)
    label(axes, "Project size, person-weeks", "Fixed work, share of fixed work and effort", percent=True)
    return figure


def draw_legacy() -> Figure:
    """Draw the true scope of a project over the legacy debt of its department."""
    p = declared("legacy")
    figure = page(
        HEIGHT, "Old systems make more work than was planned", "True scope over what it would be without legacy."
    )
    axes = figure.subplots()
    curves(axes, SHARES, {"": lambda debt: legacy_factor(debt, p)})
    label(axes, "Legacy debt of the department, 0 to 1", "True scope, ratio")
    axes.set_ylim(bottom=0.9)
    return figure


def draw_portfolio() -> Figure:
    """Draw team, departments involved and approval lead over project size."""
    p = Scenario().project
    figure = page(
        HEIGHT, "What grows with the size of a project", "In an organization large enough for it, as declared."
    )
    rules = {
        "Team, people": lambda size: float(team_size(p, size, LARGE)),
        "Departments involved": lambda size: float(departments_involved(p, size, LARGE, LARGE)),
        "Approval lead, weeks": lambda size: approval_lead(p, size),
    }
    for axes, (name, rule) in zip(figure.subplots(1, 3), rules.items(), strict=True):
        curves(axes, SIZES, {name: rule})
        over_sizes(axes)
        label(axes, "Size, person-weeks", name)
    return figure


def draw_benefits() -> Figure:
    """Draw what a delivered project has yielded over time."""
    p = declared("benefits")
    figure = page(HEIGHT, "Benefits take time", "What delivered work has yielded, in multiples of its own effort.")
    axes = figure.subplots()
    curves(
        axes,
        np.arange(157),
        family(lambda rate, week: yielded(1.0, rate, week, p), (1.0, 0.7, 0.4)),
        legend="benefit rate",
    )
    label(axes, "Weeks since delivery", "Benefits over effort")
    return figure
