"""``orgchange validate``: the scoreboard of all patterns, or of some, and what breaks without each mechanism."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.commands.parser import HELP, JSON, Form, whole_number
from experiments.store.files import write_whole
from experiments.wording.json_text import json_text
from experiments.wording.notes import note
from experiments.wording.progress import Progress
from sim.errors import ScenarioError
from sim.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.validation.laboratory import Laboratory
    from experiments.validation.pattern import Pattern

FOLDER, DOCS = Path("results"), Path("docs") / "validation"
NAME = "validation"
FORM = Form("validate", {"--ablate": "ablate", "--docs": "docs"} | JSON | HELP, ("--effort", "--threads"))
USUAL_EFFORT, ABLATION_EFFORT = 1.0, 0.2
LEAST, MOST = 0.01, 100.0
MOST_THREADS = 1024
USAGE = """\
orgchange validate [PATTERN ...] [FLAG ...] [PARAMETER=VALUE ...]

Holds the model against what is known: P1 to P15 (all unless some are named), each with target, simulated value, 95 % interval,
verdict, grade of the evidence, and whether the figure was used to fit the model or only to check it.

  --ablate          switch off each mechanism, one at a time, and show which patterns break
  --effort NUMBER   how many replicates, times the usual (1; with --ablate 0.2)
  --threads NUMBER  threads (0: all cores)
  --json            print the result as JSON
  --docs            write the page for the documentation into docs/validation, too

  orgchange validate                        everything, into results/validation
  orgchange validate P3 P7 --effort 0.25    two patterns, quickly
  orgchange validate P1 steering.cancel_rate=0.3
"""


@dataclass(frozen=True)
class Asked:
    """What a command line of ``validate`` asks for."""

    ids: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    effort: float = 0.0
    threads: int = 0
    ablate: bool = False
    as_json: bool = False
    docs: bool = False
    help: bool = False


def validate(words: Sequence[str]) -> int:
    """Measure what the words ask for, show and write it, and return the exit code."""
    asked = read_words(words)
    if asked.help:
        print(USAGE, end="")
        return 0
    from experiments.validation.catalogue import chosen

    patterns = chosen(asked.ids)
    base, changes = changed_scenario(asked.overrides)
    if asked.docs and (asked.ids or changes):
        raise ScenarioError(
            "--docs is for the page of all patterns with parameters as declared; leave patterns and parameters out"
        )
    folder = FOLDER / "-".join([NAME, *(pattern.id for pattern in patterns if asked.ids)])
    (_ablate if asked.ablate else _score)(asked, patterns, base, changes, folder)
    return 0


def read_words(arguments: Sequence[str]) -> Asked:
    """Return the arguments read; raise ScenarioError for a flag that does not exist or a number that is none."""
    words = FORM.read(arguments)
    ids = tuple(word for word in words.plain if "=" not in word)
    overrides = tuple(word for word in words.plain if "=" in word)
    threads = whole_number("--threads", words.last("--threads", "0"), 0, MOST_THREADS)
    return Asked(ids, overrides, _effort(words.given("--effort")), threads, **words.switched)


def _effort(text: str | None) -> float:
    """Return the effort asked for, 0 where none is."""
    if text is None:
        return 0.0
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not LEAST <= value <= MOST:
        raise ScenarioError(f"--effort needs a number from {LEAST:g} to {MOST:g}, not '{text}'")
    return value


def changed_scenario(overrides: Sequence[str]) -> tuple[Scenario, dict[str, object]]:
    """Return the declared scenario with ``parameter=value`` changes, and these changes."""
    changes: dict[str, object] = {}
    for text in overrides:
        from experiments.configuration.overrides import parse_override

        override = parse_override(text)
        changes[override.key_or_group] = override.value()
    return Scenario().with_values(changes), changes


def _laboratory(asked: Asked, base: Scenario, effort: float) -> "Laboratory":
    from experiments.validation.laboratory import Laboratory

    return Laboratory(base, asked.effort or effort, asked.threads)


def _score(
    asked: Asked, patterns: "Sequence[Pattern]", base: Scenario, changes: dict[str, object], folder: Path
) -> None:
    from experiments.validation.picture import draw_board
    from experiments.validation.presentation import board_as_csv, board_as_markdown, print_board
    from experiments.validation.scoreboard import Board, board_as_json, cost_of, score

    laboratory = _laboratory(asked, base, USUAL_EFFORT)
    with Progress(cost_of(patterns), "parts of the work") as progress:
        board = Board(score(patterns, laboratory, progress.advance), laboratory.effort, changes)
    found = board_as_json(board)
    if not asked.as_json:
        print_board(board)
    texts = {
        "scoreboard.json": _json(found),
        "scoreboard.csv": board_as_csv(board),
        "scoreboard.md": board_as_markdown(board, "scoreboard.png"),
    }
    _write(asked, folder, texts, "scoreboard", lambda: draw_board(board))
    if asked.as_json:
        print(_json(found), end="")


def _ablate(
    asked: Asked, patterns: "Sequence[Pattern]", base: Scenario, changes: dict[str, object], folder: Path
) -> None:
    from experiments.validation.ablation import ablate, ablation_as_json, mechanisms
    from experiments.validation.ablation_text import ablation_as_markdown, draw_ablation, print_ablation
    from experiments.validation.scoreboard import cost_of

    with Progress(cost_of(patterns) * (1 + len(mechanisms())), "parts of the work") as progress:
        ablation = ablate(
            patterns, base, lambda scenario: _laboratory(asked, scenario, ABLATION_EFFORT), progress.advance
        )
    found = ablation_as_json(ablation) | {"changes_of_all": changes}
    if not asked.as_json:
        print_ablation(ablation)
    texts = {"ablation.json": _json(found), "ablation.md": ablation_as_markdown(ablation, "ablation.png")}
    _write(asked, folder, texts, "ablation", lambda: draw_ablation(ablation))
    if asked.as_json:
        print(_json(found), end="")


def _json(found: object) -> str:
    return json_text(found) + "\n"


def _write(asked: Asked, folder: Path, texts: dict[str, str], picture: str, draw: "Callable[[], Figure]") -> None:
    """Write texts and a picture into the folder, and where asked for the page into the documentation."""
    from experiments.pictures.page import plain_style, save

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_whole(folder / name, text)
    with plain_style():
        save(draw(), folder / picture)
        if asked.docs:
            DOCS.mkdir(parents=True, exist_ok=True)
            save(draw(), DOCS / picture)
            write_whole(DOCS / f"{picture}.md", texts[f"{picture}.md"])
    note(f"written: {folder}" + (f", {DOCS / picture}.md" if asked.docs else ""))
