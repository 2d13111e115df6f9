"""Discovering which policy is best where, which holds up, and where plans fail."""

from functools import partial

import pandas as pd

from experiments.api.answer import Answer
from experiments.console.discover import print_discovery
from experiments.discover.as_json import FILE, as_json
from experiments.discover.discovery import Discovery, Wanted, discovered
from experiments.provenance.crate import add_to_crate
from experiments.provenance.kept import may_be_kept
from experiments.results.study import Study
from experiments.store.files import write_json


def discover(study: Study, wanted: Wanted, *, keep: bool) -> Answer[Discovery]:
    """Return what a study says about policies in worlds; ``keep``: in its folder, too, with pictures."""
    found = discovered(study, wanted)
    if keep and may_be_kept(study.folder):
        _keep(found, study)
    return Answer(
        found,
        show=lambda console: print_discovery(console, found),
        plain=partial(as_json, found),
        frame=partial(_frame, found),
    )


def _keep(found: Discovery, study: Study) -> None:
    write_json(study.folder / FILE, as_json(found))
    pictures = []
    if study.manifest.settings["pictures"]:
        from experiments.pictures.discovery import draw_discovery

        pictures = draw_discovery(found, study.folder)
    add_to_crate(study.folder, [study.folder / FILE, *pictures])


def _frame(found: Discovery) -> pd.DataFrame:
    regret = as_json(found)["regret"]
    return pd.DataFrame(regret["policies"] if regret else [])
