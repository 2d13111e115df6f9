"""Statements of the source documents, in our words, each with the pair of plans that shows it, or why there is none.

A statement is one of four: shown by a contrast (``with`` against ``without`` in a world of its document), put in (what
the case is given), absent (the model has nothing that could say it, and why), or no claim (nothing to be tested).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

VISIBLE, PAIRS = 0.01, 30
DOCUMENTS = ("seed_000", "seed_001", "seed_002", "seed_003", "seed_004")


@dataclass(frozen=True)
class Contrast:
    """A pair of plans and what should differ.

    Attributes:
        world: name of the world that both live in.
        with_, without: what each changes, by dotted names.
        metric: what is compared; ``per``: by what it is divided, if anything; ``week``: the week, or the end.
        worse: whether the first plan should be worse by the metric rather than better (or less, where neither is).
        matters: the smallest difference that is visible, in the metric's unit.
        pairs: how many pairs are run; more where the usual ones leave it open.

    """

    world: str
    with_: Mapping[str, object]
    without: Mapping[str, object]
    metric: str
    per: str = ""
    week: int | None = None
    worse: bool = False
    matters: float = VISIBLE
    pairs: int = PAIRS


@dataclass(frozen=True)
class Statement:
    """One sentence of a document.

    Attributes:
        number: from 1 on, through all documents.
        document: which one.
        says: what it says, in our words.
        carrier: what in the model carries it.
        contrast: the pair of plans that shows it; None where ``put_in``, ``absent`` or ``no_claim`` says why not.
        opposed: what in the model stands against it; told where it does not agree visibly.

    """

    number: int
    document: str
    says: str
    carrier: str = ""
    opposed: str = ""
    contrast: Contrast | None = None
    put_in: str = ""
    absent: str = ""
    no_claim: str = ""


@cache
def statements() -> Sequence[Statement]:
    """Return all statements in the order of their documents."""
    from omegaconf import OmegaConf

    found: list[Statement] = []
    for name in DOCUMENTS:
        text = (files("experiments.statements") / f"{name}.yaml").read_text(encoding="utf-8")
        document: Any = OmegaConf.to_container(OmegaConf.create(text))
        for one in document["statements"]:
            found.append(_statement(len(found) + 1, document, one))
    return found


def _statement(number: int, document: Mapping[str, Any], one: Mapping[str, Any]) -> Statement:
    told = {name: one[name] for name in ("carrier", "opposed", "put_in", "absent", "no_claim") if name in one}
    contrast = None
    if "metric" in one:
        how = {name: one[name] for name in ("per", "week", "worse", "matters", "pairs") if name in one}
        contrast = Contrast(document["world"], one["with"], one["without"], one["metric"], **how)
    return Statement(number, document["document"], one["says"], contrast=contrast, **told)
