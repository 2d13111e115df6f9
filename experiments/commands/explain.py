"""``orgchange explain``: what is asked, found, replayed and told."""

import json
import sys
from collections.abc import Sequence

from experiments.commands.explain_arguments import ExplainArguments
from experiments.explain.source import source_of
from experiments.wording.progress import note
from sim.engine import is_compiled


def explain(words: Sequence[str]) -> int:
    """Tell what the words ask about, and return the exit code."""
    asked = ExplainArguments.read(words)
    if asked.help:
        from experiments.commands.usage import EXPLAIN_USAGE

        print(EXPLAIN_USAGE, end="")
        return 0
    source = source_of(asked.folder, asked.point, asked.replicate)
    if not is_compiled(stepwise=True):
        note("compiling the model a week at a time; this happens once and takes about half a minute")
    if asked.kind is None:
        from experiments.console.explain.overview import overview_text
        from experiments.explain.overview import overview_of

        overview = overview_of(source)
        listed = overview[asked.listing] if asked.listing else overview
        print(
            json.dumps(listed, indent=1, ensure_ascii=False)
            if asked.as_json
            else overview_text(overview, asked.listing)
        )
        return 0
    from experiments.explain.account import account_of
    from experiments.explain.subject import number_of

    account = account_of(source, asked.kind, number_of(asked.kind, asked.which, source.replay))
    if asked.as_json:
        from experiments.explain.as_json import as_json

        print(json.dumps(as_json(account), indent=1, ensure_ascii=False))
    else:
        from experiments.console.explain.account import text_of

        print(text_of(account))
    sys.stdout.flush()
    return 0
