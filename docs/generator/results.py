"""What other work leaves beside the pages: a figure and numbers a case, and the scoreboard. All of it may be absent."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hydra.types import RunMode

from docs.generator.errors import DocumentationError
from docs.generator.markdown import code, plain, table
from experiments.configuration.composer import Composer
from experiments.configuration.options import option_names, option_text
from experiments.configuration.points import declared_defaults, shown
from experiments.running.hydra.session import hydra_started

DOCS = Path(__file__).resolve().parents[1]
CONFIGURATION = "config"


def case_results(case: str) -> str:
    """Return figure and numbers of a case, from ``cases/CASE.png`` and ``cases/CASE.json`` as far as they are there."""
    return case_results_in(DOCS / "cases", case)


def case_results_in(folder: Path, case: str) -> str:
    """Return figure and numbers of a case from a folder; raise DocumentationError where the numbers cannot be read."""
    picture, numbers = folder / f"{case}.png", folder / f"{case}.json"
    blocks = [f"![{plain(case)}: simulated beside observed](/cases/{picture.name})"] if picture.exists() else []
    if numbers.exists():
        blocks.append(table(["", ""], ([plain(row["label"]), plain(row["text"])] for row in _read_numbers(numbers))))
    return "\n\n".join(blocks) or "No results are kept with this version."


def _read_numbers(path: Path) -> list[Mapping[str, str]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DocumentationError(f"{path.name} is not valid JSON: {error}") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.keys() == {"label", "text"} for row in rows):
        raise DocumentationError(f'{path.name} must be a list of rows such as {{"label": "...", "text": "..."}}')
    return rows


def scoreboard() -> str:
    """Return the scoreboard of patterns and the picture of the ablation, as far as they are there."""
    return scoreboard_in(DOCS / "validation")


def scoreboard_in(folder: Path) -> str:
    """Return ``scoreboard.md`` of a folder, and its ``ablation.png`` where the text does not show it."""
    board, ablation = folder / "scoreboard.md", folder / "ablation.png"
    text = (
        _without_title(board.read_text(encoding="utf-8"))
        if board.exists()
        else "No scoreboard is kept with this version."
    )
    if not ablation.exists() or ablation.name in text:
        return text
    return (
        f"{text}\n\n## Which mechanism carries which pattern\n\n![Patterns with mechanisms "
        f"off](/validation/{ablation.name})"
    )


def _without_title(text: str) -> str:
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.startswith("# ") else text


def preset(case: str) -> str:
    """Return what a case sets, beside what is declared; a note where this version has no such case."""
    if case not in option_names()["case"]:
        return "This version has no preset for the case yet."
    defaults = declared_defaults()
    changes = _changes(f"case={case}")
    rows = ([code(name), code(_written(value)), code(_written(defaults[name]))] for name, value in changes.items())
    return f"```sh\norgchange run case={case}\n```\n\n" + table(["parameter", "in this case", "declared default"], rows)


def option_file(group: str, name: str) -> str:
    """Return an option as it is written in its file."""
    return f"```yaml\n{option_text(group, name).strip()}\n```"


def _written(value: object) -> str:
    return f"[{', '.join(f'{item:g}' for item in value)}]" if isinstance(value, list) else shown(value)


def _changes(override: str) -> dict[str, Any]:
    with hydra_started() as hydra:
        master = hydra.compose_config(CONFIGURATION, [override], RunMode.MULTIRUN, validate_sweep_overrides=False)
        point, _ = Composer(hydra.config_loader, master).point([override])
    return point.design.changes
