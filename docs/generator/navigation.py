"""The menu: what is written here comes first; pages and mechanisms added later find their place by themselves."""

from pathlib import Path
from typing import Any

from docs.generator.mechanisms import ROLLOUTS, mechanisms

DOCS = Path(__file__).resolve().parents[1]
GUIDES = [
    "guides/analyst.md",
    "guides/plans.md",
    "guides/designs.md",
    "guides/own-words.md",
    "guides/enough-runs.md",
    "guides/policies.md",
    "guides/trainer.md",
    "guides/researcher.md",
    "guides/calibration.md",
    "guides/calibration-network.md",
    "guides/calibration-portfolio.md",
    "guides/python.md",
    "guides/results.md",
    "guides/report.md",
    "guides/cluster.md",
    "guides/extending.md",
]
MISTAKES = "five-mistakes.md"
TUTORIAL = "tutorial-intervention.md"
MODEL = ["odd.md", "parameters.md", "evidence.md", "metrics.md"]
VALIDATION = "validation/index.md"
SPEED, STRENGTH = "speed.md", "strength.md"
TAKEN_OVER = "validation/scoreboard.md"  # shown inside another page
GROUPS = {"sim.interventions.": "Interventions", "sim.processes.": "Processes", "sim.events.": "Events"}
REST = "Around them"

Entry = str | dict[str, Any]


def menu() -> list[Entry]:
    """Return the menu as MkDocs takes it."""
    cases = [name for name in _pages() if name.startswith("cases/")]
    guides = [name for name in _pages() if name in (*GUIDES, TUTORIAL) or name.startswith("guides/")]
    placed = {"index.md", MISTAKES, *cases, *guides, *MODEL, VALIDATION, SPEED, STRENGTH, TAKEN_OVER}
    others = [name for name in _pages() if name not in placed]
    return [
        {"Home": "index.md"},
        {"Five mistakes": MISTAKES},
        {"Guides": sorted(guides, key=_place)},
        {"Cases": cases},
        {"Model": [*MODEL, {"Mechanisms": _mechanisms()}]},
        {"Validation": VALIDATION},
        {"Speed": SPEED},
        {"Strength": STRENGTH},
        *([{"More": others}] if others else []),
    ]


def _place(guide: str) -> int:
    return GUIDES.index(guide) if guide in GUIDES else len(GUIDES)


def tutorial_link() -> str:
    """Return a sentence that leads to the tutorial on interventions; nothing until there is one."""
    return (
        f"[The tutorial](/{TUTORIAL}) builds an intervention from beginning to end."
        if (DOCS / TUTORIAL).exists()
        else ""
    )


def _pages() -> list[str]:
    return sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


def _mechanisms() -> list[Entry]:
    grouped: dict[str, list[Entry]] = {}
    for found in mechanisms().values():
        grouped.setdefault(_group(found.module), []).append({found.title: f"{found.address}.md"})
    return [{name: grouped[name]} for name in (*GROUPS.values(), REST)]


def _group(module: str) -> str:
    if module in ROLLOUTS:
        return REST
    return next((name for start, name in GROUPS.items() if module.startswith(start)), REST)
