"""Where everything lies in an image, for hosts that have no NumPy: plain numbers and texts, ready for JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from portable.image import Image, Place
from portable.linking import STACK_TOP


def described(image: Image, names: Iterable[str]) -> dict[str, Any]:
    """Return what ``host.mjs`` has to know of an image, with the places of the arrays that are named."""
    return {
        "stack": STACK_TOP,
        "pages": image.pages,
        "weeks": image.weeks,
        "scratch": list(image.scratch),
        "bundles": dict(image.bundles),
        "places": {name: _described(image.places[name]) for name in names},
    }


def _described(place: Place) -> Mapping[str, Any]:
    fields = {name: [offset, kind] for name, offset, kind in _fields(place.kind, "", 0)}
    return {"at": place.at, "shape": list(place.shape), "step": place.kind.itemsize, "fields": fields}


def _fields(kind: np.dtype[Any], name: str, offset: int) -> Iterator[tuple[str, int, str]]:
    """Yield every number of a record: its dotted name, where it lies, and its kind (such as f8); '' if it is all."""
    if kind.fields is None:
        yield name, offset, kind.str[1:]
        return
    for inner, (part, place, *_) in kind.fields.items():
        yield from _fields(part, f"{name}.{inner}" if name else inner, offset + place)
