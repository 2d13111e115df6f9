"""Names and numbers of a study in plain words, from their declarations.

Percentages as percentages, everything with its unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from math import isfinite

from experiments.inference.paired import Difference, Verdict
from experiments.wording.choices import Choice
from experiments.wording.names import (
    METRIC,
    choice,
    intervention_name,
    is_part,
    is_share,
    key_name,
    meaning,
    plain,
    shown_unit,
)
from experiments.wording.quantities import MINUS, number, signed
from sim.interventions.catalogue import Interventions
from sim.outcomes.dictionary import Metric
from sim.scenario import declared_parameters

ARM = "case.arm"
NAMED = ([ARM], ["plan"])
INTERVENTION, NOTHING = "intervention", "nothing"
DIGITS = 4
SCALES = ("0 to 1", "-1 to 1", "ratio")
SAYS = {Verdict.SAME: "the same"}
Choices = Mapping[str, Choice]
TITLES = {
    "change_success": "Success of the change",
    "change_success_weakest": "Weakest part of the success of the change",
    "successful": "Successful projects",
    "challenged": "Challenged projects",
    "failed": "Failed projects",
    "unfinished": "Unfinished projects",
    "cancelled": "Cancelled projects",
    "unused": "Projects delivered and never used",
    "cost_overrun_first": "Cost overrun on the first budget",
    "cost_overrun_last": "Cost overrun on the last budget",
    "schedule_overrun_first": "Delay on the first schedule",
    "schedule_overrun_last": "Delay on the last schedule",
    "over_half": "Projects more than half over budget",
    "adopted": "People who have adopted",
    "relapsed": "People who gave it up",
    "adoption_t10": "Week in which 10 % have adopted",
    "adoption_t50": "Week in which half have adopted",
    "adoption_t90": "Week in which 90 % have adopted",
    "ei_index": "E-I index of ties",
    "watermelon": "Reported green, truly red",
}


def name_of(key: str) -> str:
    """Return what a choice is called: ``project.size`` is project size."""
    return "plan" if key == ARM else _small(key_name(key))


def meaning_of(key: str) -> str:
    """Return what a choice is, with a full stop; nothing where nothing says so."""
    declared = declared_parameters().get(key)
    if declared is None:
        return GROUPS.get(key, "")
    return sentence(meaning(declared))


GROUPS = {
    ARM: "One of the alternatives that the case compares.",
    INTERVENTION: "What is tried.",
    "organization": "The organization it is tried in.",
    "project": "How change work is cut into projects.",
    "rollout": "Who starts when.",
    "prior": "What is taken for true about the effect of size.",
    "estimates": "How optimistic estimates are taken to be.",
    "couplings": "How far projects and people act on each other.",
    "case": "The case whose organization and circumstances are used.",
}


def value_of(key: str, value: Choice | None) -> str:
    """Return what was chosen, with its unit."""
    unit = unit_of_key(key)
    return (
        f"{bare(key, value)} "
        f"{unit.removesuffix('s') if value == 1 and unit in ('weeks', 'person-weeks', 'changes') else unit}"
    ).strip()


def bare(key: str, value: Choice | None) -> str:
    """Return what was chosen, without its unit."""
    declared = declared_parameters().get(key)
    if declared is None or not isinstance(value, (int, float)) or isinstance(value, bool):
        return _said(value)
    return f"{100 * float(value):.4g}" if is_part(declared) else choice(float(f"{value:.{DIGITS}g}"))


def unit_of_key(key: str) -> str:
    """Return the unit in which a choice is shown; nothing for pure numbers and words."""
    declared = declared_parameters().get(key)
    if declared is None or not isinstance(declared.example, (int, float)) or isinstance(declared.example, bool):
        return ""
    return shown_unit(declared)


def headed(key: str) -> str:
    """Return a choice as the head of a column: its name and unit."""
    name, unit = name_of(key), unit_of_key(key)
    return f"{name[0].upper()}{name[1:]}{f', {unit}' if unit else ''}"


def _small(name: str) -> str:
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _said(value: Choice | None) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not set"}[value]
    words = [word.strip() for word in str(value).strip("[]").split(",")]
    return (
        listed(
            [intervention_name(word) if word in interventions() else word.replace("_", " ") for word in words if word]
        )
        or NOTHING
    )


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def plan(choices: Choices, keys: Sequence[str]) -> str:
    """Return what tells a plan from others: its choices for some keys."""
    if list(keys) in NAMED:
        return f"“{_said(choices.get(keys[0]))}”"
    return f"“{', '.join(_choice(key, choices.get(key)) for key in keys)}”"


def _choice(key: str, value: Choice | None) -> str:
    if key == INTERVENTION:
        said = _said(value)
        return "no intervention" if said == NOTHING else said
    return f"{name_of(key)} {value_of(key, value)}"


def moment(text: str) -> str:
    """Return a time as people write it."""
    when = datetime.fromisoformat(text)
    return f"{when.day} {when:%B %Y}, {when:%H:%M} UTC"


def sentence(text: str) -> str:
    """Return a text as a sentence."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def metric_name(name: str) -> str:
    """Return what a metric is called."""
    return TITLES.get(name, plain(name))


