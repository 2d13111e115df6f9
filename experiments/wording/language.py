"""The language in which a reader is addressed: English, unless somebody asks for another one.

Texts lie in ``texts``, one file a language: ``texts`` by key, with their placeholders, and ``declared``, what the code
itself says in English (names and meanings of metrics, parameters and measures, and short phrases) in the language.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any

ENGLISH = "en"
LANGUAGES = (ENGLISH, "nl")
FOLDER = "texts"
Texts = Mapping[str, Any]
_CURRENT: ContextVar[str] = ContextVar("language", default=ENGLISH)
_DECIMAL_COMMA = str.maketrans(",.", ".,")


def language() -> str:
    """Return the language in use."""
    return _CURRENT.get()


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Use a language for what is said inside."""
    before = _CURRENT.set(name)
    try:
        yield
    finally:
        _CURRENT.reset(before)


@cache
def texts_of(name: str) -> tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]]:
    """Return the texts of a language by their keys, such as ``verdict.best``, and what it says of the declarations."""
    import msgspec

    file = files("experiments.wording") / FOLDER / f"{name}.yaml"
    read = msgspec.yaml.decode(file.read_bytes())
    return dict(_flat("", read["texts"])), read["declared"]


def _flat(prefix: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, found in texts.items():
        name = f"{prefix}{key}"
        if isinstance(found, dict):
            yield from _flat(f"{name}.", found)
        else:
            yield name, found


def say(key: str, /, **values: object) -> str:
    """Return a text of the language in use; numbers in it are written as that language writes them."""
    text: str = texts_of(language())[0][key]
    return text.format_map({name: _shown(value) for name, value in values.items()}) if values else text


def say_counted(key: str, count: int, /, **values: object) -> str:
    """Return a text that differs for one (``KEY.one``) and for many (``KEY.many``) with ``{count}`` in it."""
    return say(f"{key}.{'one' if count == 1 else 'many'}", count=count, **values)


def words(key: str) -> Sequence[str]:
    """Return a list of words of the language in use, such as the months."""
    found: Sequence[str] = texts_of(language())[0][key]
    return found


def translated(text: str) -> str:
    """Return a word or phrase that the code says in English in the language in use."""
    return text if language() == ENGLISH else str(said_of("phrases", text) or text)


def said_of(kind: str, name: str) -> Any:  # noqa: ANN401 - a name, or a name and a meaning
    """Return what the language says of something declared in the code; None where English says it itself."""
    return texts_of(language())[1].get(kind, {}).get(name)


def localized(number: str) -> str:
    """Return a number written in English as the language in use writes it: decimal comma, no space before ``%``."""
    return number if language() == ENGLISH else number.translate(_DECIMAL_COMMA).replace(" %", "%")


def with_unit(number: str, unit: str) -> str:
    """Return a number as the language in use writes it with its unit, which may be none."""
    text = f"{number} {unit}".strip()
    return text if language() == ENGLISH else text.replace(" %", "%")


def _shown(value: object) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return localized(f"{value:,}") if whole else str(value)
