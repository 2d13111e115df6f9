"""What is said about a unit or a department."""

import numpy as np
from numpy.typing import NDArray

from experiments.explain.events import Figures, Reason
from experiments.explain.trials import PracticeTrial, mean_in_words
from experiments.wording.phrases import counted, listed

Told = tuple[str, str, str, Figures]


def onboarding(
    new: NDArray[np.int64], supports: NDArray[np.float32], wave: tuple[int, int], own: int, *, again: bool
) -> Told:
    """Say that units are taken on: which, in how big a ``wave`` (of how many), with how much support."""
    support = float(supports.mean())
    who = "" if own == 1 else f"{len(new)} of its {own} units "
    which = "" if own == 1 else f" ({listed([str(unit) for unit in new.tolist()])})"
    taken = "taken on again, to catch up" if again else "taken on"
    text = f"{who}{taken}{which}, in a wave of {wave[0]} of {wave[1]} units; support {support:.2f} (1: full)"
    return (
        "taken on",
        f"{who}{taken}, support {support:.2f}",
        text,
        {"units": len(new), "wave": wave[0], "support": support},
    )


def support_of(before: float, after: float, *, over: bool) -> Told:
    """Say how the support of a unit changed, and whether its time of support is over."""
    shared = "coaches are shared with more units" if after < before else "fewer units share the coaches"
    why = "the weeks of support are over" if over else shared
    return (
        "support",
        f"support {after:.2f}",
        f"support {before:.2f} -> {after:.2f}: {why}",
        {"before": before, "after": after},
    )


def half(using: float, *, more: bool) -> Told:
    """Say that more than half use a practice, or no longer."""
    text = "more than half use the practice" if more else "no more than half use the practice any longer"
    return "half", text, text, {"using": using}


def laid_down(people: int) -> Told:
    """Say that a practice ends, and how many people used it until then."""
    text = f"the practice ends: {counted(people, 'person lays', 'people lay')} it down"
    return "ends", "the practice ends", text, {"people": people}


def quarter(first: int, ended: list[PracticeTrial], given_up: int) -> Told:
    """Say how the trials that ended since a week ended, and how many people gave up in all."""
    adopted, going_on = sum(trial.adopted for trial in ended), sum(trial.complies for trial in ended)
    failed = len(ended) - adopted - going_on
    trials = counted(len(ended), "trial ends", "trials end")
    text = f"since week {first}: {trials}, {adopted} in adoption and {failed} in giving up"
    if going_on:
        text += f"; {counted(going_on, 'person goes', 'people go')} on all the same"
    later = given_up - failed
    if later > 0:
        text += f"; {counted(later, 'adopter gives', 'adopters give')} up later"
    brief = f"{adopted} adopt, {given_up} give up"
    return "trials", brief, text, {"trials": len(ended), "failed_trials": failed, "relapses": given_up}


def results_of_trials(trials: list[PracticeTrial]) -> Reason:
    """Say how trials ended, of what their quality was made, and what made the failed ones fail."""
    failed = [trial for trial in trials if not trial.adopted]
    text = (
        f"{len(trials) - len(failed)} of {len(trials)} ended in adoption; on average {mean_in_words(trials)}, "
        f"needed {trials[0].bar:.2f}"
    )
    saved = {part: sum(trial.passes_without(part) for trial in failed) for part in ("border", "strain", "luck")}
    if failed:
        text += (
            f"; of the {len(failed)} that failed, {saved['border']} would have passed if all contacts used it, "
            f"{saved['strain']} without overload, {saved['luck']} with average luck"
        )
    passing = {f"passing_without_{part}": count for part, count in saved.items()}
    return Reason("trials", text, {"trials": len(trials), "failed": len(failed), **passing})
