"""What a YAML file of somebody else may hold: plain values, not too many and not too deep, nothing that is called.

The text is read event by event, before anything is built from it: what names a class, looks something up or unfolds
without end is refused while it is still text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from experiments.configuration.called import CALLED, LONG_NUMBER, RESOLVER, TARGET
from experiments.input.plain import read_text
from sim.errors import ScenarioError

LARGEST, DEEPEST, MOST_VALUES = 4_000_000, 30, 20_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_yaml(path: Path, example: str) -> dict[str, Any]:
    """Return what a YAML file holds by key; raise ScenarioError where it holds no keys, or more than plain values."""
    if not path.is_file():
        raise ScenarioError(f"there is no file {path}; write one, {example}")
    refuse_unsafe_yaml(path)
    found = yaml.load(read_text(path, LARGEST), Loader=LOADER)  # noqa: S506 - a safe loader
    if not isinstance(found, dict):
        raise ScenarioError(f"{path} holds no keys; write some, {example}")
    return found


def refuse_unsafe_yaml(path: Path) -> None:
    """Raise ScenarioError where a configuration file holds more than plain values, or too much of them."""
    text = read_text(path, LARGEST)
    try:
        for event in _bounded(path, yaml.parse(text, Loader=LOADER)):
            if isinstance(event, yaml.ScalarEvent):
                _refuse_scalar(path, event)
    except yaml.YAMLError as error:
        raise ScenarioError(f"{path} is no YAML: {' '.join(str(error).split())}") from None


def _bounded(path: Path, events: Iterator[Any]) -> Iterator[Any]:
    """Yield events; refuse tags, deep nesting, and anchors that unfold to more values than a configuration has."""
    unfolded: dict[str, int] = {}
    open_at: list[tuple[str | None, int]] = []
    total = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            total += unfolded.get(event.anchor, MOST_VALUES + 1)  # an anchor that is still open contains itself
        elif isinstance(event, yaml.NodeEvent):
            _refuse_tag(path, event)
            total += 1
        if isinstance(event, yaml.CollectionStartEvent):
            open_at.append((event.anchor, total))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_at.pop()
            if anchor:
                unfolded[anchor] = total - before + 1
        elif isinstance(event, yaml.ScalarEvent) and event.anchor:
            unfolded[event.anchor] = 1
        if total > MOST_VALUES or len(open_at) > DEEPEST:
            raise ScenarioError(
                f"{path} is refused: it unfolds to more than {MOST_VALUES} values, or more than {DEEPEST} deep"
            )
        yield event


def _refuse_tag(path: Path, event: Any) -> None:  # noqa: ANN401 - an event of a library without types
    if event.tag not in (None, "!"):
        raise ScenarioError(
            f"{path}, line {event.start_mark.line + 1}: the tag {event.tag} is refused; write the value"
        )


def _refuse_scalar(path: Path, event: Any) -> None:  # noqa: ANN401
    where, text = f"{path}, line {event.start_mark.line + 1}", event.value
    if text in CALLED and text != TARGET:
        raise ScenarioError(f"{where}: '{text}' is refused: a configuration cannot run code")
    if RESOLVER.search(text):
        raise ScenarioError(
            f"{where}: '{text}' is refused: values are written out, not looked up; write the value itself"
        )
    if event.implicit[0] and LONG_NUMBER.search(text):
        raise ScenarioError(f"{where}: a number of {len(text)} digits is refused; write it shorter, such as 1e9")
