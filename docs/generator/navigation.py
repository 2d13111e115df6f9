"""The menu: what is written here comes first; pages and mechanisms added later find their place by themselves."""

from pathlib import Path
from typing import Any

from docs.generator.mechanisms import mechanisms

DOCS = Path(__file__).resolve().parents[1]
GUIDES = ("guides/analyst.md", "guides/trainer.md", "guides/researcher.md", "guides/results.md", "guides/extending.md")
TUTORIAL = "tutorial-intervention.md"
MODEL = ("odd.md", "parameters.md", "metrics.md")
OWN_PLACE = {"index.md", *MODEL, TUTORIAL}
GROUPS = {"sim.interventions.": "Interventions", "sim.processes.": "Processes"}
REST = "Around them"

Entry = str | dict[str, Any]


def menu() -> list[Entry]:
    """Return the menu as MkDocs takes it."""
    tutorial = [TUTORIAL] if (DOCS / TUTORIAL).exists() else []
    others = [name for name in _pages("") if name not in OWN_PLACE]
    return [
        {"Home": "index.md"},
        {"Guides": [*GUIDES, *tutorial, *(name for name in _pages("guides/") if name not in GUIDES)]},
        {"Cases": _pages("cases/")},
        {"Model": [*MODEL, {"Mechanisms": _mechanisms()}]},
        {"Validation": ["validation/index.md", *others]},
    ]


def tutorial_link() -> str:
    """Return a sentence that leads to the tutorial on interventions; nothing until there is one."""
    return f"[The tutorial](/{TUTORIAL}) builds an intervention from beginning to end." if (DOCS / TUTORIAL).exists() else ""


def _pages(folder: str) -> list[str]:
    return sorted(f"{folder}{path.name}" for path in (DOCS / folder).glob("*.md"))


def _mechanisms() -> list[Entry]:
    grouped: dict[str, list[Entry]] = {}
    for found in mechanisms().values():
        group = next((name for start, name in GROUPS.items() if found.module.startswith(start)), REST)
        grouped.setdefault(group, []).append({found.title: f"{found.address}.md"})
    return [{name: pages} for name, pages in grouped.items()]
