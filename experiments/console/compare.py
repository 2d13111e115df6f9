"""Comparisons in words and tables, for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.compare.changed import Changed
from experiments.compare.comparison import Compared, Comparison, control
from experiments.compare.projects import ProjectChange, ProjectsChanged
from experiments.compare.replayed import MEASURES
from experiments.inference.paired import Verdict
from experiments.results.verdict import UNITS
from experiments.wording.names import project_name
from experiments.wording.quantities import confidence_text, number, percent, signed, span
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

MOST, NAMED = 40, 5
SUPERIORITY = "Superiority: share of pairs in which the first is better (has more, where neither is better), ties half"


def print_comparisons(
    console: "Console", comparisons: Sequence[Comparison], metric: str, confidence: float, found: Changed | None
) -> None:
    """Print comparisons for people: one in all metrics that differ, many in one metric."""
    if len(comparisons) == 1:
        _print_one(console, comparisons[0], confidence)
    else:
        _print_many(console, comparisons, metric, confidence)
    console.print(f"{control(comparisons, confidence, metric)}.")
    console.print(f"{SUPERIORITY}; its interval is Wilson's.")
    if found is not None:
        _print_changed(console, found)


def _print_one(console: "Console", comparison: Comparison, confidence: float) -> None:
    one, other = comparison.pair.one, comparison.pair.other
    pairs = max(found.difference.pairs for found in comparison.metrics.values())
    console.print(f"First: {one.label} ({one.folder}). Second: {other.label} ({other.folder}). {pairs} pairs.")
    if comparison.decided:
        numbers = _headings(confidence)
        table = _new_table("metric", ["first", "second", *numbers], ["verdict", "unit"])
        for found in comparison.decided:
            table.add_row(found.metric, *_levels(found), *_compared(found), UNITS[found.metric])
        console.print(table)
    for verdict, said in (
        (Verdict.UNDECIDED, "Undecided"),
        (Verdict.EQUIVALENT, "No difference that matters"),
        (Verdict.SAME, "The same in every pair"),
        (Verdict.UNKNOWN, "Without a value in both of a pair"),
    ):
        names = [found.metric for found in comparison.metrics.values() if found.verdict is verdict]
        if names:
            console.print(f"{said}: {', '.join(names)}.")


def _print_many(console: "Console", comparisons: Sequence[Comparison], metric: str, confidence: float) -> None:
    console.print(f"{metric} ({UNITS[metric]}), each point against its partner")
    table = _new_table("point", _headings(confidence), ["verdict", "other metrics decided"])
    for comparison in comparisons[:MOST]:
        others = [found.verdict for found in comparison.decided if found.metric != metric]
        counts = [f"{others.count(said)} {said.value}" for said in (Verdict.BETTER, Verdict.WORSE) if said in others]
        table.add_row(comparison.pair.label, *_compared(comparison.metrics[metric]), ", ".join(counts) or "none")
    if len(comparisons) > MOST:
        table.caption = f"{len(comparisons) - MOST} more with --json"
    console.print(table)


def _headings(confidence: float) -> list[str]:
    return ["difference", _interval(confidence), "superiority", _interval(confidence), "p (Holm)"]


def _new_table(first: str, numbers: Sequence[str], words: Sequence[str] = ()) -> "Table":
    table = new_table()
    table.add_column(first)
    for heading in numbers:
        table.add_column(heading, number=True)
    for heading in words:
        table.add_column(heading)
    return table


def _levels(found: Compared) -> list[str]:
    return [number(found.one), number(found.other)]


def _compared(found: Compared) -> list[str]:
    difference = [signed(found.difference.mean), span(found.difference.low, found.difference.high)]
    chance = [percent(found.superiority), f"{percent(found.superiority_low)} to {percent(found.superiority_high)}"]
    return [*difference, *chance, _chance(found.p_adjusted), found.verdict.value]


def _chance(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}"  # noqa: PLR2004 - the last digit that is shown


def _interval(confidence: float) -> str:
    return f"{confidence_text(confidence)} interval"


def _print_changed(console: "Console", found: Changed) -> None:
    for note in found.notes:
        console.print(f"Note: {note}.")
    if found.departments:
        console.print(
            f"\nDepartments that differ most at the end (first minus second; {len(found.replicates)} pairs replayed)"
        )
        table = _new_table("department", ["people", *MEASURES])
        for each in found.departments[:NAMED]:
            cells = [
                f"{signed(difference.mean)} ({span(difference.low, difference.high)})"
                for difference in each.differences.values()
            ]
            table.add_row(each.name, f"{each.people:,.0f}", *cells)
        console.print(table)
    if found.projects is not None:
        _print_projects(console, found.projects)


def _print_projects(console: "Console", found: ProjectsChanged) -> None:
    source = "as kept" if found.kept else "replayed"
    if not found.matched:
        console.print(
            "\nProjects: the work is cut into other projects here and there, so none can be compared with itself."
        )
        return
    console.print(f"\nProjects of a run, on average over {found.runs} pairs ({source})")
    unmatched = f"; {found.unmatched:.1f} are not in the second at all" if found.unmatched else ""
    shares = (
        f"{found.only_one:.1f} of {found.matched:.1f} succeed only in the first, {found.only_other:.1f} only in "
        "the second"
    )
    console.print(f"{shares}{unmatched}")
    gained = [project for project in found.projects if project.net > 0][:NAMED]
    lost = [project for project in found.projects if project.net < 0][:NAMED]
    for heading, projects in (("Succeed more often in the first", gained), ("Succeed more often in the second", lost)):
        if projects:
            console.print(f"{heading}: {'; '.join(map(_named, projects))}")


def _named(project: ProjectChange) -> str:
    shares = f"{percent(project.only_one)} of pairs against {percent(project.only_other)}"
    return f"{project_name(project.number)} ({project.effort:,.0f} person-weeks): {shares}"
