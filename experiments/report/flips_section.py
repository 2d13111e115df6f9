"""What would change the verdict: assumptions that were tried at their bounds, or how to try them."""

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.discover.regret import RegretTable
from experiments.flips.effect import Effect
from experiments.flips.remarks import NOTHING, remarks_on
from experiments.flips.saved import kept_flips, knife_edges, nearest
from experiments.provenance.kept import Plain
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Points, Section, ShellCommand, TableBlock
from experiments.report.content import ReportContent
from experiments.report.policies_section import called
from experiments.report.tables import sure
from experiments.report.wording import (
    amount,
    between,
    interval,
    listed,
    meaning_of,
    name_of,
    small_metric,
    title,
    value_of,
)
from experiments.wording.language import say, say_counted, translated
from experiments.wording.terminal import shell_command
from sim.parameters import Grade, Role, plain_value
from sim.scenario import declared_parameters

MOST = 15


def doubts(content: ReportContent) -> Section | None:
    """Return the section; None where there is no verdict to change."""
    if content.sensitivities:
        return None
    if not content.against_baseline and len(content.compared) < 2:  # noqa: PLR2004 - a comparison takes two
        return None
    kept = kept_flips(content.study)
    return Section("doubts", say("flips.title"), list(_tried(content, kept) if kept else _untried(content)))


def knife_edge(content: ReportContent) -> list[str]:
    """Return at which value of which assumption a verdict turns, as a sentence; none where none is known to."""
    kept = None if content.sensitivities else kept_flips(content.study)
    edges = knife_edges(kept) if kept is not None else []
    return [edge_text(content, *edges[0])] if edges else []


def edge_text(content: ReportContent, verdict: Mapping[str, Any], turn: Mapping[str, Any]) -> str:
    """Return at which value of an assumption a verdict turns, as a sentence."""
    key = turn["parameter"]
    told = {
        "verdict": _who(content, verdict),
        "metric": small_metric(verdict["metric"]),
        "name": name_of(key),
        "value": value_of(key, turn["value"]),
        "used": value_of(key, turn["usual"]),
        "allowed": between(value_of(key, turn["low"]), value_of(key, turn["high"])),
    }
    return title(say("flips.edge", **told))


def _untried(content: ReportContent) -> Iterator[Block]:
    if content.worlds is not None:
        yield Paragraph(_varied(content, content.worlds))
    yield Paragraph(say("flips.others_untried" if content.worlds is not None else "flips.untried"))
    yield ShellCommand(shell_command("flips", content.folder))
    concerned = _concerned(content)
    if concerned:
        rows = [[Cell(_headed(key), meaning_of(key)), Cell(value_of(key, usual))] for key, usual in concerned[:MOST]]
        more = say("flips.more_assumptions", count=len(concerned) - MOST) if len(concerned) > MOST else ""
        head = [Heading(say("flips.assumption")), Heading(say("flips.value_used"), number=True)]
        yield TableBlock("assumptions", say("flips.assumptions"), head, rows, more)


def _varied(content: ReportContent, table: RegretTable) -> str:
    """Return what the worlds say already about assumptions."""
    first, worlds = table.policies[0], table.worlds
    lost = round((1 - first.best_in) * worlds)
    key = "flips.lost_in" if lost else "flips.holds"
    where = say(key, lost=lost, worlds=worlds, name=called(first))
    names = listed([name_of(key) for key in content.uncertain])
    return say_counted("flips.varied", len(content.uncertain), names=names, where=where)


def _concerned(content: ReportContent) -> list[tuple[str, Any]]:
    """Return the assumptions that share a section with what varies or is tried, with the values of the best plan."""
    changes = content.compared[0].changes
    touched = {
        key.rpartition(".")[0]
        for key in [*content.varied, *changes]
        if key.startswith(("project", "rollout", "intervention"))
    }
    declared = declared_parameters()
    open_still = {key: found for key, found in declared.items() if key not in content.varied}
    doubted = [
        key for key, found in open_still.items() if found.grade == Grade.ASSUMPTION and found.role == Role.UNCERTAINTY
    ]
    return [
        (key, changes.get(key, plain_value(declared[key].default)))
        for key in doubted
        if key.rpartition(".")[0] in touched
    ]


