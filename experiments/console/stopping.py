"""What a study that stopped early says about its runs: how many, how many it saved, and what stayed open."""

from experiments.running.stopping.comparison import Ending
from experiments.store.manifest import Endings, StoppingRecord
from experiments.wording.quantities import confidence_text

WORTH_SAYING = 1.05


def stopping_text(record: StoppingRecord) -> str:
    """Return the record of a course (see course.py) as sentences, a line each."""
    level = confidence_text(record.confidence)
    pairs = "As the question pairs them" if record.asked else "Against the baseline"
    lines = [_runs(record)]
    if record.pairs.comparisons:
        lines.append(f"{pairs} (each at {level}): {_endings(record.pairs, record)}.")
    if record.ranking.comparisons:
        worlds = f" in each of {record.groups} worlds" if record.groups > 1 else ""
        lines.append(f"Against the best{worlds} (all together at {level}): {_endings(record.ranking, record)}.")
    return "\n".join(lines)


def _runs(record: StoppingRecord) -> str:
    used, budget = record.runs, record.runs_of_budget
    saved = f", {budget / used:.1f} times fewer" if used and budget / used >= WORTH_SAYING else ""
    return f"Stopped by {record.metric}: {used:,} runs of at most {budget:,}{saved}."


def _endings(found: Endings, record: StoppingRecord) -> str:
    counts = dict(found.endings)
    undecided = counts.pop(Ending.UNDECIDED.value)
    said = [f"{count} {_ending(name, record)}" for name, count in counts.items() if count]
    after = f" after {_span(found.least, found.most)} of {record.budget} pairs" if said else ""
    still = [f"{undecided} undecided at the end of the budget"] if undecided else []
    return "; ".join([", ".join(said) + after, *still] if said else still)


def _ending(name: str, record: StoppingRecord) -> str:
    if name == Ending.EQUIVALENT.value:
        return f"the same within {record.equivalence:g}"
    return "without any run that differs" if name == Ending.SAME.value else name


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"
