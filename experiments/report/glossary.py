"""What the words of a report mean: outcomes from the metric dictionary, choices from their declarations."""

from experiments.pictures.fates import FATES
from experiments.report.blocks import Block, Fact, Facts, Section
from experiments.report.content import ReportContent
from experiments.report.wording import (
    ARM,
    better,
    interventions,
    meaning_of,
    metric_name,
    name_of,
    sentence,
    unit_of,
)
from experiments.results.verdict import main_metrics
from experiments.wording.names import METRIC, intervention_name

TERMS = (
    Fact("Plan", "One combination of what varies, run many times."),
    Fact("Baseline", "The same people with the same luck, with nothing tried (or with what the study names instead)."),
    Fact("Pair of runs", "One run of each of two plans with the same number: same people, same luck."),
    Fact(
        "Interval",
        "A range made so that it holds the true mean in the stated share of studies like this one; it covers luck "
        "only.",
    ),
    Fact("Undecided", "The interval of a difference contains zero: these runs cannot say which plan is better."),
    Fact("Points", "Percentage points: from 40 % to 43 % is 3 points."),
    Fact("Person-week", "The work of one person in one week."),
)


WORLDS = (
    Fact("World", "One combination of values of everything uncertain that varies: one way the real world may be."),
    Fact("Regret", "By how much the best plan of a world does better there than the plan that was chosen."),
    Fact("Most robust plan", "The plan whose largest regret over all worlds is smallest."),
    Fact(
        "Replicate",
        "One run with its own draw of people and luck; the same replicate is the same luck in all plans and worlds.",
    ),
)


def glossary(content: ReportContent) -> Section:
    """Return the section."""
    worlds = WORLDS if content.worlds is not None else ()
    blocks: list[Block] = [Facts([*TERMS, *worlds, *_choices(content), *_interventions(content), *_outcomes(content)])]
    return Section("glossary", "What the words mean", blocks)


def _choices(content: ReportContent) -> list[Fact]:
    keys = [key for key in [*content.varied, *content.asked] if key != ARM]
    return [Fact(sentence(name_of(key))[:-1], meaning) for key in keys if (meaning := meaning_of(key))]


def _interventions(content: ReportContent) -> list[Fact]:
    """Return the interventions that any plan tries."""
    changes = [content.manifest.changes(point.design) for point in content.manifest.points]
    tried = [name for name in interventions() if any(each.get(f"intervention.{name}.strength") for each in changes)]
    return [Fact(f"{sentence(intervention_name(name))[:-1]} (intervention)", interventions()[name]) for name in tried]


def _outcomes(content: ReportContent) -> list[Fact]:
    used = [*main_metrics(content.study), *FATES, "benefits_per_effort"]
    used += list(content.findings.metrics) if content.findings is not None else []
    return [_outcome(name) for name in dict.fromkeys(used)]


def _outcome(name: str) -> Fact:
    metric = METRIC[name]
    return Fact(metric_name(name), f"{sentence(metric.definition)[:-1]} ({unit_of(metric)}; {better(metric)}).")
