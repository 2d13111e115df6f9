"""Shipped options as changes of parameters, so that patterns use what studies use."""

from typing import Any

from experiments.configuration.nested import flat
from experiments.configuration.options import option_text

GLOBAL = "# @package _global_"


def option(group: str, name: str) -> dict[str, object]:
    """Return what an option of a configuration group changes, by dotted names, where it chooses no other option."""
    from omegaconf import OmegaConf

    text = option_text(group, name)
    values: Any = OmegaConf.to_container(OmegaConf.create(text))
    return dict(flat(values, "" if text.startswith(GLOBAL) else f"{group}."))
