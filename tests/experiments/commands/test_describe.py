"""``orgchange describe``, help and version."""

import json
from collections import Counter

import pytest

from experiments.validation.catalogue import PATTERNS
from experiments.validation.pattern import Target
from sim.compiler import source_stamp
from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import METRICS, SERIES
from sim.scenario import declared_parameters
from sim.week import order_of_the_week
from tests.experiments.shell import Shell


def test_every_parameter_is_described_with_what_it_allows(shell: Shell) -> None:
    rows = {row["name"]: row for row in json.loads(shell("describe", "parameters", "--json").out)}
    assert set(declared_parameters()) == {name for name in rows if not name.startswith(("study.", "case."))}
    assert rows["rollout.speed"]["default"] == 0.25
    assert rows["rollout.speed"]["allowed"] == "0.001 to 1"
    assert rows["rollout.order"]["allowed"].startswith("random, ")
    assert rows["rollout.wave_weeks"]["allowed"].endswith("(list)")
    assert rows["rollout.scarce"]["allowed"] == "true, false"
    assert rows["study.name"]["allowed"] == "text"
    assert rows["intervention.okr.cycle"]["grade"] == "seed"


def test_words_choose_by_name_and_else_by_meaning(shell: Shell) -> None:
    named = json.loads(shell("describe", "parameters", "rollout", "speed", "--json").out)
    assert [row["name"] for row in named] == ["rollout.speed", *(f"rollouts.{measure}.speed" for measure in MEASURES)]
    assert {row["default"] for row in named[1:]} == {"as rollout.speed"}
    meant = json.loads(shell("describe", "parameters", "melbourne", "--json").out)
    assert {row["name"] for row in meant} == {"project.approval_exponent"}


def test_metrics_and_weekly_series_are_described(shell: Shell) -> None:
    rows = json.loads(shell("describe", "metrics", "--json").out)
    assert [row["name"] for row in rows] == [metric.name for metric in (*METRICS, *SERIES)]


def test_week_is_described_in_its_order(shell: Shell) -> None:
    rows = json.loads(shell("describe", "week", "--json").out)
    assert [(row["step"], row["name"]) for row in rows] == [
        (place, step[0]) for place, step in enumerate(order_of_the_week(), 1)
    ]


def test_the_evidence_holds_every_parameter_and_every_target_with_assumptions_first(shell: Shell) -> None:
    rows = json.loads(shell("describe", "evidence", "--json").out)
    parameters = [row for row in rows if row["kind"] == "parameter"]
    targets = [row for row in rows if row["kind"] == "target"]
    assert parameters + targets == rows
    assert {row["name"] for row in parameters} == set(declared_parameters())
    assert sorted(row["name"] for row in targets) == sorted(f"{name} {target.name}" for name, target in _targets())
    assumed = [row["grade"] == "assumption" for row in parameters]
    assert assumed == sorted(assumed, reverse=True)
    assert [row["grade"] for row in targets] == sorted((row["grade"] for row in targets), reverse=True)
    speed = next(row for row in rows if row["name"] == "rollout.speed")
    assert (speed["value"], speed["allowed"], speed["role"]) == (0.25, "0.001 to 1", "lever")
    returned = next(row for row in rows if row["name"] == "P10 ties that are returned")
    assert (returned["value"], returned["allowed"], returned["role"], returned["grade"]) == (
        0.69,
        "0.62 to 0.76",
        "code",
        "C",
    )


def test_the_evidence_begins_with_its_grades_counted(shell: Shell) -> None:
    grades = Counter(declared.grade.value for declared in declared_parameters().values())
    said = shell("describe", "evidence").out.splitlines()
    assert said[0].startswith(f"parameters {len(declared_parameters())}: {grades['assumption']} assumption, ")
    assert f"; targets {len(_targets())}: " in said[0]
    assert len(said) == 2 + len(declared_parameters()) + len(_targets())
    assert shell("describe", "evidence", "email-eu-core", "median").out.startswith(
        "targets 1: 1 C (computed from data)\n"
    )


def _targets() -> list[tuple[str, Target]]:
    return [(name, target) for name, pattern in PATTERNS.items() for target in pattern.targets]


@pytest.mark.parametrize("topic", ["parameters", "metrics", "week"])
def test_tables_in_a_pipe_are_plain_and_uncut(shell: Shell, topic: str) -> None:
    said = shell("describe", topic)
    rows = json.loads(shell("describe", topic, "--json").out)
    assert said.code == 0
    assert "\x1b" not in said.out
    assert len(said.out.splitlines()) == len(rows) + 1
    for line, row in zip(said.out.splitlines()[1:], rows, strict=True):
        assert list(row.values())[-1] in line


def test_help_names_every_command_and_every_option(shell: Shell) -> None:
    assert shell().out == shell("--help").out
    assert "orgchange describe week" in shell("--help").out
    said = shell("run", "--help").out
    assert "amsterdam" in said
    assert "size_by_speed" in said


def test_version_names_the_model_too(shell: Shell) -> None:
    assert shell("--version").out.endswith(f"(model {source_stamp()[:12]})\n")
