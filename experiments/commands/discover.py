"""``orgchange discover``: what a study says about policies in worlds, told, kept and drawn."""

from collections.abc import Sequence
from pathlib import Path

from experiments.commands.discover_arguments import DiscoverArguments
from experiments.discover.as_json import FILE, as_json
from experiments.discover.discovery import Discovery, discovered
from experiments.provenance.crate import add_to_crate
from experiments.results.study import read_study
from experiments.store.files import write_json
from experiments.store.opening import check_folder
from experiments.wording.json_text import json_text
from experiments.wording.notes import note


def discover(words: Sequence[str]) -> int:
    """Discover what the words ask for, tell, keep and draw it, and return the exit code."""
    asked = DiscoverArguments.read(words)
    if asked.help:
        from experiments.commands.usage import DISCOVER_USAGE

        print(DISCOVER_USAGE, end="")
        return 0
    study = read_study(asked.folder)
    check_folder(asked.folder)
    found = discovered(study, asked.wanted)
    told = as_json(found)
    write_json(asked.folder / FILE, told)
    if asked.as_json:
        print(json_text(told))
    else:
        from experiments.console.discover import print_discovery

        print_discovery(found)
    pictures = _pictures(found, asked.folder) if study.manifest.settings["pictures"] else []
    if pictures and not asked.as_json:
        print(f"Pictures: {pictures[0].parent} ({', '.join(dict.fromkeys(picture.stem for picture in pictures))})")
    add_to_crate(asked.folder, [asked.folder / FILE, *pictures])
    note(f"kept as {asked.folder / FILE}")
    return 0


def _pictures(found: Discovery, folder: Path) -> list[Path]:
    from experiments.pictures.discovery import draw_discovery

    return draw_discovery(found, folder)
