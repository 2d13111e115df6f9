"""Verdicts: what data of a kind never tell is not called told, however narrow it looks once; what they tell, is."""

import numpy as np

from experiments.posterior.fit import PLACEBOS, Cases
from experiments.posterior.keys import Numbers, normal_table
from experiments.posterior.verdicts import MOST_LUCK, NOT_TOLD, TOLD, Verdict, luck_of, verdicts

NAMES = ("always", "seldom", "never", "noisily")
FRESH, SEEN, DRAWS = 300, 600, 60
ONE_IN = 20  # cases of the kind in which the second parameter shows


def widths(name: str, count: int) -> Numbers:
    """Return standard deviations of posteriors over those of priors, as a fit with some luck in it finds them."""
    luck = np.exp(0.08 * normal_table(1, 1, name, np.arange(count), len(NAMES) + len(PLACEBOS)))
    luck[:, 0] *= 0.2
    luck[::ONE_IN, 1] *= 0.2
    luck[:, 3] **= 3
    return luck


def cases(name: str, count: int) -> Cases:
    """Return draws of many cases of one kind, the placebos last."""
    width = widths(name, count)
    noise = normal_table(1, 1, f"draws, {name}", np.arange(count), DRAWS * width.shape[1])
    draws = noise.reshape(count, DRAWS, -1) * width[:, None]
    return Cases(draws, draws, draws, np.ones(count))


def gained() -> Numbers:
    """Return what fresh truths gain, the placebos last; a little even by what is never told, as luck has it."""
    found = 0.18 * normal_table(1, 1, "gains", np.arange(FRESH), len(NAMES) + len(PLACEBOS))
    found += [0.5, 0.0, 0.04, 0.03, *[0.0] * len(PLACEBOS)]
    found[::ONE_IN, 1] += 1.0
    return found


def found() -> list[list[Verdict]]:
    """Return the verdicts on many cases, by parameter."""
    gains = gained()
    luck, seen = luck_of(cases("fresh", FRESH), gains), cases("seen", SEEN).mixed[..., : -len(PLACEBOS)]
    ones = [Cases(one, one, one, np.ones(1)) for one in np.split(seen, SEEN)]
    rows = [verdicts(NAMES, one, gains[:, : len(NAMES)], luck, []) for one in ones]
    return [list(column) for column in zip(*rows, strict=True)]


def test_what_such_data_do_not_tell_is_never_called_told() -> None:
    always, seldom, never, noisily = found()
    for untold in (never, noisily):
        assert untold[0].gain > 1.96 * untold[0].gain_error, "the mean gain of fresh truths would let it pass"
        assert {one.verdict for one in untold} == {NOT_TOLD}
        assert any(one.by_luck for one in untold), "it is narrowed more than placebos are"
    assert {one.verdict for one in always} == {TOLD}
    told = [row for row, one in enumerate(seldom) if one.verdict != NOT_TOLD]
    shown = range(0, SEEN, ONE_IN)
    assert set(shown) <= set(told), "what is told seldom, but then clearly, is told"
    assert len(told) <= len(shown) / (1.0 - MOST_LUCK), "and few of these are so by luck"
