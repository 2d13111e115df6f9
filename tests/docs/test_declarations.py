"""Tables say everything that is declared, and nothing that is not."""

import re

from docs.generator.declarations import (
    all_parameters,
    evidence_table,
    mechanism_table,
    metric_table,
    parameter_table,
    week_table,
)
from docs.generator.markers import MARKER, filled
from docs.generator.mechanism_page import mechanism_page
from docs.generator.mechanisms import mechanisms
from experiments.configuration.settings import declared_everything
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES
from sim.parameters import Parameters
from sim.scenario import declared_parameters
from sim.week import order_of_the_week
from tests.docs.pages import FOLDER

FIRST_CELL = re.compile(r"^\| `([^`]+)` \|", flags=re.MULTILINE)


def test_every_parameter_is_in_the_table_once() -> None:
    assert sorted(FIRST_CELL.findall(all_parameters())) == sorted(declared_everything())


def test_a_parameter_comes_with_all_that_is_declared() -> None:
    row = next(line for line in parameter_table("coordination").splitlines() if "coordination.cost" in line)
    told = (
        "`0.03`",
        "`0 to 0.2`",
        "person-weeks",
        "time one exchange takes",
        "uncertainty",
        "data",
        "Ahonen et al. 2015",
    )
    assert all(part in row for part in told)


def test_the_page_of_a_mechanism_has_its_own_parameters() -> None:
    for mechanism in mechanisms().values():
        page = mechanism_page(mechanism, None)
        shown: set[type[Parameters]] = set()
        for section, declared in mechanism.sections.items():
            assert f"`{section}" in page
            assert declared in shown or all(f"`{section}.{name}`" in page for name in declared.declarations())
            shown.add(declared)


def test_every_metric_and_series_is_in_the_dictionary() -> None:
    assert FIRST_CELL.findall(metric_table("run")) == list(METRIC_NAMES)
    assert FIRST_CELL.findall(metric_table("week")) == list(SERIES_NAMES)


def test_the_evidence_names_every_parameter_of_the_model_once() -> None:
    assert sorted(FIRST_CELL.findall(evidence_table("parameter"))) == sorted(declared_parameters())
    assert "`P10 ties that are returned` | C | code | `0.69` | `0.62 to 0.76` |" in evidence_table("target")


def test_the_week_has_its_steps_in_order() -> None:
    steps = re.findall(r"^\| \d+ \| [^|]+ \| `(\w+)` \|", week_table(), flags=re.MULTILINE)
    assert steps == [step.name.strip() for step in order_of_the_week()]


def test_the_model_page_links_every_mechanism() -> None:
    page = filled((FOLDER / "odd.md").read_text(encoding="utf-8"))
    assert all(f"(/{mechanism.address}.md)" in page for mechanism in mechanisms().values())
    assert not MARKER.search(page)


def test_the_switch_of_a_mechanism_is_a_parameter() -> None:
    assert "`turnover.active`" in mechanism_table("processes")
    assert {mechanism.switch for mechanism in mechanisms().values()} - {None} <= declared_everything().keys()
