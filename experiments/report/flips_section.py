"""What would change the verdict: assumptions that were tried at their bounds, or how to try them."""

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.discover.regret import RegretTable
from experiments.flips.effect import Effect
from experiments.flips.saved import kept_flips, knife_edges, nearest
from experiments.provenance.kept import Plain
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Section, ShellCommand, TableBlock
from experiments.report.content import ReportContent
from experiments.report.policies_section import called
from experiments.report.wording import amount, interval, listed, meaning_of, metric_name, name_of, sentence, value_of
from experiments.wording.terminal import shell_command
from sim.parameters import Grade, Role, plain_value
from sim.scenario import declared_parameters

MOST = 15
SAID = {
    Effect.FLIPS: "turns it over",
    Effect.DECIDES: "decides it",
    Effect.DISSOLVES: "leaves it undecided",
}
WHAT = (
    "Many numbers in the model are assumptions. Each was set to the lowest and to the highest value that is allowed, "
    "and to some between, one at a time, and the runs were repeated; these would change the verdict:"
)
NONE = (
    "Each assumption was set to the lowest and to the highest value that is allowed, and to some between, one at a "
    "time, and the runs were repeated: none would change the verdict."
)
NOT_TRIED = (
    "Many numbers in the model are assumptions. Which of {these} would change the verdict has not been tried for this "
    "study. This command "
    "sets each to the lowest and to the highest value that is allowed, repeats the runs, and names those that matter; "
    "the next report "
    "shows them:"
)
VERDICT_HOLDS = (
    "in none of the {worlds} worlds would another plan have been better, so none of them changes the "
    "verdict within its range"
)
LIMITS = "One at a time is no search of all combinations: two assumptions together may change what neither does alone."


def doubts(content: ReportContent) -> Section | None:
    """Return the section; None where there is no verdict to change."""
    if content.sensitivities:
        return None
    if not content.against_baseline and len(content.compared) < 2:  # noqa: PLR2004 - a comparison takes two
        return None
    kept = kept_flips(content.study)
    return Section(
        "doubts", "What would change the verdict", list(_tried(content, kept) if kept else _untried(content))
    )


def knife_edge(content: ReportContent) -> list[str]:
    """Return at which value of which assumption a verdict turns, as a sentence; none where none is known to."""
    kept = None if content.sensitivities else kept_flips(content.study)
    edges = knife_edges(kept) if kept is not None else []
    return [f"{_edge(content, *edges[0])}."] if edges else []


def _edge(content: ReportContent, verdict: Mapping[str, Any], turn: Mapping[str, Any]) -> str:
    key = turn["parameter"]
    allowed = f"{value_of(key, turn['low'])} to {value_of(key, turn['high'])}"
    metric = metric_name(verdict["metric"]).lower()
    here = f"“{name_of(key)}” = {value_of(key, turn['value'])}"
    said = f"{_label(content, verdict).partition(', ')[0]}: the verdict on {metric} turns at {here}"
    return sentence(f"{said} (used: {value_of(key, turn['usual'])}; allowed: {allowed})")[:-1]


def _untried(content: ReportContent) -> Iterator[Block]:
    if content.worlds is not None:
        yield Paragraph(_varied(content, content.worlds))
    yield Paragraph(NOT_TRIED.format(these="the others" if content.worlds is not None else "them"))
    yield ShellCommand(shell_command("flips", content.folder))
    concerned = _concerned(content)
    if concerned:
        rows = [[Cell(_headed(key), meaning_of(key)), Cell(value_of(key, usual))] for key, usual in concerned[:MOST]]
        more = (
            f"{len(concerned) - MOST} more of these; all of them: orgchange describe evidence"
            if len(concerned) > MOST
            else ""
        )
        head = [Heading("Assumption"), Heading("Value used", number=True)]
        yield TableBlock("assumptions", "Assumptions about what this study varies and tries.", head, rows, more)


def _varied(content: ReportContent, table: RegretTable) -> str:
    """Return what the worlds say already about assumptions."""
    first, worlds = table.policies[0], table.worlds
    lost = round((1 - first.best_in) * worlds)
    where = (
        f"in {lost} of the {worlds} worlds another plan is better than {called(first)}"
        if lost
        else VERDICT_HOLDS.format(worlds=worlds)
    )
    return (
        f"{len(content.uncertain)} assumptions were varied in this study: "
        f"{listed([name_of(key) for key in content.uncertain])}; {where}."
    )


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
    return sentence(name_of(key))[:-1]


def _label(content: ReportContent, verdict: Mapping[str, Any]) -> str:
    metric = _metric_of(content, verdict)
    on = "" if metric == content.metric else f", {metric_name(metric).lower()}"
    if content.findings is not None:
        return f"{verdict['label']}{on}"
    return f"{'best against next' if content.varied else 'plan against baseline'}{on}"


def _tried(content: ReportContent, kept: Plain) -> Iterator[Block]:
    rows = [_row(content, verdict, found) for effect in Effect for verdict, found in nearest(kept, effect)]
    tried = {name for verdict in kept["verdicts"] for name in verdict["tried"]["parameters"]}
    if edges := knife_edges(kept):
        yield Paragraph(" ".join(f"{_edge(content, *edge)}." for edge in edges))
    yield Paragraph(WHAT if rows else NONE)
    if rows:
        caption = (
            f"Assumptions that would change the verdict, of {len(tried)} tried with {kept['replicates']} pairs "
            "of runs each."
        )
        more = f"{len(rows) - MOST} more are in flips.json." if len(rows) > MOST else ""
        words = ("Assumption", "Verdict", "Usual value", "If it were", "Then")
        numbers = ("Difference", f"{content.confidence} interval")
        head = [*(Heading(title) for title in words), *(Heading(title, number=True) for title in numbers)]
        yield TableBlock("flips", caption, head, rows[:MOST], more)
    yield Paragraph(LIMITS)


def _row(content: ReportContent, verdict: Mapping[str, Any], found: Mapping[str, Any]) -> list[Cell]:
    key, difference = found["parameter"], found["difference"]
    then = SAID[Effect(found["effect"])]
    return [
        Cell(_headed(key), meaning_of(key)),
        Cell(_label(content, verdict)),
        Cell(value_of(key, found["usual"])),
        Cell(value_of(key, found["value"])),
        Cell(then),
        Cell(amount(_metric_of(content, verdict), difference["mean"]) if difference["mean"] is not None else "unknown"),
        Cell(_interval(_metric_of(content, verdict), difference)),
    ]


def _metric_of(content: ReportContent, verdict: Mapping[str, Any]) -> str:
    return str(verdict.get("metric", content.metric))


def _interval(metric: str, difference: Mapping[str, float | None]) -> str:
    low, high = difference["low"], difference["high"]
    return "unknown" if low is None or high is None else interval(metric, low, high)
