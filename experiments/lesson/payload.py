"""What a page carries: the engine, the organization once, and what is its own of each future, compressed as text."""

import gzip
import math
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.configuration.overrides import parse_override
from experiments.lesson.content import SETTING, Lesson, Setting
from experiments.organizations.shared import organization_of
from experiments.running.hydra.session import hydra_started
from experiments.running.request import StudyRequest
from experiments.running.run import composed_scenario
from portable.build import VARIANTS, engine
from portable.description import described
from portable.image import Image, laid_out
from sim.engine import Plan, make_plan, run_chunk
from sim.errors import ScenarioError
from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import SERIES_NAMES
from sim.scenario import Scenario

READ = ("world.ladders", "run.series", "chart.department")
CHART, WORLD = "chart.", "world."


def payload(lesson: Lesson) -> dict[str, Any]:
    """Return the data of a page; raise ScenarioError where the two futures do not share their people."""
    setting = lesson.setting
    where = f"{lesson.name}/{SETTING}: futures"
    scenarios = [_scenario(overrides, f"{where}[{place}]") for place, overrides in enumerate(setting.futures)]
    _check_shared(lesson.name, scenarios)
    organization = organization_of(scenarios[0], setting.replicate + scenarios[0].organization.draws, setting.replicate)
    plans = [make_plan(scenario, organization) for scenario in scenarios]
    images = [laid_out(plan, setting.replicate) for plan in plans]
    return {
        "engines": {variant: packed(engine(variant)) for variant in VARIANTS},
        "chart": packed(_chart(images[0])),
        "futures": [_future(image) for image in images],
        "people": organization.headcount,
        "row": MEASURES.index(setting.practice),
        "columns": len(SERIES_NAMES),
        "series": {name: SERIES_NAMES.index(name) for name in setting.series},
        "spans": _spans(plans, setting),
    }


def packed(content: bytes) -> str:
    """Return bytes as compressed text, the same for the same bytes."""
    return b64encode(gzip.compress(content, 9, mtime=0)).decode()


def _scenario(overrides: tuple[str, ...], where: str) -> Scenario:
    """Return the scenario of a future; raise ScenarioError, which says where, if it cannot be composed."""
    try:
        with hydra_started() as hydra:
            _refuse_sweeps(overrides)
            return composed_scenario(hydra, StudyRequest(overrides))
    except ScenarioError as error:
        raise ScenarioError(f"{where}: {error}") from None


def _refuse_sweeps(overrides: Sequence[str]) -> None:
    for text in overrides:
        if parse_override(text).is_sweep_override():
            raise ScenarioError(f"'{text}' has several values, and a future is one scenario")


def _check_shared(name: str, scenarios: Sequence[Scenario]) -> None:
    one, other = scenarios
    if one.organization != other.organization or one.horizon != other.horizon:
        raise ScenarioError(f"the two futures of the lesson {name} must have the same organization, horizon and seed")


def _spans(plans: Sequence[Plan], setting: Setting) -> Mapping[str, tuple[float, float]]:
    """Return the tenths between which every series lies in both futures, so that its scale stands still."""
    numbers = np.array([setting.replicate])
    lived = np.concatenate([run_chunk(plan, numbers, keep_projects=False).series[0] for plan in plans])
    found = {}
    for name in setting.series:
        values = lived[:, SERIES_NAMES.index(name)]
        low = math.floor(10 * float(values.min()))
        found[name] = (low / 10, max(math.ceil(10 * float(values.max())), low + 1) / 10)
    return found


def _span(image: Image, owner: str) -> tuple[int, int]:
    """Return where the arrays of a bundle begin and end; they lie one behind the other."""
    places = [place for name, place in image.places.items() if name.startswith(owner)]
    return min(place.at for place in places), max(place.at + place.size for place in places)


def _chart(image: Image) -> bytes:
    first, last = (at - image.begin for at in _span(image, CHART))
    return image.content[first:last]


def _future(image: Image) -> Mapping[str, Any]:
    first, last = _span(image, CHART)
    before, behind = image.content[: first - image.begin], image.content[last - image.begin :]
    return {
        "image": described(image, READ),
        "state": _span(image, WORLD),
        "chart": first,
        "parts": [[image.begin, packed(before)], [last, packed(behind)]],
    }
