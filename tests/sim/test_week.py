"""The order of a week is printed from the code that runs it."""

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
    order = [name for name, _, _ in order_of_the_week()]
    assert [name for name in order if name in CONTRACT] == CONTRACT


def test_every_step_says_what_it_does() -> None:
    assert all(module.startswith("sim.") and text.endswith(".") for _, module, text in order_of_the_week())
