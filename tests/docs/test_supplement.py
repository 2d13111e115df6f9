"""The description as one file holds all of it: every mechanism with its rule, every parameter, and nothing to click."""

import re

from docs.generator.mechanisms import mechanisms
from docs.generator.supplement import supplement
from sim.scenario import declared_parameters


def test_everything_is_in_the_one_file() -> None:
    text = supplement()
    for mechanism in mechanisms().values():
        assert f"```text\n{mechanism.parts['Rule'].replace('``', '')}\n```" in text
    names = {name.rpartition(".")[2] for name in declared_parameters()}
    assert not {name for name in names if f"`{name}`" not in text and f".{name}`" not in text}
    assert re.findall(r"^# ", text, flags=re.MULTILINE) == ["# "]
    assert text.count("\n### ") >= len(mechanisms())


def test_nothing_is_left_to_fill_in_and_nothing_leads_out_of_it() -> None:
    text = supplement()
    assert "<!-- generated" not in text
    assert re.findall(r"\]\((?!https?:)", text) == []
