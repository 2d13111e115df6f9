"""Findings of a case in words: what was seen, what was simulated, what that says, and the answer to the question."""

from experiments.cases.findings import CaseAnswer, Finding, Findings
from experiments.configuration.observation import PEOPLE, PERCENT, Direction, Kind, Observation
from experiments.inference.paired import Difference
from experiments.wording.language import localized
from experiments.wording.quantities import MINUS, confidence_text, number, signed, span

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
        low, high = (plain_value(value, finding.observation) for value in finding.estimate[1:])
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
    return f"{plain_value(value, found)} {unit}".rstrip()


def answer(findings: Findings, confidence: float) -> str:
    """Return the answer to a case's question, a sentence a comparison, with the difference in the first metric."""
    if not findings.answers:
        return "None of the compared arms were run."
    first = findings.metrics[0]
    sentences = " ".join(f"{pair(found, findings)}: {_says(found, first)}." for found in findings.answers)
    return f"{sentences} Differences in {spoken(first)}, with {confidence_text(confidence)} intervals."


def pair(found: CaseAnswer, findings: Findings) -> str:
    """Return which two arms are compared, as the beginning of a sentence."""
    arm = found.contrast.arm or next(iter(findings.case.arms), "the plan")
    words = f"{spoken(arm)} against {spoken(found.contrast.against)}"
    return f"{words[0].upper()}{words[1:]}"


def in_full(found: CaseAnswer) -> str:
    """Return what a comparison says on every metric, with the difference."""
    said = (
        (spoken(metric), with_interval(difference), found.verdict(metric).value)
        for metric, difference in found.differences.items()
    )
    return "; ".join(f"{metric} {difference}: {verdict}" for metric, difference, verdict in said)


def _says(found: CaseAnswer, first: str) -> str:
    by_verdict: dict[str, list[str]] = {}
    for metric, difference in found.differences.items():
        shown = f" {with_interval(difference)}" if metric == first else ""
        by_verdict.setdefault(found.verdict(metric).value, []).append(f"{spoken(metric)}{shown}")
    return "; ".join(f"{verdict} on {', '.join(metrics)}" for verdict, metrics in by_verdict.items())


def plain_value(value: float, found: Observation) -> str:
    """Return a value of an observation without its unit."""
    if found.unit in (PEOPLE, PERCENT):
        return localized(f"{value:,.{0 if found.unit == PEOPLE else 1}f}").replace("-", MINUS)
    return number(value)


def _week(found: Observation) -> str:
    return f", week {found.week}" if found.weekly else ""


def sources(findings: Findings) -> dict[str, int]:
    """Return every source with its number, in the order in which they are used."""
    names = dict.fromkeys(found.observation.source for found in findings.observations)
    return {name: place for place, name in enumerate(names, 1)}
