"""What a study that stopped early says about its runs: how many, how many it saved, and what stayed open."""

from collections.abc import Callable

from experiments.running.stopping.comparison import Ending
from experiments.store.manifest import Endings, StoppingRecord
from experiments.wording.language import localized, say, say_counted
from experiments.wording.quantities import confidence_text

WORTH_SAYING = 1.05


def stopping_text(record: StoppingRecord, metric: Callable[[str], str] = str) -> str:
    """Return the record of a course (see course.py) as sentences, a line each; ``metric``: what metrics are called."""
    level = confidence_text(record.confidence)
    pairs = say("stopping.asked" if record.asked else "stopping.baseline")
    lines = [_runs(record, metric)]
    if record.pairs.comparisons:
        lines.append(say("stopping.each", pairs=pairs, level=level, endings=_endings(record.pairs, record)))
    if record.ranking.comparisons:
        key = "stopping.in_worlds" if record.groups > 1 else "stopping.ranking"
        lines.append(say(key, worlds=record.groups, level=level, endings=_endings(record.ranking, record)))
    return "\n".join(lines)


def _runs(record: StoppingRecord, metric: Callable[[str], str]) -> str:
    used, budget = record.runs, record.runs_of_budget
    times = localized(f"{budget / used:.1f}") if used else ""
    saved = say("stopping.saved", times=times) if used and budget / used >= WORTH_SAYING else ""
    return say("stopping.runs", metric=metric(record.metric), runs=used, budget=budget, saved=saved)


def _endings(found: Endings, record: StoppingRecord) -> str:
    counts = dict(found.endings)
    undecided = counts.pop(Ending.UNDECIDED.value)
    said = [_ending(name, count, record) for name, count in counts.items() if count]
    span = say("stopping.span", least=found.least, most=found.most) if found.least != found.most else str(found.least)
    after = say("stopping.after", said=", ".join(said), span=span, budget=record.budget)
    still = [say_counted("stopping.still", undecided)] if undecided else []
    return "; ".join([after, *still] if said else still)


def _ending(name: str, count: int, record: StoppingRecord) -> str:
    return say(
        f"stopping.endings.{Ending(name).name.lower()}", count=count, within=localized(f"{record.equivalence:g}")
    )
