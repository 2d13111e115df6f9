"""Texts in every language: none missing, none too many, the same placeholders, and everything declared has a name."""

import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from experiments.cases.findings import Agreement
from experiments.configuration.observation import Basis, EvidenceGrade
from experiments.inference.unknown import WHY
from experiments.provenance.files import MEANINGS, PICTURE
from experiments.validation.catalogue import PATTERNS
from experiments.wording.language import ENGLISH, LANGUAGES, localized, say, say_counted, speaking, texts_of
from experiments.wording.names import intervention_name, key_name, metric_name, shared_key, shown_unit, unit_name
from experiments.wording.quantities import number, percent, signed
from sim.interventions.catalogue import Interventions
from sim.outcomes.dictionary import METRICS, SERIES
from sim.scenario import declared_parameters

OTHERS = [name for name in LANGUAGES if name != ENGLISH]
PLACEHOLDER = re.compile(r"{(\w*)}")
USED = re.compile(r"""\b(?:say|say_counted|words)\(\s*["']([a-z_.]+)["']""")
FILLED = re.compile(r"""f"([a-z_]+\.[^"]*{[^"]*)"|f'([a-z_]+\.[^']*{[^']*)'""")


def test_every_file_is_a_language_that_can_be_asked_for() -> None:
    here = {place.name for place in (files("experiments.wording") / "texts").iterdir()}
    assert here == {f"{name}.yaml" for name in LANGUAGES}


@pytest.mark.parametrize("name", OTHERS)
def test_no_text_is_missing_and_none_is_too_many(name: str) -> None:
    assert sorted(texts_of(name)[0]) == sorted(texts_of(ENGLISH)[0])


@pytest.mark.parametrize("name", OTHERS)
def test_the_placeholders_are_the_same(name: str) -> None:
    found, english = texts_of(name)[0], texts_of(ENGLISH)[0]
    for key, text in english.items():
        if isinstance(text, str):
            assert set(PLACEHOLDER.findall(found[key])) == set(PLACEHOLDER.findall(text)), key
        else:
            assert len(found[key]) == len(text), key


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    code = "\n".join(
        place.read_text(encoding="utf-8")
        for place in Path("experiments").rglob("*")
        if place.suffix in (".py", ".html") and "lesson" not in place.parts
    )
    written = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)*)["']""", code))
    patterns = [re.sub(r"\\{.*?\\}", ".+", re.escape("".join(key))) for key in FILLED.findall(code)]
    unused = []
    for key in texts_of(ENGLISH)[0]:
        plain = re.sub(r"\.(one|many)$", "", key)
        if not (key in written or plain in written or any(re.fullmatch(each, plain) for each in patterns)):
            unused.append(key)
    assert unused == []
    groups = {key.partition(".")[0] for key in texts_of(ENGLISH)[0]}
    known = set(texts_of(ENGLISH)[0])
    for key in USED.findall(code):
        if key.partition(".")[0] in groups:
            assert key in known or f"{key}.one" in known, key


@pytest.mark.parametrize("name", OTHERS)
def test_everything_that_is_declared_has_a_name_and_a_meaning(name: str) -> None:
    told = texts_of(name)[1]
    with speaking(name):
        keys = {shared_key(key) for key in declared_parameters()}
    assert set(told["parameters"]) == keys
    assert set(told["metrics"]) == {metric.name for metric in METRICS}
    assert set(told["measures"]) == {item.name for item in fields(Interventions())}
    for kind in ("parameters", "metrics", "measures"):
        for key, pair in told[kind].items():
            assert len(pair) == 2, key
            assert all(isinstance(text, str) and text.strip() for text in pair), key


@pytest.mark.parametrize("name", OTHERS)
def test_the_words_of_the_code_are_translated(name: str) -> None:
    phrases = texts_of(name)[1]["phrases"]
    said = [*(one.value for one in Agreement), *(one.meaning for one in EvidenceGrade), *(one.value for one in Basis)]
    said += [*WHY.values(), *MEANINGS.values(), PICTURE, *(pattern.title for pattern in PATTERNS.values())]
    units = [shown_unit(found) for found in declared_parameters().values()]
    with speaking(ENGLISH):
        units += [unit_name(metric.unit) for metric in (*METRICS, *SERIES)]
    said += [unit for unit in units if unit not in ("", "%", "EUR")]
    assert sorted({text for text in said if text not in phrases}) == []


def test_numbers_are_written_as_the_language_writes_them() -> None:
    with speaking("nl"):
        assert (number(1234.5), number(0.25), signed(1.5), percent(0.5)) == ("1.234", "0,250", "+1,500", "50%")
        assert localized("1,234.5 %") == "1.234,5%"
        assert say("sure.pairs", confidence="95%", interval="x", pairs=1200).endswith("1.200 paren simulaties")
    assert (number(1234.5), percent(0.5), localized("12.5 %")) == ("1,234", "50 %", "12.5 %")


def test_one_and_many_are_told_apart() -> None:
    with speaking("nl"):
        assert (say_counted("replicates", 1), say_counted("replicates", 2)) == ("1 herhaling", "2 herhalingen")
    assert say_counted("replicates", 1) == "1 replicate"


def test_names_come_in_the_language_that_is_spoken_and_go_with_it() -> None:
    with speaking("nl"):
        assert key_name("rollout.speed") == "Uitrolsnelheid"
        assert key_name("rollouts.okr.speed") == "Uitrolsnelheid (OKR)"
        assert key_name("intervention.lean.dip") == "Verlies door beginners (Lean)"
        assert metric_name("adopted") == "Mensen die ermee werken"
        assert intervention_name("training") == "training"
    assert key_name("rollout.speed") == "Rollout speed"
    assert metric_name("adopted") == "People who have adopted"
