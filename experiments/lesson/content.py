"""A lesson, read from its folder and checked: what is lived, and what is said in every language."""

from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from os.path import isfile, join
from pathlib import Path
from typing import TypeVar

import msgspec

from experiments.configuration.options import option_names
from experiments.lesson.setting import SIZES, Bet, Claim, Setting
from experiments.lesson.texts import Text, Words
from sim.errors import ScenarioError, nearest_hint, reason
from sim.interventions.catalogue import MEASURES
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES

SETTING, TEXT = "lesson.yaml", ".yaml"
FUTURES = 2
Kind = TypeVar("Kind")


class Lesson(msgspec.Struct, frozen=True):
    """A lesson.

    Attributes:
        name, setting: what it is called, and what is lived.
        texts, words: what is said of it, and on its page, by language (such as "en").
        options: the folder of one's own in which plans and other options are found, too; none without any.

    """

    name: str
    setting: Setting
    texts: Mapping[str, Text]
    words: Mapping[str, Words]
    options: Path | None = None


def lesson_names() -> list[str]:
    """Return the names of the shipped lessons."""
    return sorted(folder.name for folder in files("lessons").iterdir() if (folder / SETTING).is_file())


def read_lesson(name: str) -> Lesson:
    """Return a shipped lesson, that of a case, or that of a folder of one's own.

    Raise ScenarioError where there is none or it is not whole.
    """
    if name in lesson_names():
        return _of_folder(files("lessons") / name)
    if name in option_names()["case"]:
        return next(lesson for lesson in map(read_lesson, lesson_names()) if lesson.setting.case == name)
    if isfile(join(name, SETTING)):  # noqa: PTH113, PTH118 - never fails
        folder = Path(name).resolve()
        has_options = any(place.is_dir() for place in folder.iterdir())
        return msgspec.structs.replace(_of_folder(folder), options=folder if has_options else None)
    asked, shipped = " ".join(name.split()), lesson_names()
    raise ScenarioError(
        f"there is no lesson '{asked}'{nearest_hint(name, shipped)}; shipped: {', '.join(shipped)}; "
        f"one of your own is a folder with a {SETTING}"
    )


def words_of_lessons() -> dict[str, Traversable]:
    """Return the file of what every page says, by language."""
    places = (files("experiments.lesson") / "words").iterdir()
    return {place.name.removesuffix(TEXT): place for place in places if place.name.endswith(TEXT)}


def _of_folder(folder: Traversable) -> Lesson:
    setting = _read(folder / SETTING, Setting)
    _refuse(_wrong_settings(setting), f"{folder.name}/{SETTING}")
    known = words_of_lessons()
    spoken = {place.name.removesuffix(TEXT): place for place in folder.iterdir() if place.name.endswith(TEXT)}
    spoken.pop(SETTING.removesuffix(TEXT), None)
    unknown = sorted(set(spoken) - set(known))
    if unknown or not spoken:
        said = f"is no language of lessons: {', '.join(unknown)}" if unknown else "says nothing in any language"
        raise ScenarioError(f"the lesson {folder.name} {said}; languages: {', '.join(sorted(known))}")
    texts = {language: _read(spoken[language], Text) for language in sorted(spoken)}
    for language, text in texts.items():
        _refuse(_wrong_texts(text, setting), f"{folder.name}/{language}{TEXT}")
    return Lesson(folder.name, setting, texts, {language: _read(known[language], Words) for language in texts})


def _read(place: Traversable, kind: type[Kind]) -> Kind:
    try:
        return msgspec.yaml.decode(place.read_bytes(), type=kind)
    except OSError as error:
        raise ScenarioError(f"cannot read {place.name} ({reason(error)})") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{place.name}: {' '.join(str(error).split())}") from None


def _refuse(wrong: Iterable[str], where: str) -> None:
    """Raise ScenarioError with all that is wrong with a file, if anything is."""
    found = list(wrong)
    if found:
        raise ScenarioError(f"{where}: {'; '.join(found)}")


def _wrong_settings(setting: Setting) -> Iterable[str]:
    if setting.practice and setting.practice not in MEASURES:
        hint = nearest_hint(setting.practice, MEASURES)
        yield f"there is no practice '{setting.practice}'{hint}; valid: {', '.join(MEASURES)}"
    for name in setting.series:
        yield from _unknown("weekly series", name, SERIES_NAMES)
    if not setting.series or len(setting.futures) != FUTURES:
        yield "a lesson needs two futures and at least one weekly series"
    asked: dict[str, Bet | Claim] = {**setting.bets, **setting.claims}
    for one in asked.values():
        known = SERIES_NAMES if one.week else METRIC_NAMES
        yield from _unknown("weekly series" if one.week else "metric", one.measure, known)
    yield from _wrong_stops(setting)
    for twice in sorted(
        set(setting.bets) & set(setting.claims) | (set(setting.bets) | set(setting.claims)) & set(SIZES)
    ):
        yield f"'{twice}' names two numbers of the texts; a bet or a claim needs another name"


def _wrong_stops(setting: Setting) -> Iterable[str]:
    weeks = [stop.week for stop in setting.stops]
    if any(one >= other for one, other in pairwise(weeks)):
        yield "stops must come one after the other"
    for stop in setting.stops:
        for name in stop.levers:
            yield from _unknown("lever", name, list(setting.levers))


def _unknown(kind: str, name: str, known: Iterable[str]) -> Iterable[str]:
    if name not in known:
        yield f"there is no {kind} '{name}'{nearest_hint(name, list(known))}"


NAMED: Mapping[str, Callable[[Setting], Iterable[str]]] = {
    "series": lambda setting: setting.series,
    "bets": lambda setting: setting.bets,
    "levers": lambda setting: setting.levers,
    "why": lambda setting: setting.why,
}


def _wrong_texts(text: Text, setting: Setting) -> Iterable[str]:
    if len(text.futures) != FUTURES:
        yield "both futures need a name, and nothing else does"
    for key, names in NAMED.items():
        expected = list(names(setting))
        if set(getattr(text, key)) != set(expected):
            yield f"{key} must name {', '.join(expected) or 'nothing'}, as {SETTING} does"
    if len(text.stops) != len(setting.stops):
        yield f"stops must say something of each of the {len(setting.stops)} stops"
