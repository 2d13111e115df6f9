"""A posterior as the worlds of a study: its draws are the points, and one that does not hold is refused."""

import json

import pytest

from tests.experiments.shell import TINY, Shell

TOLD = {
    "format": 1,
    "verdicts": [
        {
            "name": "people.trust",
            "verdict": "partly told",
            "low": 0.4,
            "high": 0.6,
            "prior": [0.2, 0.5, 0.8],
            "contraction": 0.4,
        },
        {
            "name": "adoption.push",
            "verdict": "not told",
            "low": 0.1,
            "high": 0.3,
            "prior": [0.1, 0.2, 0.3],
            "contraction": 0.1,
            "by_luck": True,
        },
    ],
    "checked": {"truths": 200, "parameters": [{"name": "people.trust", "held": {"90 %": 0.91}}]},
    "rivals": {"winner": None, "models": [{"name": "coupled", "weight": 0.6}, {"name": "uncoupled", "weight": 0.4}]},
    "files": {"log.csv": "0123456789abcdef" * 4},
}


def write_posterior(shell: Shell, *, usable: bool) -> None:
    folder = shell.folder / "results" / "town"
    folder.mkdir(parents=True)
    said = {"usable": usable, "failures": [] if usable else ["people.trust: too narrow"], "draws_sha256": "ab" * 32}
    (folder / "calibration.json").write_text(json.dumps(said), encoding="utf-8")
    rows = "\n".join(f"{0.3 + 0.05 * row},{0.1 + 0.02 * row}" for row in range(6))
    (folder / "posterior.csv").write_text(f"people.trust,adoption.push\n{rows}\n", encoding="utf-8")


@pytest.mark.long
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


@pytest.mark.long
def test_the_report_says_what_data_told_of_the_worlds(shell: Shell) -> None:
    write_posterior(shell, usable=True)
    asked = ("run", "-m", "posterior=results/town", "hydra.sweeper.samples=2", "intervention=[okr]", *TINY)
    assert shell(*asked, "study.replicates=2", "study.name=policy").code == 0
    pages = []
    for more in ({}, TOLD):
        file = shell.folder / "results" / "town" / "calibration.json"
        file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | more), encoding="utf-8")
        assert shell("report", "results/policy").code == 0
        pages.append((shell.folder / "results" / "policy" / "report.html").read_text(encoding="utf-8"))
    assert "does not lie beside this study any more" in pages[0]
    shown = (
        "partly told",
        "0.400 to 0.600",
        "taken for luck",
        "of 90 % held 91 %",
        "coupled 60 %, uncoupled 40 %",
        "log.csv 0123456789abcdef",
    )
    for words in shown:
        assert words in pages[1].replace("\u00a0", " "), words
    assert "cannot tell which of them is right" in pages[1]


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
