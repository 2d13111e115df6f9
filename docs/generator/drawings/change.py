"""Pictures of what is tried, how it is rolled out, and of the organization it meets."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from docs.generator.drawings.canvas import HEIGHT, SHARES, curves, declared, family, label
from experiments.pictures.page import BLUE, INK, page
from sim.interventions.okr import goal_focus, meeting_hours
from sim.organization.builder import build_organization
from sim.organization.chart import Organization
from sim.rollout import Rollout, units_on_board
from sim.scenario import Scenario, parameter_record
from sim.taking_on import attention, shared_support

UNITS, WEEKS = 100, 157
RATIOS = (1.0, 10.3, 40.0)


def draw_okr() -> Figure:
    """Draw the gain in productivity over commitment, and the time that meetings take over the length of the cycle."""
    p = declared("intervention.okr")
    figure = page(
        HEIGHT,
        "OKR: focus where the top is committed, meetings for whoever uses it",
        "At strength 1, otherwise as declared.",
    )
    gain, meetings = figure.subplots(1, 2)
    curves(gain, SHARES, {"": lambda commitment: goal_focus(commitment, p)})
    week = Scenario().workload.week_hours
    by_cycle = family(lambda fit, cycle: meeting_hours(_okr(cycle=int(cycle), alignment=fit)) / week, (0.0, 0.5, 1.0))
    curves(meetings, range(2, 53), by_cycle, legend="fit to the legal planning cycle")
    label(gain, "Commitment of top management, 0 to 1", "Productivity gained by a master of the practice", percent=True)
    label(meetings, "Weeks of a cycle", "Meetings, share of a week", percent=True)
    return figure


def _okr(**changes: object) -> Any:  # noqa: ANN401 - the record that compiled functions read
    values = {f"intervention.okr.{name}": value for name, value in changes.items()}
    return parameter_record(Scenario().with_values(values))["intervention"]["okr"]


def draw_rollout() -> Figure:
    """Draw units on board by speed, support over those being taken on, and attention over time."""
    p = declared("rollout")
    figure = page(
        HEIGHT,
        "Fast spreads coaches thin, slow outlives attention",
        "As declared; speed is the share of units taken on per quarter.",
    )
    joined, support, faded = figure.subplots(1, 3)
    for speed, style in zip((1.0, 0.25, 0.05), ("-", "--", "-."), strict=True):
        on_board = units_on_board(Rollout(speed=speed), UNITS, WEEKS) / UNITS
        joined.step(np.arange(WEEKS), on_board, style, color=BLUE, linewidth=2, label=f"{speed:g}", where="post")
    joined.legend(frameon=False, fontsize=9, title="speed", title_fontsize=9)
    curves(support, SHARES, {"": lambda share: shared_support(round(1000 * share), 1000, p)})
    curves(faded, range(WEEKS), {"": lambda week: attention(int(week), 0, p)})
    label(joined, "Week", "Units on board", percent=True)
    label(support, "People being taken on, share", "Support, 0 to 1")
    label(faded, "Week", "Attention, 0 to 1")
    return figure


def draw_recipe() -> Figure:
    """Draw who turns to whom in three organizations that differ in one dial."""
    figure = page(
        3.4,
        "One dial for silos",
        "300 people in 10 departments with 16 contacts each; a dot is a tie, lines divide departments.",
    )
    for axes, ratio in zip(figure.subplots(1, 3), RATIOS, strict=True):
        organization = _organization(ratio)
        source = np.repeat(np.arange(organization.headcount), np.diff(organization.tie_start))
        axes.plot(source, organization.tie_target, ",", color=BLUE, rasterized=True)
        for border in organization.department_start[1:-1]:
            axes.axhline(border - 0.5, color=INK, linewidth=0.3)
            axes.axvline(border - 0.5, color=INK, linewidth=0.3)
        axes.set(aspect="equal", xticks=[], yticks=[], xlabel="turns to", xlim=(0, 299), ylim=(299, 0))
        axes.set_title(f"silo_ratio = {ratio:g}", size=10, weight="bold")
    return figure


def _organization(ratio: float) -> Organization:
    values = {"organization.headcount": 300, "organization.departments": 10, "organization.silo_ratio": ratio}
    return build_organization(Scenario().with_values(values).organization, 1, 0)