def _headed(key: str) -> str:
    return title(name_of(key))


def _who(content: ReportContent, verdict: Mapping[str, Any]) -> str:
    if content.findings is not None:
        return str(verdict["label"])
    return say("flips.best_next" if content.varied else "flips.plan_baseline")


def _label(content: ReportContent, verdict: Mapping[str, Any]) -> str:
    metric = _metric_of(content, verdict)
    return _who(content, verdict) + ("" if metric == content.metric else f", {small_metric(metric)}")


def _tried(content: ReportContent, kept: Plain) -> Iterator[Block]:
    rows = [_row(content, verdict, found) for effect in Effect for verdict, found in nearest(kept, effect)]
    tried = {name for verdict in kept["verdicts"] for name in verdict["tried"]["parameters"]}
    if edges := knife_edges(kept):
        yield Paragraph(" ".join(edge_text(content, *edge) for edge in edges))
    yield Paragraph(say("flips.what" if rows else "flips.none"))
    if rows:
        caption = say("flips.caption", tried=len(tried), pairs=kept["replicates"])
        more = say("flips.more", count=len(rows) - MOST) if len(rows) > MOST else ""
        words = [say(f"flips.{name}") for name in ("assumption", "verdict", "usual", "if_it_were", "then")]
        numbers = (say("table.difference"), sure(content))
        head = [*(Heading(title) for title in words), *(Heading(title, number=True) for title in numbers)]
        yield TableBlock("flips", caption, head, rows[:MOST], more)
    for pair in (pair for verdict in kept["verdicts"] for pair in verdict.get("pairs", ())):
        both = listed([f"{name_of(key)} {value_of(key, value)}" for key, value in pair["values"].items()])
        yield Paragraph(
            say("flips.together", both=both, then=say(f"flips.effects.{Effect(pair['effect']).name.lower()}"))
        )
    yield Points(remarks(content, kept, nothing=bool(rows)))
    yield Paragraph(say("flips.limits"))


def remarks(content: ReportContent, kept: Plain, *, nothing: bool) -> list[str]:
    """Return what keeps from taking what was tried for more than it is, as ``orgchange flips`` says it, too.

    ``nothing``: also that nothing tried flips a verdict.
    """
    several = len(kept["verdicts"]) > 1
    return [
        f"{_label(content, verdict)}: {text}" if several else text
        for verdict in kept["verdicts"]
        for remark in remarks_on(verdict, kept["replicates"], content.manifest.confidence)
        if nothing or remark.key not in NOTHING
        for text in [say(f"flips.{remark.key}", **remark.values)]
    ]


def _row(content: ReportContent, verdict: Mapping[str, Any], found: Mapping[str, Any]) -> list[Cell]:
    key, difference = found["parameter"], found["difference"]
    then = say(f"flips.effects.{Effect(found['effect']).name.lower()}")
    return [
        Cell(_headed(key), meaning_of(key)),
        Cell(_label(content, verdict)),
        Cell(value_of(key, found["usual"])),
        Cell(value_of(key, found["value"])),
        Cell(then),
        Cell(
            amount(_metric_of(content, verdict), difference["mean"])
            if difference["mean"] is not None
            else translated("unknown")
        ),
        Cell(_interval(_metric_of(content, verdict), difference)),
    ]


def _metric_of(content: ReportContent, verdict: Mapping[str, Any]) -> str:
    return str(verdict.get("metric", content.metric))


def _interval(metric: str, difference: Mapping[str, float | None]) -> str:
    low, high = difference["low"], difference["high"]
    return translated("unknown") if low is None or high is None else interval(metric, low, high)
