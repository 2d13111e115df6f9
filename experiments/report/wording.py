"""Names and numbers of a study in plain words, from their declarations.

Percentages as percentages, everything with its unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from math import isfinite

from experiments.configuration.plans.plan import PLAN
from experiments.inference.paired import Difference, Verdict
from experiments.inference.unknown import WHY
from experiments.wording.choices import Choice
from experiments.wording.language import localized, said_of, say, translated, with_unit, words
from experiments.wording.names import (
    METRIC,
    choice,
    definition,
    intervention_name,
    is_part,
    is_share,
    key_name,
    meaning,
    metric_name,
    shown_unit,
    small,
    unit_name,
)
from experiments.wording.quantities import MINUS, number, signed
from sim.interventions.catalogue import Interventions
from sim.outcomes.dictionary import Metric
from sim.scenario import declared_parameters

ARM = "case.arm"
NAMED = ([ARM], [PLAN])
INTERVENTION = "intervention"
GROUPS = (ARM, INTERVENTION, PLAN, "organization", "project", "rollout", "prior", "estimates", "couplings", "case")
DIGITS = 4
SCALES = ("0 to 1", "-1 to 1", "ratio")
UNKNOWN, NO_INTERVAL = "unknown", "no interval"
COUNTED = ("weeks", "person-weeks", "changes")
Choices = Mapping[str, Choice]


def name_of(key: str) -> str:
    """Return what a choice is called: ``project.size`` is project size."""
    return say(f"groups.{key}.name") if key in GROUPS else small(key_name(key))


def meaning_of(key: str) -> str:
    """Return what a choice is, with a full stop; nothing where nothing says so."""
    declared = declared_parameters().get(key)
    if declared is None:
        return say(f"groups.{key}.meaning") if key in GROUPS else ""
    return sentence(meaning(declared, key))


def value_of(key: str, value: Choice | None) -> str:
    """Return what was chosen, with its unit."""
    unit = unit_of_key(key)
    one = value == 1 and _declared_unit(key) in COUNTED
    return with_unit(bare(key, value), translated(_declared_unit(key).removesuffix("s")) if one else unit)


def bare(key: str, value: Choice | None) -> str:
    """Return what was chosen, without its unit."""
    declared = declared_parameters().get(key)
    if declared is None or not isinstance(value, (int, float)) or isinstance(value, bool):
        return _said(value)
    return localized(f"{100 * float(value):.4g}") if is_part(declared) else choice(float(f"{value:.{DIGITS}g}"))


def unit_of_key(key: str) -> str:
    """Return the unit in which a choice is shown; nothing for pure numbers and words."""
    declared = declared_parameters().get(key)
    if declared is None or not isinstance(declared.example, (int, float)) or isinstance(declared.example, bool):
        return ""
    return shown_unit(declared)


def _declared_unit(key: str) -> str:
    declared = declared_parameters().get(key)
    return "" if declared is None else declared.unit


def headed(key: str) -> str:
    """Return a choice as the head of a column: its name and unit."""
    name, unit = name_of(key), unit_of_key(key)
    return f"{name[0].upper()}{name[1:]}{f', {unit}' if unit else ''}"


def _said(value: Choice | None) -> str:
    if isinstance(value, bool) or value is None:
        return say({True: "value.yes", False: "value.no", None: "value.unset"}[value])
    named = [word.strip() for word in str(value).strip("[]").split(",")]
    return listed([_word(word) for word in named if word]) or say("value.nothing")


def _word(word: str) -> str:
    return intervention_name(word) if word in interventions() else translated(word.replace("_", " "))


def listed(names: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    return say("list.and").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def plan(choices: Choices, keys: Sequence[str]) -> str:
    """Return what tells a plan from others: its choices for some keys."""
    if list(keys) in NAMED:
        return f"“{str(choices.get(keys[0])).replace('_', ' ')}”"
    return f"“{', '.join(_choice(key, choices.get(key)) for key in keys)}”"


def _choice(key: str, value: Choice | None) -> str:
    if key == INTERVENTION:
        said = _said(value)
        return say("value.no_intervention") if said == say("value.nothing") else said
    return f"{name_of(key)} {value_of(key, value)}"


def moment(text: str) -> str:
    """Return a time as people write it."""
    when = datetime.fromisoformat(text)
    month = words("date.months")[when.month - 1]
    return say("date.moment", day=when.day, month=month, year=str(when.year), time=f"{when:%H:%M}")


def sentence(text: str) -> str:
    """Return a text as a sentence."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def title(text: str) -> str:
    """Return a text with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def small_metric(name: str) -> str:
    """Return what a metric is called inside a sentence."""
    return small(metric_name(name))


def in_percent(name: str) -> bool:
    """Return whether a metric is read in percent: shares, and by how much something was overrun."""
    return is_share(METRIC[name]) or "_overrun_" in name


def value(name: str, found: float) -> str:
    """Return a value of a metric with its unit; scales from 0 to 1 and ratios are plain numbers."""
    if not isfinite(found):
        return translated(UNKNOWN)
    if in_percent(name):
        return localized(f"{_tenth(100 * found)} %")
    return _with_unit(METRIC[name], number(found) if found else "0")


def amount(name: str, found: float) -> str:
    """Return a difference in a metric with its sign and unit."""
    if not isfinite(found):
        return translated(UNKNOWN)
    if in_percent(name):
        return say("value.points", count=localized(_signed(_tenth(100 * found))))
    return _with_unit(METRIC[name], signed(found) if found else "0")


def unsigned(name: str, found: float) -> str:
    """Return how large something is on the scale of a metric, with its unit."""
    return amount(name, abs(found)).removeprefix("+")


def interval(name: str, low: float, high: float) -> str:
    """Return an interval of differences; the unit is that of the difference."""
    if not (isfinite(low) and isfinite(high)):
        return translated(NO_INTERVAL)
    if in_percent(name):
        return between(*(localized(_signed(_tenth(100 * bound))) for bound in (low, high)))
    return between(signed(low), signed(high)) if low or high else between("0", "0")


def values_interval(name: str, low: float, high: float) -> str:
    """Return an interval of a metric's mean."""
    if not (isfinite(low) and isfinite(high)):
        return translated(NO_INTERVAL)
    if in_percent(name):
        return between(localized(_tenth(100 * low)), localized(f"{_tenth(100 * high)} %"))
    return between(number(low), number(high))


