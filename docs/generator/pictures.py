"""Which picture a mechanism has: one that draws its rule where it is named here, else one with and without it."""

from collections.abc import Callable
from io import BytesIO

from matplotlib.figure import Figure

from docs.generator.drawings import change, people, projects, simulated
from docs.generator.drawings.compared import with_and_without
from docs.generator.mechanisms import Mechanism
from experiments.pictures.page import plain_style

PICTURES: dict[str, Callable[[], Figure]] = {
    "sim.interventions.okr": change.draw_okr,
    "sim.interventions.training": simulated.draw_training,
    "sim.organization.recipe": change.draw_recipe,
    "sim.outcomes.benefits": projects.draw_benefits,
    "sim.processes.adoption": people.draw_adoption,
    "sim.processes.coordination": projects.draw_coordination,
    "sim.processes.delivery": projects.draw_delivery,
    "sim.processes.estimation": simulated.draw_estimation,
    "sim.processes.exposure": simulated.draw_exposure,
    "sim.processes.feedback": people.draw_feedback,
    "sim.processes.fixed_costs": projects.draw_fixed_costs,
    "sim.processes.hidden_errors": projects.draw_hidden_errors,
    "sim.processes.influence": simulated.draw_influence,
    "sim.processes.learning": people.draw_learning,
    "sim.processes.legacy": projects.draw_legacy,
    "sim.processes.miscommunication": projects.draw_miscommunication,
    "sim.processes.people": people.draw_people,
    "sim.processes.portfolio": projects.draw_portfolio,
    "sim.processes.reporting": simulated.draw_reporting,
    "sim.processes.saturation": people.draw_saturation,
    "sim.processes.staffing": simulated.draw_staffing,
    "sim.processes.tracking": simulated.draw_tracking,
    "sim.processes.turnover": people.draw_turnover,
    "sim.processes.wellbeing": people.draw_wellbeing,
    "sim.processes.work": simulated.draw_work,
    "sim.processes.workload": people.draw_workload,
    "sim.rollout": change.draw_rollout,
}


def draw(mechanism: Mechanism) -> Figure | None:
    """Return the picture of a mechanism; None where nothing can be shown."""
    named = PICTURES.get(mechanism.module)
    with plain_style():
        return named() if named else with_and_without(mechanism)


def as_svg(figure: Figure) -> bytes:
    """Return a figure as SVG that is the same on every build."""
    target = BytesIO()
    with plain_style():
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


def described(figure: Figure) -> str:
    """Return in words what a figure shows: its title and the line below."""
    title, subtitle = (text.get_text().replace("\n", " ") for text in figure.texts[:2])
    return f"{title}. {subtitle}"
