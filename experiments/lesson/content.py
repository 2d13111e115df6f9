"""What a lesson consists of, read from its folder and checked: what is lived, and what is said in every language."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from os.path import isfile, join
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from sim.errors import ScenarioError, nearest_hint, reason
from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import SERIES_NAMES

SETTING, TEXT = "lesson.yaml", ".yaml"
FUTURES = 2
REPLICATES = 1 << 32
Kind = TypeVar("Kind")


class Setting(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is lived.

    Attributes:
        practice: the measure whose ladder the people are shown on.
        series: the weekly series that are drawn, the first of which is told.
        futures: the overrides of each of two scenarios, as ``orgchange run`` reads them.
        replicate: whose luck both have.

    """

    practice: str
    series: tuple[str, ...]
    futures: tuple[tuple[str, ...], ...]
    replicate: Annotated[int, msgspec.Meta(ge=0, lt=REPLICATES)] = 0


class Text(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is said of a lesson in one language: of the futures and the series in the order of the setting."""

    title: str
    situation: tuple[str, ...]
    futures: tuple[str, ...]
    series: dict[str, str]
    debrief: tuple[str, ...]


class Words(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is said on the page of every lesson in one language."""

    language: str
    choose_language: str
    situation: str
    futures: str
    debrief: str
    play: str
    pause: str
    earlier: str
    later: str
    week: str
    speed: str
    weeks_a_second: str
    rings: str
    now: str
    beginning: str
    people: str
    people_now: str
    curve: str
    stages: tuple[str, ...]
    differs: str
    table: str
    model: str
    failed: str


class Lesson(msgspec.Struct, frozen=True):
    """A lesson: its name, what is lived, and what is said of it and on its page, by language (such as "en")."""

    name: str
    setting: Setting
    texts: Mapping[str, Text]
    words: Mapping[str, Words]


def lesson_names() -> list[str]:
    """Return the names of the shipped lessons."""
    return sorted(folder.name for folder in files("lessons").iterdir() if (folder / SETTING).is_file())


def read_lesson(name: str) -> Lesson:
    """Return a shipped lesson, or that of a folder of one's own.

    Raise ScenarioError where there is none or it is not whole.
    """
    if name in lesson_names():
        return _of_folder(files("lessons") / name)
    if isfile(join(name, SETTING)):  # noqa: PTH113, PTH118 - never fails
        return _of_folder(Path(name).resolve())
    asked, shipped = " ".join(name.split()), lesson_names()
    raise ScenarioError(
        f"there is no lesson '{asked}'{nearest_hint(name, shipped)}; shipped: {', '.join(shipped)}; "
        f"one of your own is a folder with a {SETTING}"
    )


def _of_folder(folder: Traversable) -> Lesson:
    setting = _read(folder / SETTING, Setting)
    _check(setting, f"{folder.name}/{SETTING}")
    known = {place.name.removesuffix(TEXT): place for place in (files("experiments.lesson") / "words").iterdir()}
    spoken = {place.name.removesuffix(TEXT): place for place in folder.iterdir() if place.name.endswith(TEXT)}
    spoken.pop(SETTING.removesuffix(TEXT), None)
    unknown = sorted(set(spoken) - set(known))
    if unknown or not spoken:
        said = f"is no language of lessons: {', '.join(unknown)}" if unknown else "says nothing in any language"
        raise ScenarioError(f"the lesson {folder.name} {said}; languages: {', '.join(sorted(known))}")
    texts = {language: _read(spoken[language], Text) for language in sorted(spoken)}
    for language, text in texts.items():
        _check_text(text, setting, f"{folder.name}/{language}{TEXT}")
    return Lesson(folder.name, setting, texts, {language: _read(known[language], Words) for language in texts})


def _read(place: Traversable, kind: type[Kind]) -> Kind:
    try:
        return msgspec.yaml.decode(place.read_bytes(), type=kind)
    except OSError as error:
        raise ScenarioError(f"cannot read {place.name} ({reason(error)})") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{place.name}: {' '.join(str(error).split())}") from None


def _check(setting: Setting, where: str) -> None:
    if setting.practice not in MEASURES:
        hint = nearest_hint(setting.practice, MEASURES)
        raise ScenarioError(f"{where}: there is no practice '{setting.practice}'{hint}; valid: {', '.join(MEASURES)}")
    for name in setting.series:
        if name not in SERIES_NAMES:
            raise ScenarioError(f"{where}: there is no weekly series '{name}'{nearest_hint(name, SERIES_NAMES)}")
    if not setting.series or len(setting.futures) != FUTURES:
        raise ScenarioError(f"{where}: a lesson needs two futures and at least one weekly series")


def _check_text(text: Text, setting: Setting, where: str) -> None:
    if len(text.futures) != FUTURES:
        raise ScenarioError(f"{where}: both futures need a name, and nothing else does")
    if set(text.series) != set(setting.series):
        raise ScenarioError(f"{where}: series must name {', '.join(setting.series)}, as {SETTING} does")
