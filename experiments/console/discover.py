"""Discoveries in words and tables, for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.configuration.points import shown
from experiments.console.caveats import print_caveats
from experiments.discover.as_json import FILE
from experiments.discover.discovery import Discovery
from experiments.discover.regimes import RegimeMap
from experiments.discover.regret import PolicyRegret, RegretTable
from experiments.discover.scenarios import ScenarioAnswer
from experiments.discover.space import Space
from experiments.inference.crossed import Expected
from experiments.results.verdict import UNITS
from experiments.sensitivity.wording import sentence
from experiments.wording.quantities import number, percent
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

ROWS_SHOWN = 15
CLOSE = "~"
NO_MAP = (
    "No map: it needs two levers that vary, such as project.size and rollout.speed, and something to choose in "
    "their cells."
)
NO_REGRET = (
    "No regret: it needs policies that were run in the same two worlds or more; vary an uncertainty, such as "
    "people.trust=0.3,0.6."
)


def print_discovery(console: "Console", found: Discovery, most: int = ROWS_SHOWN) -> None:
    """Print what was discovered for people, with at most so many policies."""
    console.print(about(found.space))
    if found.regimes is not None:
        _print_map(console, found.regimes)
    if found.regret is not None:
        _print_regret(console, found.regret, found.space, most)
    if found.answers:
        _print_answers(console, found.answers)
    if found.sensitivity is not None:
        console.print(f"\nUnder the most robust policy. {sentence(found.sensitivity)}")
    for line in nothing_for(found):
        console.print(line)
    print_caveats(console, found.space.study, None if found.regret is None else found.regret.broken)


def about(space: Space) -> str:
    """Return what a study is made of, as one line."""
    worlds = f"{len(space.worlds)} {'sampled ' if space.sampled else ''}worlds" if space.uncertainties else "one world"
    varied = f" ({', '.join(space.uncertainties)})" if space.uncertainties else ""
    runs = f"{len(space.policies)} policies in {worlds}{varied}, {len(space.replicates)} replicates each"
    return f"{space.metric} ({UNITS[space.metric]}): {runs}"


def nothing_for(found: Discovery) -> list[str]:
    """Return in sentences what the study has nothing for, and what would change that."""
    return [*([NO_MAP] if found.regimes is None else []), *([NO_REGRET] if found.regret is None else [])]


def robust_sentence(found: RegretTable) -> str:
    """Return the robust choice as a sentence, and how it stands to the best on average."""
    first = found.policies[0]
    sure = f"it stays so in {percent(found.robust_share)} of resamples of the replicates"
    regret = (
        f"its largest regret is {number(first.largest)} ({UNITS[found.metric]})"
        if first.largest
        else "it is best in every world"
    )
    best = next(policy for policy in found.policies if policy.policy == found.best_mean)
    also = "it is best on average, too" if best is first else f"best on average is {called(best)}"
    alike = sum(policy.largest == first.largest for policy in found.policies) - 1
    as_robust = f" (and {alike} others, with the same regret)" if alike else ""
    return f"Most robust over {found.worlds} worlds: {called(first)}{as_robust}; {regret}, and {sure}; {also}."


def called(policy: PolicyRegret) -> str:
    """Return a policy with those alike by their values, as they would be written on a command line."""
    if not policy.alike:
        return policy.policy
    return ", ".join(
        f"{key}={','.join(map(shown, values))}" if values else f"{key} any" for key, values in policy.levers.items()
    )


def satisficing_sentence(found: RegretTable) -> str:
    """Return which policy is good enough in most worlds, as a sentence."""
    best = next(policy for policy in found.policies if policy.policy == found.satisficing)
    good = " and ".join(map(str, found.thresholds))
    return f"Good enough ({good}) in most worlds: {called(best)}, in {percent(best.meets)} of them{_wilson(best)}."


def _print_map(console: "Console", found: RegimeMap) -> None:
    best = (
        "policy"
        if any(_only(cell.best) == cell.best for cell in found.cells)
        else found.cells[0].best.partition("=")[0]
    )
    console.print(f"\nBest {best} by expected {found.metric}; {CLOSE} others in the cell may be as good")
    table = new_table(panels=True)
    table.add_column(f"{found.up} \\ {found.across}")
    for column in found.columns:
        table.add_column(shown(column))
    cells = {
        (cell.across, cell.up): f"{_only(cell.best)} {number(cell.mean.mean)}{'' if cell.decided else CLOSE}"
        for cell in found.cells
    }
    for row in found.rows:
        table.add_row(shown(row), *(cells.get((column, row), "") for column in found.columns))
    console.print(table)
    undecided = sum(not cell.decided for cell in found.cells)
    console.print(f"Undecided in {undecided} of {len(found.cells)} cells.")


def _only(best: str) -> str:
    """Return what one lever is set to; a policy of several as it is."""
    key, sign, value = best.partition("=")
    return value.strip("[]") or "nothing" if sign and "=" not in value and key else best


def _print_regret(console: "Console", found: RegretTable, space: Space, most: int) -> None:
    confidence = space.study.confidence_text
    console.print(f"\nPolicies over {found.worlds} worlds, smallest largest regret first ({confidence} intervals)")
    console.print(_regret_table(found, most))
    if any(policy.alike for policy in found.policies):
        console.print("Policies that are the same in every run share a row.")
    if found.left_out:
        console.print(f"Not run in every world, and left out: {len(found.left_out)} policies")
    console.print(robust_sentence(found))
    console.print(satisficing_sentence(found))


def _print_answers(console: "Console", answers: Sequence[ScenarioAnswer]) -> None:
    console.print("\nWhere it goes wrong (PRIM)")
    for answer in answers:
        console.print(f"- {answer.sentence}")
        if answer.scenario is not None and answer.scenario.quasi_p:
            chances = ", ".join(f"{name} {_chance(p)}" for name, p in answer.scenario.quasi_p.items())
            console.print(
                f"  quasi p of each limit: {chances}; boxes on the way: {len(answer.scenario.trajectory)}, in {FILE}"
            )


def _chance(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}"  # noqa: PLR2004 - the last digit that is shown


def _regret_table(found: RegretTable, most: int) -> "Table":
    table = new_table()
    table.add_column("policy")
    for heading in ("mean", "largest regret", "mean regret", "best in", "good enough in"):
        table.add_column(heading, number=True)
    for policy in found.policies[:most]:
        levels = [_interval(policy.mean), _interval(policy.paired), number(policy.mean_regret)]
        table.add_row(called(policy), *levels, percent(policy.best_in), f"{percent(policy.meets)}{_wilson(policy)}")
    if len(found.policies) > most:
        table.caption = f"{len(found.policies) - most} more; all of them: orgchange discover STUDY --json"
    return table


def _interval(found: Expected) -> str:
    return (
        f"{number(found.mean)} ({number(found.low)} to {number(found.high)})"
        if found.low < found.high
        else number(found.mean)
    )


def _wilson(policy: PolicyRegret) -> str:
    if policy.meets_low is None or policy.meets_high is None:
        return ""
    return f" ({percent(policy.meets_low)} to {percent(policy.meets_high)})"
