"""What a page carries: the engines, and as one piece the organization, what is each future's own, and the decisions."""

import gzip
import json
import math
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.inference.paired import student_factor
from experiments.lesson.decisions import decisions, what_ifs
from experiments.lesson.findings import CONFIDENCE, is_share, levers_in_percent
from experiments.lesson.futures import NAMES, Futures
from experiments.lesson.setting import Bet, Setting
from portable.build import VARIANTS, engine
from portable.changes import Change
from portable.description import described
from portable.image import Image, laid_out
from sim.engine import Plan, run_chunk
from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES

READ: Mapping[str, Sequence[str]] = {  # what a page reads, by array and field
    "world.ladders": ("stage", "stage_week", "exposure", "proficiency"),
    "world.traits": ("",),
    "world.stances": ("threshold",),
    "world.seats": ("workload", "job_satisfaction"),
    "world.units": ("joined", "support"),
    "world.projects": (
        *("status", "outcome", "reported", "true_overrun", "done", "scope", "start", "finish"),
        *("effort", "lead", "team", "rebaselines", "hidden"),
    ),
    "world.portfolio": ("claimed_effort", "coaching_effort", "money", "spent"),
    "run.series": ("",),
    "run.metrics": ("",),
    "run.luck": ("replicate",),
    "chart.department": ("",),
    "chart.unit": ("",),
}
CHART, WORLD = "chart.", "world."


def payload(setting: Setting, futures: Futures) -> dict[str, Any]:
    """Return the data of a page."""
    images = [laid_out(plan, setting.replicate) for plan in futures.plans]
    content = _Content()
    chart = content.add(_chart(images[0]))
    return {
        "engines": {variant: packed(engine(variant)) for variant in VARIANTS},
        "futures": [_future(image, content, chart) for image in images],
        "decisions": content.add(json.dumps(_decisions(setting, futures, images)).encode()),
        "content": packed(bytes(content.whole)),
        "weeks": futures.plans[0].weeks,
        "replicate": setting.replicate,
        "people": futures.organization.headcount,
        "departments": futures.organization.departments,
        "teams": futures.organization.units,
        "row": MEASURES.index(setting.practice) if setting.practice else -1,
        "columns": len(SERIES_NAMES),
        "series": {name: SERIES_NAMES.index(name) for name in setting.series},
        "shares": {name: is_share(name, week=1) for name in setting.series},
        **_scales(futures.plans, setting),
        "worlds": setting.worlds,
        "factor": student_factor(setting.worlds, CONFIDENCE),
        "bets": {name: _bet(bet) for name, bet in setting.bets.items()},
        "stops": _stops(setting),
        "inPercent": levers_in_percent(setting),
        "lights": [futures.scenarios[0].reporting.amber, futures.scenarios[0].reporting.red],
    }


class _Content:
    """Pieces in one: a page unpacks them at once, for every unpacking makes it wait anew."""

    def __init__(self) -> None:
        self.whole = bytearray()

    def add(self, piece: bytes) -> tuple[int, int]:
        """Return where a piece begins, and how long it is."""
        self.whole += piece
        return len(self.whole) - len(piece), len(piece)


def packed(content: bytes) -> str:
    """Return bytes as compressed text, the same for the same bytes."""
    return b64encode(gzip.compress(content, 9, mtime=0)).decode()


def _bet(bet: Bet) -> Mapping[str, Any]:
    columns = SERIES_NAMES if bet.week else METRIC_NAMES
    return {
        "kind": bet.kind,
        "column": columns.index(bet.measure),
        "week": bet.week or 0,
        "least": bet.least,
        "share": is_share(bet.measure, bet.week),
    }


def _stops(setting: Setting) -> list[Mapping[str, Any]]:
    return [
        {
            "week": stop.week,
            "levers": [{"name": name, "values": setting.levers[name].values} for name in stop.levers],
        }
        for stop in setting.stops
    ]


def _decisions(setting: Setting, futures: Futures, images: Sequence[Image]) -> Mapping[str, Any]:
    taken = {code: _as_text(changed) for code, changed in decisions(setting, futures, images).items()}
    beginnings = {
        NAMES[future]: [
            [week, {name: _as_text(changed) for name, changed in each.items()}]
            for week, each in what_ifs(setting.why, futures.model(future), image)
        ]
        for future, image in enumerate(images)
    }
    return {"taken": taken, "what_ifs": beginnings}


def _as_text(changed: Sequence[Change]) -> list[tuple[int, str]]:
    return [(at, b64encode(content).decode()) for at, content in changed]


def _scales(plans: Sequence[Plan], setting: Setting) -> Mapping[str, Any]:
    """Return between what every series lies in both futures, so that scales stand still, and how many projects run."""
    numbers = np.array([setting.replicate])
    lived = np.concatenate([run_chunk(plan, numbers, keep_projects=False).series[0] for plan in plans])
    spans = {name: _span_of(lived[:, SERIES_NAMES.index(name)], name) for name in setting.series}
    return {"spans": spans, "mostRunning": int(lived[:, SERIES_NAMES.index("running_projects")].max())}


def _span_of(values: NDArray[np.float32], name: str) -> tuple[float, float]:
    """Return whole tenths, or whole steps of a number that is no share, around values."""
    most = float(values.max())
    step = 10.0 if is_share(name, week=1) else 10.0 ** -math.floor(math.log10(max(1.0, most)))
    low = math.floor(step * float(values.min()))
    return low / step, max(math.ceil(step * most), low + 1) / step


def _span(image: Image, owner: str) -> tuple[int, int]:
    """Return where the arrays of a bundle begin and end; they lie one behind the other."""
    places = [place for name, place in image.places.items() if name.startswith(owner)]
    return min(place.at for place in places), max(place.at + place.size for place in places)


def _chart(image: Image) -> bytes:
    first, last = (at - image.begin for at in _span(image, CHART))
    return image.content[first:last]


def _future(image: Image, content: _Content, chart: tuple[int, int]) -> Mapping[str, Any]:
    first, last = _span(image, CHART)
    before, behind = image.content[: first - image.begin], image.content[last - image.begin :]
    return {
        "image": _read(described(image, READ)),
        "state": _span(image, WORLD),
        "parts": [[image.begin, *content.add(before)], [first, *chart], [last, *content.add(behind)]],
    }


def _read(told: dict[str, Any]) -> dict[str, Any]:
    """Return the description of an image without the fields that no page reads."""
    for name, fields in READ.items():
        place = told["places"][name]
        place["fields"] = {field: place["fields"][field] for field in fields}
    return told
