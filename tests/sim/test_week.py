"""The order of a week is printed from the code that runs it."""

from dataclasses import fields

from sim.scenario import Scenario, declared_parameters
from sim.week import order_of_the_week

CONTRACT = [
    "replace_leavers",
    "load_everybody",
    "take_on_units",
    "intervene",
    "start_projects",
    "work_on_projects",
    "report_projects",
    "finish_projects",
    "live_together",
    "listen",
    "adopt",
    "learn_and_forget",
    "feel",
    "record_week",
]


def test_the_week_keeps_the_order_of_the_contract() -> None:
    order = [step.name for step in order_of_the_week()]
    assert [name for name in order if name in CONTRACT] == CONTRACT


def test_every_step_says_what_it_does() -> None:
    assert all(step.module.startswith("sim.") and step.does.endswith(".") for step in order_of_the_week())


def test_every_step_names_the_sections_it_reads() -> None:
    reads = {step.name.strip(): step.reads for step in order_of_the_week()}
    assert reads["adopt"] == ("adoption", "saturation", "experience")
    assert reads["work_on_projects"][0] == "project.allocation"
    assert {"exposure", "tracking", "miscommunication"} <= set(reads["work_on_projects"])
    assert reads["okr"] == ("intervention.okr",)
    known = (
        set(declared_parameters())
        | {name.rpartition(".")[0] for name in declared_parameters()}
        | {"intervention", "events"}
    )
    assert {name for names in reads.values() for name in names} <= known


def test_every_mechanism_is_read_by_a_step_or_before_the_first_week() -> None:
    before = {"horizon", "organization", "people", "benefits", "rollouts", "change_success", "portfolio"}
    reads = {name.split(".")[0] for step in order_of_the_week() for name in step.reads}
    assert {item.name for item in fields(Scenario)} - before <= reads
