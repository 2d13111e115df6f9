"""Findings of a case in words: what was seen, what was simulated, what that says, and the answer to the question."""

from experiments.cases.findings import Answer, Finding, Findings
from experiments.cases.observation import Direction, Kind, Observation
from experiments.numbers import number, signed, span
from experiments.paired import Difference

NOTHING = "–"


def spoken(name: str) -> str:
    """Return the name of an arm or a metric as words."""
    return name.replace("_", " ")


def seen(found: Observation) -> str:
    """Return what was observed: a value with its unit and week, or a direction."""
    if found.kind == Kind.VALUE:
        return f"{measured(found.value, found)}{_week(found)}"
    if found.direction == Direction.NONE:
        return NOTHING
    return f"{found.direction.value}: {spoken(found.measure)}{_week(found)}"


def simulated(finding: Finding) -> str:
    """Return what was simulated: a value with its interval, or the difference of two arms with its interval."""
    if finding.estimate is not None:
        low, high = (_plain(value, finding.observation) for value in finding.estimate[1:])
        return f"{measured(finding.estimate.middle, finding.observation)} ({low} to {high})"
    if finding.difference is not None:
        return f"{with_interval(finding.difference)} against {spoken(finding.observation.against)}"
    return NOTHING


def known(found: Observation) -> str:
    """Return how an observation is known."""
    return f"{found.basis.value}, {found.grade.value}"


def with_interval(difference: Difference) -> str:
    """Return a difference with its interval."""
    return f"{signed(difference.mean)} ({span(difference.low, difference.high)})"


def measured(value: float, found: Observation) -> str:
    """Return a value in the unit of an observation."""
    unit = found.unit or found.metric.unit
    return f"{_plain(value, found)} {unit}".rstrip()


def answer(findings: Findings, confidence: float) -> str:
    """Return the answer to the question of a case: a sentence for every comparison."""
    if not findings.answers:
        return "None of the compared arms were run."
    sentences = " ".join(f"{_sentence(found, findings)}." for found in findings.answers)
    return f"{sentences} In brackets: {100 * confidence:g} % intervals."


def _sentence(found: Answer, findings: Findings) -> str:
    says: dict[str, list[str]] = {}
    for metric, difference in found.differences.items():
        says.setdefault(found.verdict(metric).value, []).append(f"{spoken(metric)} {with_interval(difference)}")
    parts = (f"{word} on {', '.join(metrics)}" for word, metrics in says.items())
    pair = f"{spoken(found.contrast.arm or next(iter(findings.case.arms), 'the plan'))} against {spoken(found.contrast.against)}"
    return f"{pair[0].upper()}{pair[1:]}: {'; '.join(parts)}"


def _plain(value: float, found: Observation) -> str:
    return f"{value:,.0f}" if found.unit == "people" else number(value)


def _week(found: Observation) -> str:
    return f", week {found.week}" if found.weekly else ""


def sources(findings: Findings) -> dict[str, int]:
    """Return every source with its number, in the order in which they are used."""
    names = dict.fromkeys(found.observation.source for found in findings.observations)
    return {name: place for place, name in enumerate(names, 1)}
