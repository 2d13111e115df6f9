"""What has to be known before a study is believed: one source for the terminal and the report.

Each caveat is a text of ``caveats`` in the language in use; only what things are called differs between the faces.
"""

from collections.abc import Callable, Iterator, Sequence
from math import isnan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.inference.confidence_sequence import ANYTIME, most_departing
from experiments.inference.paired import Difference, Verdict
from experiments.inference.unknown import WHY
from experiments.results.after_horizon import wanted_too_late
from experiments.results.constraints import Kept
from experiments.results.study import Study, StudyPoint
from experiments.results.weights import MOST, practised, weight_turns
from experiments.results.weights import other_parts as other_parts_of
from experiments.wording.language import localized, say, say_counted, translated
from experiments.wording.quantities import number, percent

MOST_NAMED = 3
INDEX = "change_success"
QUIET = ("case=", "study.", "experiment=")


class Names(NamedTuple):
    """What a face calls things: points, metrics, parameters, parts of the index, and values of a metric."""

    points: str
    point: Callable[[StudyPoint], str]
    metric: Callable[[str], str]
    parameter: Callable[[str], str]
    part: Callable[[str], str]
    value: Callable[[str, float], str]


def codes() -> Names:
    """Return the names of a command line."""
    return Names("Points", lambda point: point.label, str, str, str, lambda _, value: number(value))


def caveats(study: Study, names: Names, policies_broken: Sequence[str] | None = None) -> list[str]:
    """Return every caveat of a study, the first the gravest.

    ``policies_broken``: over worlds, the names of the policies that break what has to be kept; None: points are judged.
    """
    found = (
        so_far(study),
        kept(study, names) if policies_broken is None else not_judged(policies_broken),
        changed_case(study),
        failed(study),
        never_ended(study, names),
        unlike(study, names),
        partly_unknown(study, names),
        _parts(study, names),
        *(leaving_open(study, found) for found in _of_one(study)),
        wanted_too_late(study.points, names.point),
        one_replicate(study),
        *(say("caveats.said", said=text) for text in study.manifest.notes),
    )
    return [text for text in found if text]


def _of_one(study: Study) -> Iterator[Difference]:
    found = study.against_baseline(study.points[0]) if len(study.points) == 1 else None
    if found is not None and found[study.metric].verdict(study.direction) == Verdict.SAME:
        yield found[study.metric]


def changed_case(study: Study) -> str:
    """Return in what a case was run otherwise than it is shipped."""
    command = study.manifest.command
    if not any(text.lstrip("+").startswith("case=") for text in command):
        return ""
    changed = [text for text in command if not text.lstrip("+").startswith(QUIET)]
    return say("caveats.changed_case", changes=" ".join(changed)) if changed else ""


def so_far(study: Study) -> str:
    """Return how much of an unfinished study there is; nothing for a finished one."""
    if study.manifest.so_far is None:
        return ""
    done, asked = study.manifest.so_far
    return say("caveats.so_far", done=done, asked=asked, points=len(study.points))


def kept(study: Study, names: Names) -> str:
    """Return which plans break what, and that they are not recommended; nothing where none does."""
    broken = [(names.point(point), found) for point in study.points if (found := study.breaks(point))]
    if not broken:
        return ""
    named = _some([f"{name} ({', '.join(map(_kept, found))})" for name, found in broken])
    if len(broken) == len(study.points):
        return say("caveats.kept_by_none" if len(broken) > 1 else "caveats.not_kept", named=named)
    return say("caveats.kept_by_some", named=named)


def _kept(found: Kept) -> str:
    return f"{found.constraint.text}: {translated(found.words)}"


def not_judged(policies: Sequence[str]) -> str:
    """Return which policies are not judged over worlds, as they break what has to be kept; nothing where none does."""
    return say("caveats.not_judged", named=_some(policies)) if policies else ""