def in_percent(name: str) -> bool:
    """Return whether a metric is read in percent: shares, and by how much something was overrun."""
    return is_share(METRIC[name]) or "_overrun_" in name


def value(name: str, found: float) -> str:
    """Return a value of a metric with its unit; scales from 0 to 1 and ratios are plain numbers."""
    if not isfinite(found):
        return "unknown"
    if in_percent(name):
        return f"{_tenth(100 * found)} %"
    return _with_unit(METRIC[name], number(found) if found else "0")


def amount(name: str, found: float) -> str:
    """Return a difference in a metric with its sign and unit."""
    if not isfinite(found):
        return "unknown"
    if in_percent(name):
        return f"{_signed(_tenth(100 * found))} points"
    return _with_unit(METRIC[name], signed(found) if found else "0")


def unsigned(name: str, found: float) -> str:
    """Return how large something is on the scale of a metric, with its unit."""
    return amount(name, abs(found)).removeprefix("+")


def interval(name: str, low: float, high: float) -> str:
    """Return an interval of differences; the unit is that of the difference."""
    if not isfinite(low):
        return "unknown"
    if in_percent(name):
        return f"{_signed(_tenth(100 * low))} to {_signed(_tenth(100 * high))}"
    return f"{signed(low)} to {signed(high)}" if low or high else "0 to 0"


def values_interval(name: str, low: float, high: float) -> str:
    """Return an interval of a metric's mean."""
    if not isfinite(low):
        return "unknown"
    return f"{_tenth(100 * low)} to {_tenth(100 * high)} %" if in_percent(name) else f"{number(low)} to {number(high)}"


def _with_unit(metric: Metric, text: str) -> str:
    return text if metric.unit in SCALES else f"{text} {metric.unit}"


def _tenth(percent: float) -> str:
    if percent == 0:
        return "0"
    return f"{percent:,.{1 if abs(percent) >= 1 else 2}f}".replace("-", MINUS)


def _signed(text: str) -> str:
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def verdict_of(difference: Difference, name: str) -> str:
    """Return in a word what a difference says."""
    found = difference.verdict(METRIC[name].direction)
    return SAYS.get(found, found.value)


def mark_of(difference: Difference, name: str) -> str:
    """Return how a difference is marked: better, worse, undecided, or not at all."""
    word = difference.verdict(METRIC[name].direction)
    return word.value if word in (Verdict.BETTER, Verdict.WORSE, Verdict.UNDECIDED) else ""


def unit_of(metric: Metric) -> str:
    """Return the unit of a metric for people."""
    return metric.unit.replace("share", "%", 1) if is_share(metric) else "%" if in_percent(metric.name) else metric.unit


def better(metric: Metric) -> str:
    """Return which way is better."""
    return {1: "more is better", -1: "less is better", 0: "neither more nor less is better"}[metric.direction]


@cache
def interventions() -> dict[str, str]:
    """Return what every intervention is, by name."""
    found = Interventions()
    return {item.name: (getattr(found, item.name).__doc__ or "").splitlines()[0] for item in fields(found)}
