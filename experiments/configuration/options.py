"""The shipped options: which groups of choices there are, and what can be chosen in each."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def option_names() -> Mapping[str, list[str]]:
    """Return the shipped options of every configuration group."""
    groups = (group for group in files("configs").iterdir() if group.is_dir() and not group.name.startswith("_"))
    listed = {
        group.name: [option.name for option in group.iterdir() if option.name.endswith(".yaml")] for group in groups
    }
    return {group: sorted(name.removesuffix(".yaml") for name in names) for group, names in listed.items()}


def option_text(group: str, name: str) -> str:
    """Return the text of a shipped option."""
    return files("configs").joinpath(group, f"{name}.yaml").read_text(encoding="utf-8")
