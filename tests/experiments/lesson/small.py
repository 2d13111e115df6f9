"""A small lesson in a folder, with whatever a test changes in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SMALL = ("organization.headcount=60", "organization.departments=4", "horizon.weeks=26", "intervention=[okr]")
SLOW, FAST = "rollout.speed=0.1", "rollout.speed=1.0"
SETTING: Mapping[str, Any] = {
    "practice": "okr",
    "replicate": 3,
    "worlds": 12,
    "series": ["adopted", "service_saved"],
    "futures": [[*SMALL, SLOW], [*SMALL, FAST]],
    "bets": {
        "known": {"measure": "aware", "week": 10, "least": 0.01, "answer": "second"},
        "range": {"measure": "trust", "kind": "range"},
    },
    "levers": {
        "coaches": {"parameter": "rollout.coaches", "values": [0, 40]},
        "pace": {"parameter": "rollout.speed", "values": [0.5, 1.0]},
    },
    "stops": [{"week": 8, "levers": ["coaches", "pace"]}, {"week": 16, "levers": ["coaches"]}],
    "why": {"coaches": {"rollout.coaches": 60}, "calm": {"workload.base": 0.5}},
    "claims": {
        "calm": {"futures": [[*SMALL], [*SMALL, "workload.base=0.5"]], "measure": "workload", "answer": "first"}
    },
}
TEXT: Mapping[str, Any] = {
    "title": "Slow </script> or fast?",
    "situation": ["Sixty people <b>and</b> 'quotes'."],
    "futures": ["Slow", "Fast"],
    "series": {"adopted": "Adopted", "service_saved": "Saved"},
    "debrief": ["Why did it?"],
    "bets": {
        "known": {"question": "Where do more know it?", "turn": "By {{known.gap}} of {{people}}."},
        "range": {"question": "How much trust?", "turn": "It is {{range.first}}."},
    },
    "levers": {"coaches": {"name": "Coaches", "unit": "for a thousand"}, "pace": {"name": "Pace"}},
    "stops": ["Now?", "And now?"],
    "why": {"coaches": "with more coaches", "calm": "with less to do"},
    "guide": {
        "goals": ["See it."],
        "audience": "Everybody.",
        "expected": ["Much."],
        "misconceptions": ["Some; {{calm.gap}}."],
        "left_out": ["All else."],
    },
}


def written(folder: Path, setting: Mapping[str, Any] = SETTING, **texts: Mapping[str, Any]) -> Path:
    """Write a lesson, in English unless texts of other languages are given, and return its folder."""
    folder.mkdir(exist_ok=True)
    for name, content in {"lesson": setting, **(texts or {"en": TEXT})}.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content), encoding="utf-8")
    return folder
