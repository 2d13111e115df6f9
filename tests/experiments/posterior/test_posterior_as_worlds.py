"""A posterior as the worlds of a study: its draws are the points, and one that does not hold is refused."""

import json

import pytest

from tests.experiments.shell import TINY, Shell


def write_posterior(shell: Shell, *, usable: bool) -> None:
    folder = shell.folder / "results" / "town"
    folder.mkdir(parents=True)
    said = {"usable": usable, "failures": [] if usable else ["people.trust: too narrow"], "draws_sha256": "ab" * 32}
    (folder / "calibration.json").write_text(json.dumps(said), encoding="utf-8")
    rows = "\n".join(f"{0.3 + 0.05 * row},{0.1 + 0.02 * row}" for row in range(6))
    (folder / "posterior.csv").write_text(f"people.trust,adoption.push\n{rows}\n", encoding="utf-8")


def test_draws_are_crossed_with_what_is_chosen(shell: Shell) -> None:
    write_posterior(shell, usable=True)
    asked = ("run", "-m", "posterior=results/town", "hydra.sweeper.samples=3", "intervention=[okr]")
    said = shell(*asked, "rollout.speed=0.1,1", *TINY, "study.replicates=1", "study.name=policy")
    assert said.code == 0, said.err
    manifest = json.loads((shell.folder / "results" / "policy" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["design"]["kind"] == "posterior"
    assert manifest["design"]["samples"] == 3
    assert manifest["design"]["table"] == f"town/posterior.csv {'ab' * 6}"
    assert set(manifest["design"]["worlds"]) == {"people.trust", "adoption.push"}
    trusts = {point["choices"]["people.trust"] for point in manifest["points"]}
    assert trusts == {0.3, 0.4, 0.5}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["posterior=results/town"], "must not be used: people.trust: too narrow"),
        (["posterior=results/nowhere"], "holds no calibration"),
    ],
)
def test_what_must_not_be_used_is_refused(shell: Shell, words: list[str], said: str) -> None:
    write_posterior(shell, usable=False)
    found = shell("run", "-m", *words, *TINY)
    assert found.code == 2
    assert said in found.err
    assert len(found.err.strip().splitlines()) == 1


def test_no_more_draws_than_there_are(shell: Shell) -> None:
    write_posterior(shell, usable=True)
    found = shell("run", "-m", "posterior=results/town", "hydra.sweeper.samples=9", *TINY)
    assert found.code == 2
    assert "has 6 draws, not 9" in found.err
