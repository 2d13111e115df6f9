"""What decided it, in sentences: variants that would have changed the outcome, or that nothing would have alone."""

from types import SimpleNamespace
from typing import cast

import pytest

from experiments.explain.account import Account
from experiments.explain.decision import decision
from experiments.explain.events import SubjectOutcome
from experiments.explain.what_if import WhatIf

FAILED = SubjectOutcome("failed", "failed: over budget", 0.5)


def variant(name: str, word: str = "failed", scale: float = 0.5) -> WhatIf:
    """Return a variant called so, with what would have become of the subject."""
    return WhatIf(f"{name}=false", f"{name} were off", SubjectOutcome(word, word, scale))


def account(kind: str, variants: int, *decisive: WhatIf, outcome: SubjectOutcome = FAILED) -> Account:
    """Return an account with so many variants, of which these would have changed the outcome."""
    others = [variant(f"v{number}", outcome.word, outcome.scale) for number in range(variants - len(decisive))]
    told = {
        "subject": SimpleNamespace(kind=kind),
        "story": SimpleNamespace(outcome=outcome),
        "what_ifs": [*decisive, *others],
        "decisive": list(decisive),
    }
    return cast("Account", SimpleNamespace(**told))


def test_what_would_have_been_otherwise_is_listed_by_what_it_would_have_become() -> None:
    changed = (variant("a", "successful"), variant("b", "challenged"), variant("c", "successful"))
    told, how = decision(account("project", 13, *changed))
    assert told == (
        "It would have been successful if a were off (a=false) or if c were off (c=false); "
        "challenged if b were off (b=false)."
    )
    assert how.startswith("(13 variants were replayed with the same luck")
    assert decision(account("employee", 13, *changed))[0].startswith("The stage at the end would have been successful")


@pytest.mark.parametrize(("variants", "close"), [(8, True), (9, False)])
def test_an_outcome_that_one_change_in_four_turns_over_was_a_close_call(variants: int, close: bool) -> None:
    told, _ = decision(account("project", variants, variant("a", "successful"), variant("b", "successful")))
    assert told.startswith("A close call. ") == close


def test_where_nothing_decides_it_alone_what_moves_the_cost_most_is_named() -> None:
    found = account("project", 3)
    moved = [variant("down", scale=0.1), variant("up", scale=0.7)]
    found.what_ifs.extend(moved)  # type: ignore[attr-defined]
    assert decision(found)[0] == (
        "Nothing decided it alone: failed in every variant. It would have moved most if down were off (down=false): "
        "+10 % cost instead of +50 %."
    )
    waiting = account("project", 3, outcome=SubjectOutcome("not started", "", 0.0))
    assert decision(waiting)[0] == "Nothing decided it alone: not started in every variant."


def test_a_group_is_told_by_how_many_would_have_adopted() -> None:
    outcome = SubjectOutcome("5 of 20 adopted", "", 5.0)
    strong = [
        variant(name, f"{count} of 20 adopted", float(count))
        for name, count in zip("abcde", (9, 8, 2, 7, 6), strict=True)
    ]
    told, how = decision(account("department", 10, *strong, outcome=outcome))
    assert told == (
        "5 of 20 adopted; it would have been 9 if a were off (a=false); 8 if b were off (b=false); "
        "2 if c were off (c=false); 7 if d were off (d=false)."
    )
    assert "one in twenty" in how
    alone = decision(account("unit", 10, outcome=outcome))[0]
    assert alone == "Nothing decided it alone: about 5 of 20 adopted in every variant."


def test_where_nothing_is_tried_nothing_was_decided() -> None:
    assert decision(account("unit", 0)) == [
        "Nothing is tried in this run, so there is nothing to take up or to give up."
    ]
