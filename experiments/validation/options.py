"""Shipped options as changes of parameters, so that patterns use what studies use."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

GLOBAL = "# @package _global_"


def option(group: str, name: str) -> dict[str, object]:
    """Return what an option of a configuration group changes, by dotted names, where it chooses no other option."""
    from omegaconf import OmegaConf

    text = (files("configs") / group / f"{name}.yaml").read_text(encoding="utf-8")
    values: Any = OmegaConf.to_container(OmegaConf.create(text))
    return dict(_flat(values, "" if text.startswith(GLOBAL) else f"{group}."))


def _flat(values: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
