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
    "series": ["adopted", "service_saved"],
    "futures": [[*SMALL, SLOW], [*SMALL, FAST]],
}
TEXT: Mapping[str, Any] = {
    "title": "Slow </script> or fast?",
    "situation": ["Sixty people <b>and</b> 'quotes'."],
    "futures": ["Slow", "Fast"],
    "series": {"adopted": "Adopted", "service_saved": "Saved"},
    "debrief": ["Why?"],
}


def written(folder: Path, setting: Mapping[str, Any] = SETTING, **texts: Mapping[str, Any]) -> Path:
    """Write a lesson, in English unless texts of other languages are given, and return its folder."""
    folder.mkdir(exist_ok=True)
    for name, content in {"lesson": setting, **(texts or {"en": TEXT})}.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content), encoding="utf-8")
    return folder
