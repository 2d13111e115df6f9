"""Names and numbers as they are written into pictures, taken from their declarations."""

from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10

from experiments.input.own_metrics import WithOwn
from experiments.wording.choices import Choice
from experiments.wording.language import ENGLISH, language, localized, said_of, translated, with_unit
from sim.outcomes.dictionary import METRICS, Metric
from sim.parameters import Declaration
from sim.scenario import declared_parameters

ABBREVIATION, ABBREVIATED = 3, ("okr",)
METRIC = WithOwn({metric.name: metric for metric in METRICS}, lambda metric: metric)
NAMES = {
    "case.arm": "Plan",
    "coordination.strength": "Growth of coordination with the team",
    "delivery.cross": "Benefits that need several departments",
    "delivery.refusal": "Refusals where people are not ready",
    "learning.rate": "Speed of learning",
    "project.engaged_limit": "People who can be on projects at once",
    "rollout.people_per_coach": "People per coach",
    "tracking.kept": "Lost benefits that tracking saves",
    "rollout.wave_weeks": "Weeks in which waves start",
    "rollout.wave_units": "Units of each wave",
    "intervention.okr.partners": "OKR goals set together with partners",
    "intervention.okr.partners_week": "Week from which OKR goals are set together with partners",
    "organization.change_departments": "Departments that take part",
    "intervention.benefits_governance.stakeholder_share": "Refusals that benefits governance avoids",
}


def plain(name: str) -> str:
    """Return a name of the code as words: ``portfolio_benefits`` as Portfolio benefits."""
    words = name.replace("_", " ").replace(".", " ")
    return words[0].upper() + words[1:]


