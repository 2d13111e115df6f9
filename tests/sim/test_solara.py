"""SolaraViz, Mesa's page of a model: it opens, steps, and Reset gives back the same people with the same plan."""

from collections.abc import Iterator
from importlib import import_module as _import_module
from importlib.util import find_spec
from typing import Any

import pytest

from sim.model import OrganizationModel
from tests.scenarios import small_organization, small_scenario

pytestmark = [
    pytest.mark.skipif(find_spec("solara") is None, reason="needs the extra viz"),
    pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning"),  # Mesa's own pages
]

SIZE = "project.size"


def import_module(name: str) -> Any:  # noqa: ANN401 - packages without types
    return _import_module(name)


@pytest.fixture
def page() -> Iterator[tuple[list[OrganizationModel], Any]]:
    """Return the models that a page has shown, the newest last, and the page."""
    solara, mesa_page = (import_module(name) for name in ("solara", "mesa.visualization"))
    scenario, organization = small_scenario(intervention__okr__strength=1.0), small_organization()
    shown: list[OrganizationModel] = []

    def watch(model: OrganizationModel) -> None:
        if not shown or shown[-1] is not model:
            shown.append(model)
        solara.Text(f"week {model.week}")

    asked = {"scenario": scenario, "organization": organization, SIZE: mesa_page.Slider("size", 12.0, 5.0, 40.0, 1.0)}
    model = OrganizationModel(scenario, organization, **{SIZE: 12.0})  # type: ignore[arg-type]  # levers by name

    def whole() -> None:
        with solara.AppLayout():
            mesa_page.SolaraViz(model, components=[(solara.component(watch), 0)], model_params=asked)

    _, rendered = solara.render(solara.component(whole)(), handle_error=False)
    yield shown, rendered
    rendered.close()


def _press(rendered: Any, label: str) -> None:  # noqa: ANN401 - as Solara gives it
    buttons = rendered.find(import_module("ipyvuetify").Btn).widgets
    button = next(one for one in buttons if label in one.children)
    button.click()


def test_a_page_opens_and_steps(page: tuple[list[OrganizationModel], Any]) -> None:
    shown, rendered = page
    assert [model.week for model in shown] == [0]
    _press(rendered, "Step")
    assert shown[-1].week == 1


def test_reset_keeps_scenario_people_and_levers(page: tuple[list[OrganizationModel], Any]) -> None:
    shown, rendered = page
    first = shown[0]
    _press(rendered, "Step")
    _press(rendered, "Reset")
    again = shown[-1]
    assert again is not first
    assert (again.week, again.settings, len(again.agents)) == (0, first.settings, len(first.agents))
    assert again.settings.intervention.okr.strength == 1.0
    assert again.settings.project.size == 12.0
