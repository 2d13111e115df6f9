"""Cases that lie in folders of their own are swept under a name that is made from them, in ten variations."""

import pytest

from tests.experiments.shell import Shell

CASE = """\
# @package _global_
case:
  title: Mine
  question: Mine?
  arms:
    slow: {rollout.speed: 0.1}
    fast: {rollout.speed: 1}
  metrics: [adopted]
  compare: [{arm: fast, against: slow}]
"""

MORE = [
    ("finance/q-1", "finance-q-1-"),
    ("finance/q_1", "finance-q_1-"),
    ("f/1", "f-1-"),
    ("2026/q1", "2026-q1-"),
    ("Finance/Q1", "Finance-Q1-"),
    ("finance/q1.v2", "finance-q1.v2-"),
    ("plain", "plain-"),
]


@pytest.mark.parametrize(
    ("named", "begins"),
    [
        ("finance/q1", "finance-q1-"),
        ("finance/2026/q1", "finance-2026-q1-"),
        ("a/b/c/d", "a-b-c-d-"),
        *(pytest.param(*each, marks=pytest.mark.long) for each in MORE),
    ],
)
def test_a_case_in_a_folder_gives_a_sweep_its_name(shell: Shell, named: str, begins: str) -> None:
    path = shell.folder / "conf" / "case" / f"{named}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(CASE)
    said = shell.run("--dry-run", "--config-dir=conf", "-m", f"case={named}", "rollout.coaches=2,5")
    assert said.code == 0, said.err
    assert f"results/{begins}" in said.out + said.err