def failed(study: Study) -> str:
    """Return how many runs failed."""
    return say_counted("caveats.failed", study.failed_runs) if study.failed_runs else ""


def never_ended(study: Study, names: Names) -> str:
    """Return the points of which no run ended, where some of others did."""
    without = [names.point(point) for point in study.points if not point.has_runs]
    return say("caveats.never_ended", named=_some(without)) if without and study.ended else ""


def _some(named: Sequence[str]) -> str:
    """Return the first few of many, and how many more there are."""
    more = f"; {say('caveats.more', count=len(named) - MOST_NAMED)}" if len(named) > MOST_NAMED else ""
    return "; ".join(named[:MOST_NAMED]) + more


def unlike(study: Study, names: Names) -> str:
    """Return that points share no luck, and by which parameter."""
    if not study.unlike:
        return ""
    return say("caveats.unlike", points=names.points, parameter=names.parameter(study.unlike))


def one_replicate(study: Study) -> str:
    """Return that one run of each tells nothing about luck."""
    counts = {len(point.runs.replicates) for point in study.ended}
    return say("caveats.one_replicate") if counts == {1} else ""


def partly_unknown(study: Study, names: Names) -> str:
    """Return which points have runs that do not tell the metric, and what is known of the rest."""
    told_of = ((point, point.runs.named(study.metric, averaged=False)) for point in study.ended)
    said = [text for point, values in told_of if (text := _missing(study, point, values, names))]
    if not said:
        return ""
    why = translated(WHY.get(study.metric, "unknown"))
    return say("caveats.partly_unknown", metric=names.metric(study.metric), why=why, points=_some(said))


def _missing(study: Study, point: StudyPoint, values: NDArray[np.float64], names: Names) -> str:
    missing, name = int(np.isnan(values).sum()), names.point(point)
    if not missing:
        return ""
    if missing == len(values):
        return say("caveats.in_all", point=name, count=missing)
    middle = names.value(study.metric, float(np.nanmedian(values)))
    return say("caveats.in_some", point=name, missing=missing, count=len(values), median=middle)


def _parts(study: Study, names: Names) -> str:
    """Return that not all points, or not the best and its baseline, have the same parts of the index."""
    known = [point for point in study.ended if not isnan(study.mean(point))]
    if study.metric == INDEX and len({practised(point) for point in known}) > 1:
        return say("caveats.parts_differ", metric=names.metric(INDEX))
    return other_parts(study, study.best, names)


def other_parts(study: Study, point: StudyPoint, names: Names) -> str:
    """Return that the index has another number of parts in the baseline, where only one of both does a practice."""
    if study.metric != INDEX or isnan(study.mean(point)) or not other_parts_of(point):
        return ""
    return say("caveats.parts_here" if practised(point) else "caveats.parts_in_baseline", metric=names.metric(INDEX))


def leaving_open(study: Study, difference: Difference) -> str:
    """Return what so many pairs without any difference do not rule out, where the study stopped by them."""
    if study.rule is not ANYTIME:
        return ""
    share = percent(most_departing(difference.pairs, study.confidence))
    return say("caveats.leaving_open", pairs=difference.pairs, share=share)


def weights(study: Study, names: Names, most: int | None = None) -> str:
    """Return how far weights may move, as one sentence, the ``most`` nearest turns (None: all of them).

    Nothing for a study that is ranked by something else.
    """
    turns = weight_turns(study)
    if turns is None:
        return ""
    if not turns:
        return say("caveats.weights_never", most=f"{MOST:g}")
    told = [
        say(
            "caveats.weight_more" if turn.above else "caveats.weight_less",
            part=names.part(turn.part),
            weight=localized(f"{turn.weight:g}"),
            leader=names.point(turn.leader),
        )
        for turn in turns[:most]
    ]
    return say("caveats.weights", turns=_either(told))


def _either(told: Sequence[str]) -> str:
    return say("list.or").join(told)
