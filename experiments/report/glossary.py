"""What the words of a report mean: outcomes from the metric dictionary, choices from their declarations."""

from experiments.pictures.fates import FATES
from experiments.report.blocks import Block, Fact, Facts, Section
from experiments.report.content import ReportContent
from experiments.report.wording import (
    ARM,
    better,
    defined,
    interventions,
    meaning_of,
    measure_meaning,
    name_of,
    title,
    unit_of,
)
from experiments.results.verdict import main_metrics
from experiments.wording.language import say
from experiments.wording.names import METRIC, intervention_name, metric_name

TERMS = ("plan", "baseline", "pair", "interval", "undecided", "points", "person_week")
WORLDS = ("world", "regret", "robust", "replicate")


def glossary(content: ReportContent) -> Section:
    """Return the section."""
    terms = (*TERMS, *(WORLDS if content.worlds is not None else ()))
    told = [Fact(say(f"glossary.{name}.term"), say(f"glossary.{name}.meaning")) for name in terms]
    blocks: list[Block] = [Facts([*told, *_choices(content), *_interventions(content), *_outcomes(content)])]
    return Section("glossary", say("glossary.title"), blocks)


def _choices(content: ReportContent) -> list[Fact]:
    keys = [key for key in [*content.varied, *content.asked] if key != ARM]
    return [Fact(title(name_of(key)), meaning) for key in keys if (meaning := meaning_of(key))]


def _interventions(content: ReportContent) -> list[Fact]:
    """Return the interventions that any plan tries."""
    changes = [content.manifest.changes(point.design) for point in content.manifest.points]
    tried = [name for name in interventions() if any(each.get(f"intervention.{name}.strength") for each in changes)]
    return [Fact(say("glossary.measure", name=title(intervention_name(name))), measure_meaning(name)) for name in tried]


def _outcomes(content: ReportContent) -> list[Fact]:
    used = [*main_metrics(content.study), *FATES, "benefits_per_effort"]
    used += list(content.findings.metrics) if content.findings is not None else []
    return [_outcome(name) for name in dict.fromkeys(used)]


def _outcome(name: str) -> Fact:
    metric = METRIC[name]
    return Fact(metric_name(name), f"{defined(metric)} ({unit_of(metric)}; {better(metric)}).")
