"""Files of options as people write them: a number means in a file what it means on the command line.

YAML 1.1 reads 060 as 48 (octal), 1:30 as 90 (minutes and seconds) and 0x10 as 16, which nobody means who writes how
many people there are. Such numbers are refused, as the command line refuses them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml  # type: ignore[import-untyped]
from omegaconf._utils import get_yaml_loader

from sim.errors import ScenarioError

INT, FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
WHOLE = re.compile(r"[-+]?(?:0|[1-9](?:_?[0-9])*)")


def refuse_other_numbers(path: Path) -> None:
    """Raise ScenarioError for a number in a file that YAML reads as another one."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), get_yaml_loader())
    except (yaml.YAMLError, UnicodeDecodeError):
        return  # which Hydra says better
    for node in _scalars(root, set()):
        text = node.value
        if (node.tag == INT and not WHOLE.fullmatch(text)) or (node.tag == FLOAT and ":" in text):
            at = f"{path}, line {node.start_mark.line + 1}"
            raise ScenarioError(
                f"{at}: '{text}' is no plain number: YAML would read it as another one; write it in decimal digits "
                "without leading zeros, or in quotes if it is a text"
            )


def _scalars(node: object, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    """Yield the unquoted values below a node, each once, however often the file refers to it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if node.style is None:
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each, seen)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for each in pair:
                yield from _scalars(each, seen)