def between(low: str, high: str) -> str:
    """Return two bounds as an interval."""
    return say("value.between", low=low, high=high)


def _with_unit(metric: Metric, text: str) -> str:
    return text if metric.unit in SCALES else f"{text} {unit_name(metric.unit)}"


def _tenth(percent: float) -> str:
    if percent == 0:
        return "0"
    return f"{percent:,.{1 if abs(percent) >= 1 else 2}f}".replace("-", MINUS)


def _signed(text: str) -> str:
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def said(verdict: Verdict) -> str:
    """Return a verdict in a word."""
    return say(f"verdicts.{verdict.name.lower()}")


def verdict_of(difference: Difference, name: str) -> str:
    """Return in a word what a difference says."""
    return said(difference.verdict(METRIC[name].direction))


def mark_of(difference: Difference, name: str) -> str:
    """Return how a difference is marked: better, worse, undecided, or not at all."""
    word = difference.verdict(METRIC[name].direction)
    return word.value if word in (Verdict.BETTER, Verdict.WORSE, Verdict.UNDECIDED) else ""


def why_unknown(name: str) -> str:
    """Return why runs have no value of a metric."""
    return translated(WHY.get(name, "no run ended"))


def unit_of(metric: Metric) -> str:
    """Return the unit of a metric for people."""
    return "%" if in_percent(metric.name) and not is_share(metric) else unit_name(metric.unit)


def defined(metric: Metric) -> str:
    """Return what a metric is, as the beginning of a sentence."""
    return title(definition(metric))


def better(metric: Metric) -> str:
    """Return which way is better."""
    return say({1: "better.more", -1: "better.less", 0: "better.neither"}[metric.direction])


@cache
def interventions() -> dict[str, str]:
    """Return what every intervention is in English, by name."""
    found = Interventions()
    return {item.name: (getattr(found, item.name).__doc__ or "").splitlines()[0] for item in fields(found)}


def measure_meaning(name: str) -> str:
    """Return what an intervention is."""
    found = said_of("measures", name)
    return str(found[1]) if found else interventions()[name]
