"""Why it went as it did in one run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.explain.account import print_account
from experiments.console.explain.overview import print_overview
from experiments.explain import KINDS
from experiments.explain.account import Account, account_of
from experiments.explain.as_json import as_json
from experiments.explain.overview import overview_of
from experiments.explain.source import Source, source_of
from experiments.explain.subject import number_of
from experiments.running.precompile import note_compiling
from sim.errors import ScenarioError, nearest_hint


def explain(
    folder: Path, point: str | None, replicate: int, listing: str, subject: Mapping[str, Any]
) -> Answer[Account] | Answer[dict[str, Any]]:
    """Return what happened to a subject in one run, or what can be asked about where none is named."""
    for kind in subject:
        if kind not in KINDS:
            raise ScenarioError(f"explain: '{kind}' is unknown{nearest_hint(kind, KINDS)}; one of: {', '.join(KINDS)}")
    if len(subject) > 1:
        raise ScenarioError(f"ask about one thing at a time: {' or '.join(subject)}")
    source = source_of(folder, point, replicate)
    note_compiling(stepwise=True)
    if not subject:
        return _overview(source, listing)
    ((kind, which),) = subject.items()
    return _account(source, kind, str(which))


def _account(source: Source, kind: str, which: str) -> Answer[Account]:
    account = account_of(source, kind, number_of(kind, which, source.replay))
    return Answer(
        account,
        show=lambda console: print_account(console, account),
        plain=lambda: as_json(account),
        frame=lambda: pd.DataFrame(
            [{"week": event.week, "kind": event.kind, "what": event.text} for event in account.story.events]
        ),
    )


def _overview(source: Source, listing: str) -> Answer[dict[str, Any]]:
    overview = overview_of(source)
    return Answer(
        overview,
        show=lambda console: print_overview(console, overview, listing),
        plain=lambda: {listing: overview[listing]} if listing else overview,
        frame=lambda: pd.DataFrame(overview[listing or "projects"]),
    )
