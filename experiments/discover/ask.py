"""``orgchange discover``: what a study says about policies in worlds, told, kept and drawn."""

import json
from collections.abc import Sequence

from experiments.analysis import analyse
from experiments.discover.arguments import DiscoverArguments
from experiments.discover.as_json import FILE, as_json
from experiments.discover.find import discovered
from experiments.manifest import finished_study, write_whole
from experiments.progress import note
from experiments.store import check_folder


def discover(words: Sequence[str]) -> int:
    """Discover what the words ask for, tell, keep and draw it, and return the exit code."""
    asked = DiscoverArguments.read(words)
    if asked.help:
        from experiments.usage import DISCOVER_USAGE

        print(DISCOVER_USAGE, end="")
        return 0
    finished_study(asked.folder)
    check_folder(asked.folder)
    found = discovered(analyse(asked.folder), asked.metric, asked.thresholds, asked.levers)
    told = as_json(found)
    write_whole(asked.folder / FILE, json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    if asked.as_json:
        print(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        from experiments.discover.words import print_discovery

        print_discovery(found)
    note(f"kept as {asked.folder / FILE}")
    return 0