def small(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name if name[:2].isupper() or name[1:2] == "-" else f"{name[:1].lower()}{name[1:]}"


def key_name(key: str) -> str:
    """Return what a parameter or mechanism is called: by a name of its own where the words of its key say little."""
    section, _, measure = key.partition(".")
    if section == "intervention" and measure and "." not in measure:
        return plain(intervention_name(measure))
    if language() != ENGLISH:
        return _translated_name(key)
    name = NAMES.get(key) or plain(_of_measure(key).removeprefix("intervention."))
    return name.replace("Okr", "OKR", 1)


def _translated_name(key: str) -> str:
    found = said_of("parameters", shared_key(key))
    name = str(found[0]) if found else translated(plain(key))
    name = name[0].upper() + name[1:]
    section, _, rest = key.partition(".")
    measure = rest.partition(".")[0]
    return f"{name} ({intervention_name(measure)})" if section in ("rollouts", "intervention") and measure else name


def shared_key(key: str) -> str:
    """Return under which key a translation tells a parameter: those of every measure are told once."""
    section, *rest = key.split(".")
    if section == "rollouts":
        return f"rollout.{rest[-1]}"
    every = f"intervention.*.{rest[-1]}" if rest else key
    return every if section == "intervention" and said_of("parameters", every) else key


def metric_name(name: str) -> str:
    """Return what a metric is called."""
    found = said_of("metrics", name)
    return plain(name) if not found else found if isinstance(found, str) else str(found[0])


def definition(metric: Metric) -> str:
    """Return what a metric is."""
    found = said_of("metrics", metric.name)
    return metric.definition if found is None or isinstance(found, str) else str(found[1])


def unit_name(unit: str) -> str:
    """Return a unit as it is shown: shares in percent."""
    return translated(unit.replace("share", "%", 1) if unit.startswith("share") else unit)


def _of_measure(key: str) -> str:
    """Return the key of a rollout of its own with the measure first: ``okr.rollout.speed``."""
    section, *rest = key.split(".")
    return f"{rest[0]}.rollout.{rest[1]}" if section == "rollouts" else key


def is_part(declared: Declaration) -> bool:
    """Return whether a parameter is a part of a whole, better read in percent."""
    low, high = declared.bounds or (0.0, 0.0)
    return declared.unit.startswith("share") or (
        declared.unit == "1" and declared.meaning.startswith("share ") and 0 <= low < high <= 1
    )


def shown_unit(declared: Declaration) -> str:
    """Return the unit in which a parameter is shown; nothing for pure numbers."""
    if is_part(declared):
        return translated(f"% {declared.unit.removeprefix('share').strip()}".removesuffix(" 1").strip())
    return "" if declared.unit == "1" else translated(declared.unit)


def axis_name(key: str) -> str:
    """Return a parameter's name and unit as they stand at an axis."""
    declared = declared_parameters().get(key)
    unit = "" if declared is None else shown_unit(declared)
    return f"{key_name(key)}, {unit}" if unit else key_name(key)


def axis_value(key: str, value: Choice | None) -> str:
    """Return a value as it stands at the axis of its parameter."""
    declared = declared_parameters().get(key)
    if declared is not None and is_part(declared) and isinstance(value, (int, float)):
        return localized(f"{100 * value:.4g}")
    return choice(value)


def meanings(keys: Sequence[str]) -> str:
    """Return in sentences what parameters are; nothing for keys that choose an option."""
    declared = declared_parameters()
    return "".join(f" {key_name(key)}: {meaning(declared[key], key)}." for key in keys if key in declared)


def meaning(found: Declaration, key: str) -> str:
    """Return what a parameter is, on the scale on which it is shown."""
    said = said_of("parameters", shared_key(key))
    text = str(said[1]) if said else found.meaning
    return text.replace("(1: ", localized("(100 %: ")) if is_part(found) else text


def choice(value: Choice | None) -> str:
    """Return the value of a parameter, with commas in its thousands."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return str(value)
    return localized(f"{value:,g}" if float(f"{value:g}") == value else f"{value:,}")


def quantity(key: str, value: Choice | None) -> str:
    """Return the value of a parameter with its unit."""
    declared = declared_parameters().get(key)
    return with_unit(axis_value(key, value), "" if declared is None else shown_unit(declared))


def brief(key: str, value: Choice | None) -> str:
    """Return a value without its unit, but with a sign where it is a percentage."""
    shown = axis_value(key, value)
    percent = with_unit(shown, "%")
    return percent if quantity(key, value).startswith(percent) else shown


def intervention_name(name: str) -> str:
    """Return what an intervention is called: an abbreviation in capitals, other names as words."""
    found = said_of("measures", name)
    return str(found[0]) if found else name.upper() if len(name) <= ABBREVIATION else name.replace("_", " ")


def option(text: str) -> str:
    """Return an option or a list of them as words: ``[okr,lean]`` as OKR, lean."""
    words = [word.strip() for word in text.strip("[]").split(",")]
    return ", ".join(_optional(word) for word in words if word) or translated("nothing")


def _optional(word: str) -> str:
    known = word in ABBREVIATED or said_of("measures", word)
    return intervention_name(word) if known else translated(word.replace("_", " "))


def is_share(metric: Metric) -> bool:
    """Return whether a metric is a part of a whole, better read in percent."""
    return metric.unit.startswith("share")


def number(value: float, metric: Metric, digits: int) -> str:
    """Return a value of a metric: shares in percent, everything else with ``digits`` decimals."""
    return localized(f"{100 * value:.1f} %" if is_share(metric) else f"{value:,.{digits}f}")


def decimals(values: Iterable[float]) -> int:
    """Return how many decimals give the largest of some values three digits."""
    largest = max((abs(value) for value in values if isfinite(value)), default=0.0)
    return max(0, 2 - floor(log10(largest))) if largest > 0 else 1


def described(metric: Metric) -> str:
    """Return as a sentence what a metric is and in which unit."""
    text = definition(metric)
    return f"{text[0].upper()}{text[1:]} ({unit_name(metric.unit)})."


def project_name(number: int) -> str:
    """Return the name of a project in the Mesa face."""
    return f"P{number + 1}"
