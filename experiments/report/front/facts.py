"""The side of the first page: where it does not work, what would turn it, and what the model does not know."""

from collections.abc import Iterator, Sequence

from experiments.departments.remarks import differing
from experiments.departments.saved import kept_departments
from experiments.flips.effect import Effect
from experiments.flips.saved import kept_flips, knife_edges, nearest
from experiments.report.content import ReportContent
from experiments.report.flips_section import edge_text
from experiments.report.front.scoreboard import scoreboard
from experiments.report.wording import listed, name_of
from experiments.results.caveats import weights
from experiments.wording.language import say, say_counted, translated
from experiments.wording.names import small
from experiments.wording.terminal import shell_command
from sim.parameters import Grade
from sim.scenario import declared_parameters

MOST_NAMED, MOST_TURNS = 4, 2


def where_not(content: ReportContent) -> list[str]:
    """Return in which departments the best plan does not work, or that nobody has looked."""
    if content.sensitivities or not content.compared:
        return []
    kept = kept_departments(content.study)
    if kept is None:
        network = content.manifest.network
        if network is not None and network.departments < 2:  # noqa: PLR2004 - nothing to tell apart
            return []
        return [say("front.departments_untried", command=shell_command("departments", content.folder))]
    rows = kept["departments"]
    said = differing(rows)
    worst = say("front.worst", names=listed([row["name"] for row in rows[:2]])) if len(rows) > 2 else ""  # noqa: PLR2004
    return [text for text in (*said, worst if said else say("front.everywhere", count=len(rows))) if text]


def would_turn(content: ReportContent) -> list[str]:
    """Return what would turn the verdict: assumptions that were tried, worlds, and the weights of the index."""
    if content.sensitivities or not content.compared:
        return []
    weighed = "" if content.worlds is not None else weights(content.study, content.names, MOST_TURNS)
    return [*_worlds(content), *_assumptions(content), *([weighed] if weighed else [])]


def _worlds(content: ReportContent) -> Iterator[str]:
    table = content.worlds
    if table is None:
        return
    lost = round((1 - table.policies[0].best_in) * table.worlds)
    key = "front.worlds_lost" if lost else "front.worlds_held"
    yield say(key, lost=lost, worlds=table.worlds, names=listed([name_of(key) for key in content.uncertain]))


def _assumptions(content: ReportContent) -> Iterator[str]:
    kept = kept_flips(content.study)
    if kept is None:
        if content.against_baseline or len(content.compared) > 1:
            yield say("front.flips_untried", command=shell_command("flips", content.folder))
        return
    edges = knife_edges(kept)
    yield from (edge_text(content, *edge) for edge in edges[:1])
    tried = {name for verdict in kept["verdicts"] for name in verdict["tried"]["parameters"]}
    turning = [found["parameter"] for effect in (Effect.FLIPS, Effect.DECIDES) for _, found in nearest(kept, effect)]
    names = list(dict.fromkeys(turning))
    if not names:
        yield say("front.flips_none", tried=len(tried))
        return
    shown = listed([small(name_of(name)) for name in names[:MOST_NAMED]])
    yield say_counted("front.flips", len(names), names=shown, tried=len(tried))


def not_known() -> Sequence[str]:
    """Return what the model does not know: the checks against the world that it misses, and what it assumes."""
    found = scoreboard()
    grades = [declared.grade for declared in declared_parameters().values()]
    assumed = say("front.assumed", count=grades.count(Grade.ASSUMPTION), total=len(grades))
    if found is None:
        return [assumed]
    missed = listed([f"“{translated(name)}”" for name in found.patterns])
    told = {"checks": found.checks, "met": found.met, "missed": found.missed, "undecided": found.undecided}
    return [say("front.scoreboard", **told), say("front.missed", names=missed), assumed]
