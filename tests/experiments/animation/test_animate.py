"""An animation shows the run that the study keeps: every dot, every figure, every week; and names nobody."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from PIL import Image, ImageSequence

import orgchange as oc
from experiments.animation.colours import BANDS, COLOURS, STAGE, bands_of, marks_of
from experiments.animation.film import Look, film_of
from experiments.animation.moving import LAST_STAYS, layout_of
from experiments.explain.source import source_of
from sim.state import ADOPTED
from tests.experiments.shell import TINY, Shell

DATED = ("study.start=2027-01-04", "study.replicates=2")
DATA = re.compile(r'<script type="application/json" id="film">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> oc.OpenStudy:
    """Make a study in which two practices are done."""
    folder = tmp_path_factory.mktemp("animated") / "x"
    return oc.run(*TINY, *DATED, "intervention=[okr,lean]", "study.name=x", f"study.folder='{folder}'")


def data_of(page: Path) -> dict[str, Any]:
    """Return what a page shows."""
    (found,) = DATA.findall(page.read_text(encoding="utf-8"))
    shown: dict[str, Any] = json.loads(found)
    return shown


def test_the_page_shows_the_run_that_the_study_keeps(study: oc.OpenStudy) -> None:
    page = study.animate(replicate=1, practice="okr")
    shown, text = data_of(page), page.read_text(encoding="utf-8")
    lean = data_of(study.animate(replicate=1, practice="lean"))["counts"]
    (kept,) = (row for row in pq.read_table(study.folder / "weeks.parquet").to_pylist() if _is_run(row, study, 1))
    adopted = [(okr[ADOPTED] + other[ADOPTED]) / 120 for okr, other in zip(shown["counts"], lean, strict=True)]
    assert kept["adopted"] == pytest.approx(adopted)
    assert len(shown["frames"]) == 26
    assert {len(frame) for frame in shown["frames"]} == {60} == {text.count("<circle cx=")}
    assert shown["said"][25].startswith(f"Week 25 (2027-06-28): {shown['counts'][25][ADOPTED]} of 60 people")
    assert page.name in {entry.name for entry in study.folder.iterdir()}


def _is_run(row: dict[str, Any], study: oc.OpenStudy, replicate: int) -> bool:
    return bool(row["design"] == study.result.best.design and row["replicate"] == replicate)


def test_figures_of_departments_add_up_to_everybody(study: oc.OpenStudy) -> None:
    shown = data_of(study.animate())
    for counts, figures in zip(shown["counts"], shown["figures"], strict=True):
        assert sum(int(figure.split()[0]) for figure in figures) == counts[ADOPTED]
        assert sum(counts) == 60


def test_another_practice_and_another_replicate_are_another_picture(study: oc.OpenStudy) -> None:
    okr, lean = (data_of(study.animate(practice=name))["frames"] for name in ("okr", "lean"))
    assert okr != lean
    assert okr == data_of(study.animate())["frames"]
    assert okr != data_of(study.animate(replicate=1))["frames"]
    assert "not shown: lean." in study.animate().read_text(encoding="utf-8")


@pytest.mark.parametrize("colour", COLOURS[1:])
def test_people_are_coloured_by_what_they_are_in_that_week(study: oc.OpenStudy, colour: str) -> None:
    replay = source_of(study.folder, "0", 0).replay
    film, (world, _) = film_of(replay, Look(colour, 0)), replay.end()
    last = world.traits[:, 1] if colour == "trust" else world.traits[:, 0] if colour == "silo" else None
    expected = last if last is not None else world.traits[:, 2] if colour.startswith("process") else world.seats[colour]
    assert film.frames[-1].tolist() == np.minimum(np.floor(expected.astype(float) * BANDS), BANDS - 1).tolist()
    assert f"{expected.mean():.2f} on average" in film.said[-1]


def test_a_band_holds_its_lower_end_and_the_last_one_both() -> None:
    assert bands_of(np.array([0.0, 0.0999, 0.1, 0.95, 1.0])).tolist() == [0, 0, 1, 9, 9]
    assert len({mark.fill for mark in marks_of("trust")}) == BANDS


def test_where_people_are_many_some_of_every_department_are_shown_and_all_are_counted(study: oc.OpenStudy) -> None:
    film = film_of(source_of(study.folder, "0", 0).replay, Look(STAGE, 0), most=20)
    assert film.per_dot == 3
    assert film.frames.shape[1] == sum(-(-len(block.seats) // 3) for block in film.blocks)
    assert film.counts.sum(axis=1).tolist() == [60] * 26


@pytest.mark.long
def test_nobody_is_named(shell: Shell) -> None:
    shell.folder.joinpath("people.csv").write_text(
        "employee,department\n" + "".join(f"secret{i},<b>Dép {i % 3}</b>\n" for i in range(60)), encoding="utf-8"
    )
    words = ("organization=from_data", "organization.employees=people.csv", "study.name=x", "intervention=[okr]")
    assert shell("run", "horizon.weeks=8", "study.replicates=1", "study.pictures=false", *words).code == 0
    said = shell("animate", "results/x")
    assert said.out.startswith("Animation: results/x/animation.html (")
    text = Path("results/x/animation.html").read_text(encoding="utf-8")
    assert "secret" not in text
    assert "<h3>&lt;b&gt;Dép 0&lt;/b&gt;</h3>" in text
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.long
def test_a_gif_has_a_frame_a_week_and_moves(study: oc.OpenStudy, tmp_path: Path) -> None:
    with Image.open(study.animate(out=tmp_path / "town.gif")) as film:
        frames = [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(film)]
    assert len(frames) >= 20
    assert (frames[0] != frames[-1]).any()


@pytest.mark.long
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_an_mp4_shows_every_week_and_stays_at_the_last_one(study: oc.OpenStudy, tmp_path: Path) -> None:
    film = study.animate(out=tmp_path / "town.mp4")
    small = ("-vf", "scale=190:-2", "-f", "rawvideo", "-pix_fmt", "gray", "-")
    shown = subprocess.run(["ffmpeg", "-v", "error", "-i", str(film), *small], capture_output=True, check=True).stdout
    frames = np.frombuffer(shown, np.uint8).reshape(26 + LAST_STAYS, -1).astype(int)
    moved = np.abs(np.diff(frames, axis=0)).max(axis=1)
    assert (moved[:20] > 40).sum() > 10
    assert moved[26:].max() < 40
    assert np.abs(frames[-1] - frames[0]).max() > 100


def test_an_mp4_without_ffmpeg_is_refused_in_a_line(
    study: oc.OpenStudy, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    refused = shell("animate", str(study.folder), "--out", "town.mp4")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "town.mp4 needs the program ffmpeg, which is not installed here; name a file with .gif" in refused.err
    assert not Path("town.mp4").exists()


def test_departments_of_a_picture_lie_inside_it_and_apart(study: oc.OpenStudy) -> None:
    film = film_of(source_of(study.folder, "0", 0).replay, Look(STAGE, 0))
    layout = layout_of(film.blocks)
    dots = np.concatenate([each.dots for each in layout.placed])
    apart = np.abs(dots[:, None] - dots[None]).max(axis=2) + 1e9 * np.eye(len(dots))
    assert dots.min() > 0
    assert dots[:, 1].max() < layout.height
    assert apart.min() >= layout.step - 1e-6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--colour", "trst"), "--colour must be one of stage, silo, trust"),
        (("--practice", "leen"), "--practice must be one of okr, lean, not 'leen'; did you mean 'lean'?"),
        (("--colour", "trust", "--practice", "okr"), "--practice belongs to --colour stage"),
        (("--out", "x.png"), "an animation is a file with .html, .gif, .mp4, not 'x.png'"),
        (("--replicate", "9"), "there is no replicate 9"),
        (("--out", "nowhere/x.html"), "cannot write nowhere/x.html"),
        (("--out", "nowhere/x.gif"), "cannot write nowhere/x.gif"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_line(
    study: oc.OpenStudy, shell: Shell, words: tuple[str, ...], said: str
) -> None:
    refused = shell("animate", str(study.folder), *words)
    assert refused.code == 2
    assert said in refused.err
    assert refused.err.count("\n") == 1


def test_where_nothing_is_tried_traits_are_offered(shell: Shell) -> None:
    assert shell.run("study.name=x", "horizon.weeks=4", "study.replicates=1").code == 0
    refused = shell("animate", "results/x")
    assert (refused.code, refused.err.count("nobody adopts anything; --colour one of silo, trust")) == (2, 1)
    assert shell("animate", "results/x", "--colour", "silo").code == 0
